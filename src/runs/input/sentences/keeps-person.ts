import { ACCOUNT } from '../names/gone-date-names.ts';
import { allIn, isIn, someIn, wordSet } from '../words/words.ts';
import { isToBeClosed, leftAfter } from './after-all.ts';
import { areThings, clausesOf, isDenied, isOfPerson, NEAR, type Rule, type Words } from './clauses.ts';
import { WAITS } from './denial-words.ts';
import { DENIALS, NOT_LEAVING } from './denials.ts';
import { isAwayNow, MOVES, OF_NOW } from './employment.ts';
import { beginsWithTime, isEnd, isLastDay, isOfWork, isSpan, isTime, OF_US, UNTIL } from './ends.ts';
import { isKeyWord } from './may-keep-person.ts';
import { isAfterCover, isOfCovered } from './of-others.ts';
import { DEPARTURES, HELPERS, TEAMS, THINGS, WILL } from './sentence-words.ts';
import { IF } from './short-orders.ts';
import * as staying from './staying-words.ts';

/** `Fehler, Ina`: a name, whatever its words mean. */
const LAST_FIRST = /^\s*\p{Lu}[\p{Ll}-]+, \p{Lu}[\p{Ll}-]+\s*$/u;
const LONGEST_NAME = 60;

/** Whether the point behind a day ends a sentence, capitals do not say: `AM 3.10. ZURÜCK`. */
const leavesOpenEnds = (text: string): boolean => /\d\. \p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);

/**
 * True for a sentence, anywhere in a text, by which a person is to be kept: that they stay or come back, that nothing
 * is to be done to them, that they do not leave, that they moved within the company, or that it is taken back.
 */
export function keepsPerson(text: string): boolean {
  if (text.length <= LONGEST_NAME && LAST_FIRST.test(text)) return false;
  if (leavesOpenEnds(text) && keepsPerson(text.toLowerCase())) return true;
  const clauses = clausesOf(text);
  return clauses.some((clause, at) => {
    const ofPerson =
      (rule: Rule): Rule =>
      (place) =>
        rule(place) && !isOfCovered(place.before, clause, clauses);
    const comesBack: Rule = (place) =>
      returns(place) && !isAfterCover(place.before, clauses) && !isGivenBack(place, clauses[at + 1] ?? []);
    const goesOn =
      says([...GOES_ON, ofPerson(comesBack)], clause) ||
      ((says([ofPerson(works)], clause) || isNow(clause, clauses)) && !isToBeClosed(clause, clauses));
    return says(DENIALS, clause) || (goesOn && !leftAfter(clause, clauses.slice(at + 1)));
  });
}

/** How a person is employed now, where no other clause speaks of a thing. */
const isNow = (clause: Words, clauses: readonly Words[]): boolean =>
  says(OF_NOW, clause) && !clauses.some((each) => each !== clause && areThings(each));

/** True for a text that ends with that the person left: `sabbatical, then left`. */
export function endsWithLeaving(text: string): boolean {
  const clauses = clausesOf(text);
  return leftAfter([], clauses.slice(1)) || clauses.some((words) => someIn(words, DEPARTURES));
}

/** True where one of these rules holds of a word. */
export const says = (rules: readonly Rule[], clause: Words): boolean =>
  clause.some((word, at) => {
    if (!isKeyWord(word)) return false;
    const [before, behind] = [clause.slice(0, at), clause.slice(at + 1)];
    const place = { word, before, behind, around: [...before, ...behind] };
    return rules.some((rule) => rule(place));
  });

/** `until then`, where a last day was named. */
const THEN_ALONE = wordSet(['then|dahin|là|entonces|dan|allora']);
/** `stayed for five years`, which are over. */
const isOver = (word: string, behind: Words): boolean =>
  word === 'stayed' && behind.some((each) => /^(?:year|month)s?$/.test(each));

const ASSIGNED = new Set(['project', 'assignment', 'engagement', 'case']);

/** What may stand behind who stays: since when, with whom, as what; `stays on`, `offer to stay accepted`. */
function isStaying(behind: Words): boolean {
  const [first = '', next] = behind;
  if (UNTIL.has(first) && THEN_ALONE.has(next ?? '')) return false;
  if (isSpan(behind) || (first === 'on' && ASSIGNED.has(behind.at(-1) ?? ''))) return true;
  if (next !== undefined && THINGS.has(next) && !TEAMS.has(next)) return false;
  if (isIn(first, staying.WORKS, staying.TAKEN)) return true;
  if (first === 'on') return next === undefined || isEnd(behind) || isEnd(behind.slice(1));
  return isEnd(behind, { areSeveral: false, mayBeOfThings: false }) || isOfWork(behind, TEAMS);
}

/** `changed her mind about staying`. */
const AGAINST = new Set(['about', 'against', 'of']);

const stays: Rule = ({ word, before, behind, around }) =>
  (staying.STAYS.has(word) || (staying.TO_STAY.has(word) && someIn(before.slice(-NEAR), WILL, MAY))) &&
  !isDenied(around) &&
  !isOver(word, behind) &&
  !AGAINST.has(before.at(-1) ?? '') &&
  !isLastDay(behind) &&
  isOfPerson(before) &&
  isStaying(behind.filter((each) => !HELPERS.has(each)));

export const isThing = (word: string): boolean => THINGS.has(word) && !TEAMS.has(word);

/** `back to his former company`. */
const FORMER = wordSet(['home|parent|former|old|previous|frühere|früheren|alte|alten|ancienne|antigua']);

/** `may come back`, `open to returning`: perhaps, at a time that is not told. */
const MAY = new Set(['may', 'might', 'could', 'open', 'vielleicht', 'evtl', 'eventuell']);

const AS = new Set(['as', 'als', 'comme', 'como', 'come']);

function isSinceThen(behind: Words): boolean {
  const [first] = behind;
  if (first === undefined || staying.WORKS.has(first)) return true;
  if (behind.some(isThing) || someIn(behind, staying.LEFT, staying.ELSEWHERE)) return false;
  if (someIn(behind, FORMER) && behind.some((word) => OF_US.test(word))) return false;
  return beginsWithTime(behind) || isOfWork(behind) || AS.has(first);
}

const isBack = (word: string, before: Words): boolean =>
  staying.BACK.has(word) && (allIn(before, HELPERS) || someIn(before, staying.COMES));

const returns: Rule = ({ word, before, behind, around }) => {
  const will = staying.TO_RETURN.has(word) && someIn(before.slice(-NEAR), WILL, MAY);
  if (!staying.RETURNS.has(word) && !will && !isBack(word, before)) return false;
  // `Alles retour`, and `back` by itself, may be said of things.
  if (behind.length === 0 && before.every((each) => !staying.COMES.has(each)) && !will) return false;
  if (someIn(before, MAY) && (behind[0] === 'later' || !beginsWithTime(behind))) return false;
  const others = before.filter((each) => !staying.COMES.has(each) && !isTime(each));
  return !isDenied(around) && isOfPerson(others) && isSinceThen(behind);
};

/** `Still to return: laptop`. */
const isGivenBack = ({ before, behind }: Parameters<Rule>[0], next: Words): boolean =>
  behind.length === 0 && /^(?:(?:still|yet|has|have) )?to$/.test(before.join(' ')) && areThings(next);

/** `account still active` is why it is to be closed. */
const isOfAccount = (before: Words, [first = '', ...more]: Words): boolean =>
  more.length === 0 && staying.IS_ACTIVE.has(first) && someIn(before, ACCOUNT);

/** Who still works: `still with us`, `arbeitet noch hier`, `toujours en poste`. */
const works: Rule = ({ word, before, behind, around }) => {
  // `deactivate if still active`
  if (!staying.STILL.has(word) || isDenied(around) || someIn(before, IF)) return false;
  if (behind.some(isThing) || isLastDay(around) || isOfAccount(before, behind)) return false;
  const [first = '', second = ''] = behind;
  const isBefore =
    staying.WORKS.has(before.at(-1) ?? '') || (word === 'weiter' && someIn(before, staying.WORKS));
  if (!isBefore && !staying.WORKS.has(first) && !staying.WORKS.has(second))
    return isOfPerson(before) && isOfWork(behind);
  const rest = behind.slice(isBefore ? 0 : staying.WORKS.has(first) ? 1 : 2);
  const end = rest.filter((each) => !HELPERS.has(each));
  return isOfPerson(before) && (isStaying(end) || isStaying(rest));
};

/** `in touch with her`, `calls with him`. */
const OF_OTHERS = new Set(['in', 'with', 'of', 'from', 'by', 'for', 'about', 'mit', 'von', 'avec', 'con']);

/** What is left as it is for now, and not `Tom covers for now`. */
const isOfKeeping = (word: string): boolean =>
  isIn(word, staying.KEEPS, staying.AS_IT_IS, staying.STAYS, staying.TO_STAY, WAITS);

/** What is to be left as it is: `keep active`, `leave her alone`, `Konto behalten`; and what is so `for now`. */
const keeps: Rule = ({ word, before, behind, around }) => {
  const others = around.filter((each) => !staying.AS_IT_IS.has(each));
  if (isDenied(others) || areThings(others)) return false;
  const isForNow = word.startsWith('vor') || someIn(before.slice(-2), staying.BEFORE_NOW);
  if (staying.FOR_NOW.has(word) && isForNow) return isOfPerson(before) && around.some(isOfKeeping);
  if (!staying.KEEPS.has(word)) return false;
  const at = behind.findIndex((each) => staying.AS_IT_IS.has(each));
  if (at >= 0 && at < NEAR)
    return !someIn(behind.slice(0, at), OF_OTHERS) && isEnd(behind.slice(at + 1), { mayBeOfThings: false });
  // `user on leave` is no order.
  return word !== 'leave' && someIn(before, staying.AS_IT_IS) && isEnd(behind);
};

const GOES_ON: readonly Rule[] = [stays, keeps, isAwayNow, ...MOVES, ...NOT_LEAVING];
