import { foldCase } from '../../../text/fold-case.ts';
import { headerWords } from '../words/state-names.ts';
import { wordSet } from '../words/word-set.ts';

// `State` beside a city is a part of a country, and no state of a person.

/** Of the United States, Canada, Australia, Brazil and India, as letters are addressed: all there are. */
const STATES = wordSet([
  'al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri',
  'sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|dc|pr|alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware',
  'florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan',
  'minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina',
  'north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont',
  'virginia|washington|west virginia|wisconsin|wyoming|district of columbia|puerto rico',
  'ab|bc|mb|nb|nl|ns|nt|nu|on|pe|qc|sk|yt|alberta|british columbia|manitoba|new brunswick|newfoundland and labrador',
  'nova scotia|northwest territories|nunavut|ontario|prince edward island|quebec|québec|saskatchewan|yukon',
  'act|nsw|qld|sa|tas|vic|australian capital territory|new south wales|northern territory|queensland|south australia',
  'tasmania|victoria|western australia',
  'ac|am|ap|ba|ce|df|es|go|mg|pb|pi|rj|rn|rs|ro|rr|se|sp|to',
  'andhra pradesh|arunachal pradesh|assam|bihar|chhattisgarh|delhi|goa|gujarat|haryana|himachal pradesh|jharkhand',
  'karnataka|kerala|madhya pradesh|maharashtra|manipur|meghalaya|mizoram|nagaland|odisha|punjab|rajasthan|sikkim',
  'tamil nadu|telangana|tripura|uttar pradesh|uttarakhand|west bengal|chandigarh|puducherry',
]);

/** Codes that are short for active as well: with one of them, a column may be of either kind. */
const IN_DOUBT = wordSet(['ac|act']);

const OF_STATES = wordSet([
  'state|estado|province|work|home|office|code|name|mailing|billing|residence|of|physical',
]);

const OF_ADDRESSES = wordSet([
  'city|town|suburb|zip|zipcode|postal|postcode|postalcode|street|streetaddress|country|pincode|cidade|ciudad|cep|ort|plz|location',
]);

/** True for a header that may be of a part of a country, in a table with another part of an address. */
export const mayBeFederal = (header: string, headers: readonly string[]): boolean =>
  headerWords(header).every((word) => OF_STATES.has(word)) &&
  headers.some((other) => headerWords(other).some((word) => OF_ADDRESSES.has(word)));

const NOTHING = wordSet(['-|–|—|n/a']);

/** True where all of these are parts of countries, or say nothing as `n/a` does. */
export const areFederal = (values: readonly string[]): boolean => {
  const said = values.map(foldCase).filter((value) => !NOTHING.has(value));
  return said.length > 0 && said.every((value) => STATES.has(value) && !IN_DOUBT.has(value));
};
