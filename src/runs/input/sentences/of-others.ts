import { allIn, isIn, someIn, spelt, wordSet } from '../words/words.ts';
import { areThings, clausesOf, isDenied, NEAR, type Rule, type Words, wordsFrom } from './clauses.ts';
import { DONE_TO, DUTY, FILLERS, LISTS, OF_MISTAKES, ONLY, REMOVALS } from './denial-words.ts';
import { NOW } from './employment.ts';
import { ARTICLES, BEFORE_TIMES, isTime, TOWARDS } from './ends.ts';
import { HELPERS, NEGATIONS, PRONOUNS } from './sentence-words.ts';
import { COMES } from './staying-words.ts';

// What is said of another person, or of another thing to do.

const COVERS = wordSet([
  'cover|stand-in|substitute|replacement|vertretung|elternzeitvertretung|schwangerschaftsvertretung',
  'krankheitsvertretung|remplacement|remplaçant|remplaçante|suplencia|suplente|sustitución|vervanging|sostituzione',
  'supplente',
]);
const FOR = wordSet(['for|of|für|von|de|du|per|por|voor|van|di']);
const OVER = wordSet([
  'ends|ended|over|ending|finished|endet|beendet|vorbei|finit|fini|terminé|termina|terminada|eindigt',
]);

/** True for who was stood in for, and not for who did: of `cover for Ada, Ada returns`, Ada. */
export const isOfCovered = (subject: Words, clause: Words, clauses: readonly Words[]): boolean =>
  clauses.some((words) => {
    const at = words.findIndex((word) => COVERS.has(word));
    const [first = '', ...more] = words.slice(at + 1);
    const name = more.find((word) => !ARTICLES.has(word)) ?? '';
    return at >= 0 && words !== clause && FOR.has(first) && subject.includes(name);
  });

/** The same of who comes back at the end of that: of `Ada returns, cover ends`; not of `cover ends, she returns`. */
export const isAfterCover = (subject: Words, clauses: readonly Words[]): boolean =>
  isNamed(subject) &&
  clauses.some((words) => {
    const at = words.findIndex((word) => COVERS.has(word));
    return at >= 0 && someIn(words.slice(at + 1), OVER);
  });

/** True where a name may stand before the verb. */
function isNamed(subject: Words): boolean {
  const isBetween = (word: string) => isIn(word, HELPERS, COMES, BEFORE_TIMES);
  const name = subject.findLast((word) => !isBetween(word) && !isTime(word));
  return name !== undefined && !PRONOUNS.has(name) && !OVER.has(name);
}

/** By these nothing is left of an account; by the others it is closed, and may be opened again. */
const DELETES = spelt(
  /^(?:delet|remov|lösch|gelösch|entfern|supprim|borra|elimin|rim(?:uov|oss)|verwijder|wissen|mazat|radera|usuw|slett|poista|удал)/,
);
/** Of those others what is done to an account, and not how a person goes. */
const CLOSES = /^(?:d[eéi]s?a[bckt]|deza|inakt|b?lo[ck]|bloq|s[ou]spen|sperr|uitsch)/;
const isDone = (word: string): boolean => isIn(word, REMOVALS, DONE_TO);
const closes = (word: string): boolean => isDone(word) && !DELETES.test(word);
const deletes = (word: string): boolean => isDone(word) && DELETES.test(word);
/** What is to be done another day is not asked for now. */
const LATER = spelt(/^(?:later|später|después|dopo)$/);

const BESIDE = wordSet([
  'do|but|and|or|just|please|first|nur|aber|sondern|und|oder|bitte|seulement|mais|pero|y|ma|e|maar',
]);

const isBeside = (word: string): boolean => isIn(word, BESIDE, FILLERS, ONLY, DUTY, NOW);

/** True for an order to close an account, of which nothing is to be deleted: `disable`, `bitte nur sperren`. */
export function asksToClose(text: string): boolean {
  const [first = [], ...more] = clausesOf(text);
  const isOrder = (word: string) => REMOVALS.has(word) && CLOSES.test(word);
  return (
    first.some(isOrder) &&
    first.every((word) => isOrder(word) || isBeside(word)) &&
    !more.flat().some(deletes)
  );
}

/** True for an order to close an account and to delete nothing: `deactivate only, do not delete`. */
export function closesAlone(text: string): boolean {
  const parts = clausesOf(text).map((clause) => {
    const isLater = clause.some((word) => LATER.test(word));
    const at = isLater ? 0 : clause.findIndex((word) => NEGATIONS.has(word));
    return at < 0 ? { asked: clause, denied: [] } : { asked: clause.slice(0, at), denied: clause.slice(at) };
  });
  // `Deactivate: not yet` denies something else.
  return (
    parts.some(({ asked }) => asked.some(closes)) &&
    parts.some(({ denied }) => denied.length > 0) &&
    parts.every(
      ({ asked, denied }) =>
        asked.every((word) => closes(word) || isBeside(word)) &&
        (denied.length === 0 || denied.some(deletes)) &&
        denied.every((word) => NEGATIONS.has(word) || deletes(word) || isBeside(word) || LATER.test(word)),
    )
  );
}

/** What is done to a row that is not meant, and to no person by itself. */
const TAKES_OUT = spelt(
  /^(?:remov|delet|str[iu]|str[ae]?ich|take|cross|drop|lösch|entfern|nehm|(?:he)?raus|retir|suppr|enlev|quit|elim|borr|togl|rimuo|halen|verwijd|schrap)/,
);
const OFF = wordSet(['from|off|out|through|von|aus|de|du|dalla|van']);
const ON = wordSet(['on|in|auf|sur|en|op|stehen|stand|belong']);
/** What is no row of this list: a removal list, a telephone line, what was entered elsewhere. */
const OF_ELSEWHERE = spelt(/^(?:removals?|deletions?|access|accès|zugang|acceso)$/);
const ENTERED = wordSet(['entry|eintrag|ligne']);

/** `take off the list`, `Zeile löschen`, `should not be on this list`; not `remove from mailing list`. */
export const isOffTheList: Rule = ({ word, before, around }) => {
  if (!LISTS.has(word) || around.some((each) => OF_ELSEWHERE.test(each))) return false;
  // `On the list to remove` asks for it, and an `entry removed` is done.
  const isTakenOut =
    around.some((each) => TAKES_OUT.test(each)) &&
    !(someIn(before, ON) && !someIn(around, OFF)) &&
    !(ENTERED.has(word) && around.some((each) => /(?:ed|t|[é]e?)$/.test(each)));
  const isBeside = (each: string) =>
    TAKES_OUT.test(each) || isIn(each, OFF, ON, OF_MISTAKES, FILLERS, HELPERS, ARTICLES, DUTY, NEGATIONS);
  return (isDenied(around) || isTakenOut) && around.every(isBeside);
};

/** That a person is asked, who may be named right behind. */
export const ASKING = wordSet(['ask|talk|speak|fragen|demander|chiedere|preguntar|navragen']);

/** That another person is to be asked. */
export const ASKS = wordSet([
  ...ASKING,
  'check|confirm|verify|call|contact|ping|discuss|clarify|clarified|klären|absprechen|rücksprache|voir|confirmer|confermare|confirmar',
  'potwierdzić',
]);

/** Behind or beside it: before anything is done, or by whom it is wanted. */
export const FIRST = wordSet(['first|before|me|vorher|zuerst|vorab|mich|avant|abord|prima|antes|eerst']);

export const WITH = wordSet(['with|mit|avec|con|com|z']);

/** Of these, people who are things elsewhere: they can be asked. */
export const CAN_ANSWER = wordSet(['manager|boss|chef|team|hr']);
const ME = /^m(?:e|ich)$/;
const BEFORE_IT = /^(?:before|avant|abord|antes|prima)$/;

/** `ask me first`, `bitte vorher mit HR klären`; not `confirm first day`, `check laptop first`. */
export const isAskedFirst: Rule = ({ word, before, behind, around }) => {
  if (!ASKS.has(word) || areThings(around.filter((each) => !CAN_ANSWER.has(each)))) return false;
  if (behind.length === 0 && before.some((each) => FIRST.has(each) && !ME.test(each))) return true;
  const at = behind.findIndex((each) => FIRST.has(each));
  const [first = '', next = ''] = behind.slice(Math.max(0, at));
  const isWhole = next === '' || isIn(next, FIRST, TOWARDS) || BEFORE_IT.test(first);
  return at >= 0 && isWhole && !isTime(next) && allIn(before, FILLERS, HELPERS, DUTY);
};

/** `Call with HR done` asks for nothing more. */
const HAPPENED = wordSet(['done|ok|held|had|completed|erfolgt|gehalten|erledigt|fait|fatto']);

/** True for `check with Omar`, `mit HR klären` and nothing else, in notes; not `check with IT: laptop`, `exit talk`. */
export function isAskedOf([words = [], ...others]: readonly Words[]): boolean {
  const said = wordsFrom(words, (word) => FILLERS.has(word) || /^(?:[àa]|da|por|do)$/.test(word));
  const asking = words.find((word) => ASKS.has(word));
  if (asking === undefined || others.length > 0 || said.length > NEAR || words[0] === 'nach') return false;
  const isTold =
    (ASKING.has(asking) && (!/^(?:talk|speak)$/.test(asking) || words.includes('to'))) ||
    (someIn(words, WITH) && (asking !== 'clarified' || words.includes('be')) && !someIn(words, HAPPENED));
  const isAround =
    said[0] === asking ? ASKING.has(asking) || WITH.has(said[1] ?? '') : words.at(-1) === asking;
  return isTold && isAround && words.length > 1 && !areThings(said.filter((word) => !CAN_ANSWER.has(word)));
}
