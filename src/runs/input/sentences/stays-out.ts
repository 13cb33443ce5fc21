import { isIn, someIn, spelt } from '../words/words.ts';
import { areThings, clausesOf, type Words, wordsFrom } from './clauses.ts';
import { DONE_TO, FILLERS, isRefusal } from './denial-words.ts';
import { ARTICLES } from './ends.ts';
import { says } from './keeps-person.ts';
import { isAskedFirst, isAskedOf } from './of-others.ts';
import { HELPERS, NEGATIONS, PRONOUNS } from './sentence-words.ts';
import { COMES, KEEPS, STAYS, TO_STAY } from './staying-words.ts';

/** Beginnings of what is done to let a person in, or of how one comes. */
const COMING_BEGINS = spelt(
  /^(?:re-?a[ck]?tiv|réactiv|riattiv|herac|rein?sta|restor|(?:re-?)?enabl|unsus|unlock|unblock|entsperr|freisch|(?:re-?)?invit|einl|uitnod|(?:re-?)?hir|(?:re-?)?join|onboard|start|return|back$|rück|zurück|wieder|beginn|revien|reven|torn|rientr|vuelv|volver|terug|zapr|aktyw|wrac)/,
);
const isComing = (word: string): boolean => COMING_BEGINS.test(word) && !/(?:ed|date)$/.test(word);

/** What a person may decline, and so not come. */
const OFFERED = /^(?:offer|job|position|role|invit|applic|request|angebot|stelle|bewerb|offre|poste$|oferta)/;
/** `no start date` denies nothing, and `no longer joining` does. */
const WEAK = new Set(['no', 'without', 'nothing', 'ohne', 'sans']);
/** In Spanish it does. */
const STRONG = /^(?:re-?activ|invit|readmit|restaur)ar|^vuelv|^volver/;

const isBetween = (word: string): boolean => isIn(word, FILLERS, HELPERS, PRONOUNS, COMES, ARTICLES);

/** What is given back or switched on, and so may be a thing. */
const OF_THINGS = spelt(/^(?:return|back$|rück|zurück|terug|enabl|unlock)/);
const isThing = (word = ''): boolean => word !== 'login' && word !== 'es' && areThings([word]);

/** `do not reactivate`, `kommt nicht zurück`, `no longer joining`; not `did not return laptop`. */
function isDenied(words: Words): boolean {
  return words.some((word, at) => {
    if (word !== 'longer' && (!NEGATIONS.has(word) || isRefusal(word))) return false;
    const behind = wordsFrom(words.slice(at + 1), (each) => isBetween(each) || NEGATIONS.has(each));
    const [coming = '', ...more] = behind;
    if (!isComing(coming) || (WEAK.has(word) && !STRONG.test(coming))) return false;
    const [next] = wordsFrom(more, (each) => isIn(each, ARTICLES));
    const owner = words.slice(0, at).findLast((each) => !isBetween(each));
    return !(OF_THINGS.test(coming) && (isThing(next) || isThing(owner)));
  });
}

/** `kommt doch nicht`, `ne vient plus`: that a person does not come, and nothing else. */
const TO_COME = spelt(/^(?:kommt|beginnt|startet|fängt|tritt|vient|commence|viene|inizia|komt|begint)$/);
const BESIDE_IT = spelt(/^(?:an|mehr|doch|toch|meer|più|ora)$/);
const isNotComing = (words: Words): boolean =>
  words.some((word) => TO_COME.test(word)) &&
  someIn(words, NEGATIONS) &&
  words.every((word) => TO_COME.test(word) || BESIDE_IT.test(word) || NEGATIONS.has(word) || isBetween(word));

/** That a person does not take what was offered, besides the words of a refusal. */
const GIVES_UP = spelt(/^(?:abgesagt|withdr|désist|rinunci)/);
const isRefused = (word: string): boolean => isRefusal(word) || GIVES_UP.test(word);

/** `declined the offer`, and not `declined a company car`. */
const isDeclined = (words: Words): boolean =>
  words.some(isRefused) && words.every((word) => isRefused(word) || OFFERED.test(word) || isBetween(word));

/** `keep disabled`. */
const isLeftOut = (words: Words): boolean =>
  someIn(words, DONE_TO) &&
  someIn(words, KEEPS, STAYS, TO_STAY) &&
  words.every((word) => isBetween(word) || isIn(word, DONE_TO, KEEPS, STAYS, TO_STAY));

/** True for a text by which a person does not come, or is not to be let in. */
export function staysOut(text: string): boolean {
  const clauses = clausesOf(text);
  return (
    isAskedOf(clauses) ||
    clauses.some(
      (words) =>
        isDenied(words) ||
        isNotComing(words) ||
        isDeclined(words) ||
        isLeftOut(words) ||
        says([isAskedFirst], words),
    )
  );
}
