import { allIn, isIn, someIn, wordSet } from '../words/words.ts';
import { isDenied, type Words, wordsFrom } from './clauses.ts';
import { isRefusal, REMOVALS } from './denial-words.ts';
import { beginsWithTime, isEnd, isTime } from './ends.ts';
import { BACK, IS_ACTIVE, LEFT, RENEWED, RETURNS, THEN, TO_RETURN } from './staying-words.ts';

// What is said later on, by which the person leaves all the same.

/** Said of what is to come, too, so that they count beside a word of `NOW` or `WAS`: `dann weg` is not yet. */
const GONE = wordSet([
  'weg|terminated|dismissed|fired|laid|leaves|leaving|gone|ends|geht|endet|entlassen|part|licencié|licenciée|despedido',
  'despedida|vertrekt|ontslagen|licenziato|licenziata',
]);
const WAS = wordSet(['was|got|been|wurde|été|fue|werd|stato|stata']);
const NOW = wordSet(['now|today|jetzt|heute|nun|maintenant|ahora|hoy|nu|vandaag|ora|oggi|again']);

/** True where the clauses behind one say that the person left, was let go or refused it. */
export const leftAfter = (said: Words, clauses: readonly Words[]): boolean =>
  isRefused(said, clauses[0] ?? []) || clauses.some((clause) => isNoReturn(clause) || leaves(clause));

const isNoReturn = (clause: Words): boolean => isDenied(clause) && someIn(clause, RETURNS, TO_RETURN, BACK);

function leaves(clause: Words): boolean {
  const [word = '', ...rest] = wordsFrom(clause, (each) => isIn(each, THEN, NOW, WAS));
  if (LEFT.has(word)) return isEnd(rest) || beginsWithTime(rest);
  if (!GONE.has(word) || !someIn(clause, NOW, WAS)) return false;
  return rest.every((each) => NOW.has(each) || each === 'off');
}

/** `offered to stay, refused`, `up for renewal, not renewed`: right behind, since elsewhere it is another matter. */
function isRefused(said: Words, next: Words): boolean {
  const [word = '', ...rest] = next.filter((each) => !THEN.has(each));
  if (isRefusal(word)) return isEnd(rest);
  const isRenewal = (each: string) => RENEWED.has(each);
  return said.some(isRenewal) && isDenied([word]) && rest.length === 1 && rest.every(isRenewal);
}

const OF_ORDERS = wordSet([
  'please|pls|to|be|now|the|it|account|asap|bitte|jetzt|sofort|umgehend|das|konto|à|svp|merci|le|compte|dar|de|la',
  'cuenta|por|favor|graag|het|da|per|favore',
]);

/** `account still active, please disable`: of an account that is to be closed, it says why. */
export const isToBeClosed = (clause: Words, others: readonly Words[]): boolean =>
  someIn(clause, IS_ACTIVE) &&
  !clause.some(isTime) &&
  others.some((words) => someIn(words, REMOVALS) && allIn(words, REMOVALS, OF_ORDERS));
