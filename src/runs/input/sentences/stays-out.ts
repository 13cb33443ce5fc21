import { someIn } from '../words/word-set.ts';
import { clausesOf, type Words } from './clauses.ts';
import { DONE_TO, FILLERS, isRefusal } from './denial-words.ts';
import { ARTICLES } from './ends.ts';
import { HELPERS, NEGATIONS, PRONOUNS } from './sentence-words.ts';
import { COMES, KEEPS, STAYS, TO_STAY } from './staying-words.ts';

/** Beginnings of what is done to let a person in, or of how one comes. */
const COMING_BEGINS =
  /^(?:re-?a[ck]?tiv|réactiv|riattiv|herac|rein?sta|restor|(?:re-?)?enabl|unsus|unlock|unblock|entsperr|freisch|(?:re-?)?invit|einl|uitnod|(?:re-?)?hir|(?:re-?)?join|onboard|start|return|back$|rück|zurück|wieder|beginn|revien|reven|torn|rientr|vuelv|volver|terug)/;
const isComing = (word: string): boolean => COMING_BEGINS.test(word) && !/(?:ed|date)$/.test(word);

/** What a person may decline, and so not come. */
const OFFERED =
  /^(?:offer|job|position|role|invit|applic|request|angebot|stelle|bewerb|offre|poste$|oferta|offerta)/;
/** `no start date` denies nothing, and `no longer joining` does. */
const WEAK = new Set(['no', 'without', 'nothing', 'ohne', 'sans']);

const isBetween = (word: string): boolean => someIn([word], FILLERS, HELPERS, PRONOUNS, COMES, ARTICLES);

/** `do not reactivate`, `kommt nicht zurück`, `no longer joining`. */
function isDenied(words: Words): boolean {
  return words.some((word, at) => {
    if (word !== 'longer' && (!NEGATIONS.has(word) || WEAK.has(word) || isRefusal(word))) return false;
    return isComing(words.slice(at + 1).find((each) => !isBetween(each) && !NEGATIONS.has(each)) ?? '');
  });
}

/** `declined the offer`, and not `declined a company car`. */
const isDeclined = (words: Words): boolean =>
  words.some(isRefusal) && words.every((word) => isRefusal(word) || OFFERED.test(word) || isBetween(word));

/** `keep disabled`. */
const isLeftOut = (words: Words): boolean =>
  someIn(words, DONE_TO) &&
  someIn(words, KEEPS, STAYS, TO_STAY) &&
  words.every((word) => isBetween(word) || someIn([word], DONE_TO, KEEPS, STAYS, TO_STAY));

/** True for a text by which a person does not come, or is not to be let in. */
export const staysOut = (text: string): boolean =>
  clausesOf(text).some((words) => isDenied(words) || isDeclined(words) || isLeftOut(words));
