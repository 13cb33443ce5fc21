import { foldCase } from '../../../text/fold-case.ts';
import { answerOf } from '../words/answers.ts';
import { meansGone } from '../words/gone-words.ts';
import { sideOf } from '../words/sides.ts';
import { headerWords } from '../words/state-names.ts';
import { wordSet } from '../words/word-set.ts';

// `State` beside a city is a part of a country, and no state of a person.

const OF_STATES = wordSet([
  'state|estado|province|work|home|office|code|name|mailing|billing|residence|of|physical',
]);

const OF_ADDRESSES = wordSet([
  'city|town|suburb|zip|zipcode|postal|postcode|postalcode|street|streetaddress|country|pincode|cidade|município|cep',
  'ciudad|municipio|ort|stadt|plz|location',
]);

/** True for a header that may be of a part of a country, in a table with another part of an address. */
export const mayBeFederal = (header: string, headers: readonly string[]): boolean =>
  headerWords(header).every((word) => OF_STATES.has(word)) &&
  headers.some((other) => headerWords(other).some((word) => OF_ADDRESSES.has(word)));

/** As parts of countries are written, with their letters or their names. */
const PLACE = /^\p{Lu}[\p{L} .'’()-]+$|^\p{Ll}{2}$/u;

/** States of people besides those that other columns have, or the letters for them. */
const OF_PEOPLE =
  /^(?:active|enabl|open\b|invit|pend|staged|provision|licen|unlic|normal|permanent|temp|probation|notice|furlough|leave|hired|employ|work|contract|on ?line|off ?line|valid|verif|confirm|approv|vigente|cesad|retirad|habilitad|pendiente|afastad|férias|trabalh|(?:ac|akt|emp|ina|loa|ret|sus|ter|trm)$)/;

/** Of Australia, where `ACT` is no short word for active. */
const AUSTRALIAN = wordSet(['nsw|nt|qld|sa|tas|vic|wa']);

const NOTHING = wordSet(['-|–|—|n/a']);

/** True where all of these may be parts of countries, or say nothing as `n/a` does, and none is a state of a person. */
export function areFederal(values: readonly string[]): boolean {
  const said = values.filter((value) => !NOTHING.has(foldCase(value)));
  const folded = said.map(foldCase);
  const isPlace = (value: string, at: number): boolean =>
    PLACE.test(value) &&
    !OF_PEOPLE.test(folded[at] ?? '') &&
    (folded[at] !== 'act' || folded.some((other) => AUSTRALIAN.has(other))) &&
    sideOf(value) === undefined &&
    !meansGone('', value);
  // The letters of some are a yes or a no as well: `ON`, `NE`.
  return said.some((value) => answerOf(value) === undefined) && said.every(isPlace);
}
