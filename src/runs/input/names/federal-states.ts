import { foldCase } from '../../../text/fold-case.ts';
import { answerOf, isNothing } from '../words/answers.ts';
import { sideOf } from '../words/sides.ts';
import { allIn, headerWords, someIn, wordSet } from '../words/words.ts';

// `State` beside a city is a part of a country, and no state of a person.

/** Of the United States, Canada, Australia, Brazil and India, as letters are addressed: all there are. */
const CODES = wordSet([
  'al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri',
  'sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|dc|pr|ab|bc|mb|nb|nl|ns|nt|nu|on|pe|qc|sk|yt|act|nsw|qld|sa|tas|vic',
  'ac|am|ap|ba|ce|df|es|go|mg|pb|pi|rj|rn|rs|ro|rr|se|sp|to',
  // Of Germany, Austria and Switzerland, and of Mexico.
  'bw|by|be|bb|hb|hh|he|mv|ni|nw|rp|sl|sn|st|sh|th|ag|ai|bl|bs|fr|ge|gl|gr|ju|lu|ow|sg|sz|tg|ti|ur|vd|vs|zg|zh',
  'agu|bcn|bcs|cam|chp|chh|cmx|cdmx|coa|col|dur|gua|gro|hid|jal|mex|mic|mor|nay|nle|oax|pue|que|roo|slp|sin|son|tab|tam',
  'tla|ver|yuc|zac',
]);

/** Of their names, the last word or its first letters: all of it where a state of a person begins so, as `Austritt`. */
const NAMES = wordSet([
  'alaba|alask|arizo|arkan|calif|color|connecticut|delaw|flori|georg|hawai|idaho|illin|india|iowa|kansa|kentu|louis|maine',
  'maryl|massa|michi|minne|mississippi|missouri|monta|nebra|nevad|hamps|jerse|york|carol|dakot|ohio|oklah|orego|penns',
  'islan|tenne|texas|utah|vermo|virgi|washi|wisco|wyomi|colum|rico|alber|manit|bruns|labra|scoti|terri|nunav|ontar',
  'québe|saska|yukon|wales|queen|australia|austria|tasma|victo|acre|alago|amapá|amazo|bahia|ceará|feder|santo|goiás|maran',
  'gross|sul|gerai|pará|paraí|paran|perna|piauí|janei|norte|rondô|rorai|catar|paulo|sergi|tocan|prade|assam|bihar',
  'chhat|delhi|goa|gujar|harya|jhark|karna|keral|mahar|manip|megha|mizor|nagal|odish|punja|rajas|sikki|nadu|telan',
  'tripu|uttar|benga|chand|puduc|aguas|sur|campe|chiap|chihu|méxic|coahu|colim|duran|guana|guerr|hidal|jalis|micho',
  'morel|nayar|león|oaxac|puebl|queré|roo|potos|sinal|sonor|tabas|tamau|tlaxc|verac|yucat|zacat|baden|bayer|bavar',
  'berli|brand|breme|hambu|hesse|meckl|niede|saxon|nordr|rhine|rhein|saarl|sachs|schle|thüri|thuer|kaern|zueri|burge|kärnt',
  'carin|oberö|salzb|steie|styri|tirol|tyrol|vorar|wien|vienn|aarga|basel|bern|fribo|genèv|glaru|graub|jura',
  'luzer|lucer|neuch|nidwa|obwal|schaf|schwy|solot|galle|thurg|ticin|uri|valai|vaud|walli|zug|züric|engla',
  'scotl|irela',
]);

const OF_STATES = wordSet([
  'state|estado|province|work|home|office|code|name|mailing|billing|residence|of|physical',
]);

export const OF_ADDRESSES = wordSet([
  'city|town|suburb|zip|zipcode|postal|postcode|postalcode|street|streetaddress|country|countrycode|pincode|cidade|município|cep',
  'ciudad|ort|stadt|plz|location',
]);

/** True for a header that may be of a part of a country, in a table with another part of an address. */
export const mayBeFederal = (header: string, headers: readonly string[]): boolean =>
  allIn(headerWords(header), OF_STATES) && headers.some((other) => someIn(headerWords(other), OF_ADDRESSES));

const LETTERS = 5;

/** Of Australia, where `ACT` is no short word for active. */
const AUSTRALIAN = wordSet(['nsw|nt|qld|sa|tas|vic|wa']);

/** True where all of these are parts of countries, or say nothing as `n/a` does. */
export function areFederal(values: readonly string[]): boolean {
  const said = values.filter((value) => !isNothing(value));
  const folded = said.map(foldCase);
  const isKnown = (value: string): boolean => {
    if (value === 'act') return someIn(folded, AUSTRALIAN);
    if (CODES.has(value)) return value !== 'ac';
    const [last = '', ...before] = value.split(' ').toReversed();
    const isName = [last, last.slice(0, LETTERS)].some((letters) => NAMES.has(letters));
    // `Left Texas` says more, and `Baja California` does not.
    return isName && before.every((word) => word === 'baja' || sideOf(word) === undefined);
  };
  // The letters of some are a yes or a no as well: `ON`, `NE`.
  return said.some((value) => answerOf(value) === undefined) && folded.every(isKnown);
}
