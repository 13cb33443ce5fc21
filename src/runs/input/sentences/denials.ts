import { allIn, isIn, someIn, spelt, wordSet } from '../words/words.ts';
import { areThings, isDenied, isOfPerson, NEAR, type Rule, type Words, wordsFrom } from './clauses.ts';
import * as denied from './denial-words.ts';
import { BEFORE_TIMES, beginsWithTime, isEnd, isEndOrBy, isHour, isTime, TOWARDS } from './ends.ts';
import { isAskedFirst, isOffTheList } from './of-others.ts';
import { DEPARTURES, HELPERS, LEAVE, NEGATIONS, PRONOUNS, SAYS, TEAMS, THINGS } from './sentence-words.ts';
import { LEFT, STAYS, TO_STAY } from './staying-words.ts';

/** What was not done says nothing of what is to be. */
const DID = wordSet(["did|could|didn't|couldn't|was|were|able"]);
/** Verbs of which the object is a person, so that any name may stand behind. */
const OF_PEOPLE = spelt(
  /^(?:deactivate|disable|suspend|offboard|désactiver|desactivar|desativar|disattivare)$/,
);
const MOST_OF_NAME = 2;

/** What may stand behind what is not to be done: who is meant, when, and nothing of theirs. */
function isOfAll(word: string, behind: Words): boolean {
  const rest = wordsFrom(behind, (each) => isIn(each, denied.FILLERS, PRONOUNS));
  const [first = ''] = rest;
  if (isIn(first, denied.NOT_BEFORE, SAYS) || isEnd(rest)) return true;
  if (WHO.test(first) || (HELPERS.has(first) && behind.at(-rest.length - 1) === 'that')) return true;
  return (
    OF_PEOPLE.test(word) &&
    rest.length <= MOST_OF_NAME &&
    first !== 'for' &&
    !TOWARDS.has(first) &&
    !areThings(rest)
  );
}

const WHO = /^(?:who|which|whose|qui|che|que)$/;
const OR = wordSet(['or|nor|oder|noch|ou|ni|o|né|of']);

/** `do not deactivate`, `do not modify or delete`, `darf nicht gesperrt werden`; not `was not removed`. */
const isSpared: Rule = ({ word, before, behind, around }) => {
  if (!denied.REMOVALS.has(word) && !denied.DONE_TO.has(word)) return false;
  const at = before.findLastIndex((each) => NEGATIONS.has(each));
  const gap = before.slice(at + 1);
  const others = OR.has(gap.at(-1) ?? '') ? [OR, denied.REMOVALS, denied.DONE_TO, denied.ALTERS] : [];
  if (at < 0 || gap.length > NEAR || !allIn(gap, denied.FILLERS, PRONOUNS, ...others)) return false;
  const [did = '', denies = ''] = ['', ...before.slice(0, at + 1)].slice(-2);
  if (DID.has(did) || DID.has(denies) || areThings(before.slice(0, at))) return false;
  if (denied.DONE_TO.has(word) && !someIn(before, denied.DUTY)) return false;
  if (someIn(gap, denied.ALTERS) && someIn(around, denied.OF_FILES)) return false;
  return isOfAll(word, behind);
};

const MORE = wordSet(['plus|más|più|mais']);

/** `remove litigation hold`. */
const OF_LAW = /^(?:legal|litigation)$/;

/** `deactivation on hold`, `supprimer plus tard`, which denies nothing. */
const isWaiting: Rule = ({ word, before, behind, around }) => {
  if (!denied.WAITS.has(word) || areThings(around) || OF_LAW.test(before.at(-1) ?? '')) return false;
  const others = MORE.has(before.at(-1) ?? '') ? before.slice(0, -1) : before;
  if (/^(?:wait|wart|wacht|att|esper|afw)/.test(word) && denied.isAwaited(behind)) return false;
  const isAsked = someIn(around, denied.REMOVALS) || someIn(before, DEPARTURES);
  return isAsked && !isDenied(others) && !isDenied(behind);
};

/** `not before January`, `erst im Januar sperren`. */
const isLater: Rule = ({ word, before, behind, around }) => {
  if (areThings(around)) return false;
  if (denied.NOT_BEFORE.has(word)) return NEGATIONS.has(before.at(-1) ?? '') && beginsWithTime(behind);
  if (!denied.ONLY.has(word) || isHour(behind)) return false;
  const [first = '', ...rest] = behind;
  if (denied.REMOVALS.has(first)) return beginsWithTime(rest);
  // `erst ab Februar`, not `only since May`
  const isToBegin = BEFORE_TIMES.has(first) && first !== 'since' && first !== 'for';
  if (before.length === 0 && isToBegin && !someIn(rest, LEFT)) return beginsWithTime(behind);
  return beginsWithTime(behind) && someIn(around, denied.REMOVALS);
};

const OF_COMPANY = wordSet([
  'us|uns|nous|ons|nos|the|company|firm|das|unternehmen|die|firma|la|société|entreprise|yet',
]);
const WEAK = wordSet(['no|nothing|without|ohne|sans|sin|zonder|kein|keine|geen']);

/** `se va`, `se ne va`; `va` by itself is a helper. */
const isGoing = (word: string, before: Words): boolean =>
  word === 'va' && before.slice(-2).some((each) => each === 'se');

/** `is not leaving`, `verlässt uns nicht`, `ne part pas`. */
const isNotLeaving: Rule = ({ word, before, behind }) => {
  if (!LEAVE.has(word) && !isGoing(word, before)) return false;
  const isReflexive = before.at(-1) === 'se';
  const denies = (each: string) =>
    each === 'longer' || (NEGATIONS.has(each) && (!WEAK.has(each) || (isReflexive && each === 'no')));
  const [near, next] = [before.slice(-3), behind.slice(0, 3)];
  const at = near.findLastIndex(denies);
  const isBefore = at >= 0 && allIn(near.slice(at + 1), denied.FILLERS, HELPERS, LEAVE);
  if (!isBefore && !next.some(denies)) return false;
  const ends = (each: string) => denies(each) || isIn(each, HELPERS, LEAVE, OF_COMPANY);
  const others = before.filter(
    (each) => !NEGATIONS.has(each) && !LEAVE.has(each) && !denied.FILLERS.has(each),
  );
  return isOfPerson(others) && isEnd(wordsFrom(behind, ends));
};

const TO_WHEN = wordSet(['auf|to|until|till|bis|au|en|a|naar|tot']);
const isOfTaking = (word: string): boolean => isIn(word, denied.OF_TAKING, HELPERS, TO_WHEN) || isTime(word);

const isOfLeaving = (word: string): boolean => isIn(word, DEPARTURES, denied.REMOVALS);

/** `hat Kündigung zurückgezogen`, `withdrew her resignation`. */
const isTakenBack: Rule = ({ word, before, behind, around }) => {
  if (!denied.isUndone(word) || isDenied(around) || areThings(before)) return false;
  const last = before.findLastIndex(isOfLeaving);
  if (last >= 0 && before.slice(last + 1).every(isOfTaking)) return isEndOrBy(behind);
  const first = behind.findIndex(isOfLeaving);
  const rest = wordsFrom(behind.slice(first + 1), isOfTaking);
  if (behind.slice(0, first).includes('since')) return false;
  return first >= 0 && first < NEAR && behind.slice(0, first).every(isOfTaking) && isEnd(rest);
};

/** `listed by mistake`, `wrong Ben`; not `Eva Falsch`, which is a name. */
const isMistaken: Rule = ({ word, before, behind, around }) => {
  if (!denied.MISTAKEN.has(word)) return false;
  // `Laptop: error` speaks of a thing; `by error`, `error of HR` of the row.
  if (denied.IN_OTHER_SENSES.has(word) && before.length + behind.length === 0) return false;
  const unknown = around.filter(
    (each) => !denied.OF_MISTAKES.has(each) && !PRONOUNS.has(each) && !denied.MISTAKEN.has(each),
  );
  const isName = (each: string) => !THINGS.has(each) && !TEAMS.has(each) && !denied.PARTS_OF_ROWS.has(each);
  const [name = '', ...more] = unknown;
  if (more.length > 0 || name === '') return name === '';
  return denied.WRONG.has(word) && isName(name) && (behind.length > 0 || before.length > 1);
};

/** Behind `ya no esta`, where it is no `esta persona`. */
const HERE = spelt(/^(?:aquí)?$/);

/** `nicht dieser Keller`, not `not this week`. */
const isNotThisOne: Rule = ({ word, before, behind }) =>
  denied.THIS.has(word) &&
  NEGATIONS.has(before.at(-1) ?? '') &&
  !(before.at(-2) === 'ya' && HERE.test(behind.join(' '))) &&
  behind.length <= MOST_OF_NAME &&
  !areThings(behind) &&
  !denied.PARTS_OF_ROWS.has(behind[0] ?? '') &&
  !beginsWithTime(behind);

const isOfAnotherMind: Rule = ({ word, before, behind, around }) =>
  denied.MIND.has(word) &&
  !isDenied(around) &&
  !(behind[0] === 'about' && someIn(behind, STAYS, TO_STAY)) &&
  someIn([...before.slice(-NEAR), ...behind.slice(0, NEAR)], denied.THINKS_BETTER);

/** By these the text says so whatever else is said. */
export const DENIALS: readonly Rule[] = [
  isSpared,
  isWaiting,
  isLater,
  isTakenBack,
  isMistaken,
  isNotThisOne,
  isOffTheList,
  isAskedFirst,
];

/** By these it does where nothing later on says that the person left all the same. */
export const NOT_LEAVING: readonly Rule[] = [isNotLeaving, isOfAnotherMind];
