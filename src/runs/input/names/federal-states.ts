import { foldCase } from '../../../text/fold-case.ts';
import { answerOf, isNothing } from '../words/answers.ts';
import { headerWords } from '../words/state-names.ts';
import { someIn, wordSet } from '../words/word-set.ts';

// `State` beside a city is a part of a country, and no state of a person.

/** Of the United States, Canada, Australia, Brazil and India, as letters are addressed: all there are. */
const CODES = wordSet([
  'al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri',
  'sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|dc|pr|ab|bc|mb|nb|nl|ns|nt|nu|on|pe|qc|sk|yt|act|nsw|qld|sa|tas|vic',
  'ac|am|ap|ba|ce|df|es|go|mg|pb|pi|rj|rn|rs|ro|rr|se|sp|to',
  // Of Germany, Austria and Switzerland, and of Mexico.
  'bw|by|be|bb|hb|hh|he|mv|ni|nw|rp|sl|sn|st|sh|th|ag|ai|ar|bl|bs|fr|ge|gl|gr|ju|lu|ne|ow|nw|sg|sz|tg|ti|ur|vd|vs|zg|zh',
  'agu|bcn|bcs|cam|chp|chh|cmx|cdmx|coa|col|dur|gua|gro|hid|jal|mex|mic|mor|nay|nle|oax|pue|que|roo|slp|sin|son|tab|tam',
  'tla|ver|yuc|zac',
]);

const NAMES = wordSet([
  'alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois',
  'indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana',
  'nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon',
  'pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington',
  'west virginia|wisconsin|wyoming|district of columbia|puerto rico|alberta|british columbia|manitoba|new brunswick',
  'newfoundland and labrador|nova scotia|northwest territories|nunavut|ontario|prince edward island|quebec|québec',
  'saskatchewan|yukon|australian capital territory|new south wales|northern territory|queensland|south australia',
  'tasmania|victoria|western australia|acre|alagoas|amapá|amazonas|bahia|ceará|distrito federal|espírito santo|goiás',
  'maranhão|mato grosso|mato grosso do sul|minas gerais|pará|paraíba|paraná|pernambuco|piauí|rio de janeiro',
  'rio grande do norte|rio grande do sul|rondônia|roraima|santa catarina|são paulo|sergipe|tocantins|andhra pradesh',
  'arunachal pradesh|assam|bihar|chhattisgarh|delhi|goa|gujarat|haryana|himachal pradesh|jharkhand|karnataka|kerala',
  'madhya pradesh|maharashtra|manipur|meghalaya|mizoram|nagaland|odisha|punjab|rajasthan|sikkim|tamil nadu|telangana',
  'tripura|uttar pradesh|uttarakhand|west bengal|chandigarh|puducherry|aguascalientes|baja california',
  'baja california sur|campeche|chiapas|chihuahua|ciudad de méxico|coahuila|colima|durango|guanajuato|guerrero|hidalgo',
  'jalisco|estado de méxico|méxico|michoacán|morelos|nayarit|nuevo león|oaxaca|puebla|querétaro|quintana roo',
  'san luis potosí|sinaloa|sonora|tabasco|tamaulipas|tlaxcala|veracruz|yucatán|zacatecas|baden-württemberg|bayern',
  'bavaria|berlin|brandenburg|bremen|hamburg|hessen|hesse|mecklenburg-vorpommern|niedersachsen|lower saxony',
  'nordrhein-westfalen|north rhine-westphalia|rheinland-pfalz|rhineland-palatinate|saarland|sachsen|saxony',
  'sachsen-anhalt|saxony-anhalt|schleswig-holstein|thüringen|thuringia|burgenland|kärnten|carinthia|niederösterreich',
  'lower austria|oberösterreich|upper austria|salzburg|steiermark|styria|tirol|tyrol|vorarlberg|wien|vienna|aargau',
  'basel-landschaft|basel-stadt|bern|fribourg|genève|geneva|glarus|graubünden|jura|luzern|lucerne|neuchâtel|nidwalden',
  'obwalden|schaffhausen|schwyz|solothurn|st. gallen|thurgau|ticino|uri|valais|vaud|wallis|zug|zürich|zurich|england',
  'scotland|wales|northern ireland',
]);

const OF_STATES = wordSet([
  'state|estado|province|work|home|office|code|name|mailing|billing|residence|of|physical',
]);

export const OF_ADDRESSES = wordSet([
  'city|town|suburb|zip|zipcode|postal|postcode|postalcode|street|streetaddress|country|countrycode|pincode|cidade|município|cep',
  'ciudad|municipio|ort|stadt|plz|location',
]);

/** True for a header that may be of a part of a country, in a table with another part of an address. */
export const mayBeFederal = (header: string, headers: readonly string[]): boolean =>
  headerWords(header).every((word) => OF_STATES.has(word)) &&
  headers.some((other) => headerWords(other).some((word) => OF_ADDRESSES.has(word)));

/** Of Australia, where `ACT` is no short word for active. */
const AUSTRALIAN = wordSet(['nsw|nt|qld|sa|tas|vic|wa']);

/** True where all of these are parts of countries, or say nothing as `n/a` does. */
export function areFederal(values: readonly string[]): boolean {
  const said = values.filter((value) => !isNothing(value));
  const folded = said.map(foldCase);
  const isKnown = (value: string): boolean => {
    if (value === 'act') return someIn(folded, AUSTRALIAN);
    return NAMES.has(value) || (CODES.has(value) && value !== 'ac');
  };
  // The letters of some are a yes or a no as well: `ON`, `NE`.
  return said.some((value) => answerOf(value) === undefined) && folded.every(isKnown);
}
