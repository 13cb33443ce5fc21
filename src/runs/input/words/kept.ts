import { operationOf, takesAccess } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import { composed, foldCase } from '../../../text/fold-case.ts';
import { linesFrom, remarksFrom } from '../cells/remarks.ts';
import { ACCOUNT } from '../names/gone-date-names.ts';
import { clausesOf, wordsFrom } from '../sentences/clauses.ts';
import { isAwaited, isTakenBack, isUndone, OF_TAKING, REMOVALS } from '../sentences/denial-words.ts';
import { ARTICLES, isEnd, isEndOrBy, isLastDay } from '../sentences/ends.ts';
import { endsWithLeaving, keepsPerson } from '../sentences/keeps-person.ts';
import { whichMayKeep } from '../sentences/may-keep-person.ts';
import { asksToClose, closesAlone, isAskedOf } from '../sentences/of-others.ts';
import { isSparedShortly } from '../sentences/short-orders.ts';
import { CONTRACTS } from '../sentences/staying-words.ts';
import { keepsElsewhere } from './elsewhere.ts';
import * as kept from './kept-words.ts';
import { isLeftOpen } from './left-open.ts';
import { mayJudge, type NoteSubject } from './note-names.ts';
import { allIn, someIn, spelt } from './words.ts';

const LONGEST = 60;
const MOST_WORDS = 4;
const PARTS = /\p{L}+(?:['-]\p{L}+)*|\p{N}+|[^\p{L}\p{N}\s]/gu;
const IS_WORD = /^[\p{L}\p{N}]/u;

/**
 * True for a cell that says that a person is to be kept, whatever others say: `Keep!`, `bitte behalten`, `please do not
 * disable yet`, `resignation withdrawn`. Of a longer one the beginning counts. `subject`: of what its column
 * speaks; `action`: what is to be done.
 */
export const isKept = (value: string, subject?: NoteSubject, action?: Action): boolean =>
  keeps(value, subject, action) ||
  (LABEL.test(value) && keeps(value.replaceAll(/[-_]/g, ' '), subject, action));

/** Words that are put together as in a label or by a program: `do-not-disable`, `ON_HOLD`. */
const LABEL = /^\p{L}+(?:[-_]\p{L}+)+$/u;

function keeps(value: string, subject: NoteSubject, action?: Action): boolean {
  if (subject === 'day')
    return isKept(value, undefined, action) || isOpenDay(value) || isLeftOpen(composed(value), false);
  // In lower case the dotted letter of Turkish is two.
  const text = composed(value).replaceAll('İ', 'I');
  const lines = linesFrom(text);
  const isKeptSo = lines.some((rest) => saysThatKept(rest, subject));
  if (action === undefined || !takesAccess(action)) return isKeptSo;
  // An order to delete nothing is no breach of one to close the account, and an order to close it is none to delete.
  return isForGood(action)
    ? isKeptSo || ON_HOLD.test(text) || (subject !== 'title' && subject !== 'reason' && asksToClose(text))
    : isKeptSo && !isOfClosing(lines, subject);
}

/** True where nothing keeps but a part of such an order; not in `on hold; disable, do not delete`. */
function isOfClosing(lines: readonly string[], subject: NoteSubject): boolean {
  const [all = ''] = lines;
  const order = lines.flatMap(remarksFrom).find(closesAlone);
  if (order === undefined) return false;
  const before = all
    .slice(0, all.length - order.length)
    .trimEnd()
    .replace(/ ?[;|]$/, '');
  return !saysThatKept(before, subject);
}

function saysThatKept(text: string, subject: NoteSubject): boolean {
  const mayBeSentence = subject !== 'title';
  const remarks = mayJudge(subject) ? remarksFrom(text) : [text];
  const keeping = whichMayKeep(text, remarks);
  return (
    keeping.some((remark) => isKeptByWords(remark, subject)) ||
    (mayBeSentence && keeping[0] === text && isKeptBySentence(text, subject)) ||
    (mayBeSentence && keepsElsewhere(text, subject === 'notes')) ||
    (mayJudge(subject) && remarks.some((remark) => isLeftOpen(remark, subject === 'notes')))
  );
}

const isKeptBySentence = (text: string, subject: NoteSubject): boolean =>
  isSparedShortly(text) || keepsPerson(text) || (mayJudge(subject) && isAskedOf(clausesOf(text)));

/** By law, nothing of the person may be deleted. */
const ON_HOLD = /(?<!no |remove |without |lift )(?:legal|litigation)[ -]hold/i;

/** True for what cannot be undone. */
export const isForGood = (action: Action | undefined): boolean =>
  action !== undefined && operationOf[action].destructive;

/** True for a day that is still to be confirmed: `31.10.2026 (tbc)`, `31/10?` */
function isOpenDay(value: string): boolean {
  if (!/[\p{L}).?]$/u.test(value)) return false;
  const [, ...behind] = value.split(/\d/);
  return behind.length > 0 && isKept(behind.at(-1) ?? '', 'notes');
}

export function isKeptByWords(value: string, subject: NoteSubject): boolean {
  const parts = foldCase(value.slice(0, LONGEST)).replaceAll('’', "'").match(PARTS) ?? [];
  const begin = parts.findIndex((part) => IS_WORD.test(part) && !kept.BEFORE.has(part));
  for (let at = 0; at <= begin; at += 1) {
    const said = parts.slice(at);
    if (saysKept(said, subject) || takesBackAtFirst(said, subject, parts.slice(0, at)))
      return !isAwayNoMore(said, value) && !isLastDay(clauseWith(said[0], value));
  }
  return false;
}

/** What is said together with a word: of `keep, employed until Friday`, `keep` alone. */
const clauseWith = (word: string | undefined, text: string): readonly string[] =>
  clausesOf(text).find((clause) => clause.some((each) => each === word)) ?? [];

const UNTIL_GONE =
  /(?:until|till?|bis|jusqu['’]\p{L}{1,2}|tot|fino|hasta) (?:\p{L}{1,9} ){0,2}(?:last (?:working )?day|end of (?:contract|employment)|vertragsende|letzten (?:arbeits)?tag|fin d[eu] contrat|fine (?:del )?contratto|einde contract|uitdiensttreding)/iu;

/** `sabbatical, then left`, `on leave until last day`; a day that is told may be to come. */
const isAwayNoMore = (said: readonly string[], value: string): boolean =>
  [1, 2, 3].some((count) => kept.AWAY.has(said.slice(0, count).join(' '))) &&
  (endsWithLeaving(value) || (!/\d/.test(value) && UNTIL_GONE.test(value)));

/** `wrong email (fixed)`, not `tbc (fixed term)`; and what is open about a time to come alone. */
const SETTLED = spelt(
  /[(,;–-] (?:fixed|corrected|resolved|cleared|erledigt|geklärt|korrigiert|corrigé)(?= (?:by |[),;.!–-])|$)|^not approved for rehire/,
);

/** By the longest beginning that says so. */
function saysKept(parts: readonly string[], subject: NoteSubject): boolean {
  for (let count = Math.min(MOST_WORDS, parts.length); count > 0; count -= 1) {
    const said = parts.slice(0, count);
    const text = said.join(' ');
    const isNot = isNotToBe(said);
    const isOpen =
      subject === 'notes' && (kept.OPEN.has(text) || isNeed(said)) && !SETTLED.test(parts.join(' '));
    const isPutOff = isOpen || isPutOffIn(subject, text);
    // Behind a colon stands what is put off: `still needed: laptop`.
    if ((isPutOff && parts[count] === ':') || (isOpen && isAwaited(parts.slice(count)))) continue;
    const mayBeOfThings = isNot || isPutOff;
    const isSaid = mayBeOfThings || kept.KEPT.has(text);
    if (isSaid && isEnd(parts.slice(count), { areSeveral: count > 1, mayBeOfThings })) return true;
  }
  return false;
}

function isPutOffIn(subject: NoteSubject, text: string): boolean {
  if (subject === 'perhaps') return kept.PUT_OFF_ANYWHERE.has(text);
  const isPutOff = subject === 'notes' || subject === 'decision';
  return subject !== 'title' && ((isPutOff && kept.PUT_OFF.has(text)) || kept.AWAY.has(text));
}

const isNotToBe = (said: readonly string[]): boolean =>
  someIn(said.slice(-1), kept.ACTIONS, REMOVALS) && kept.NOT.has(said.slice(0, -1).join(' '));

const isNeed = ([needs = '', ...what]: readonly string[]): boolean =>
  kept.NEEDS.has(needs) &&
  kept.OF_ACCOUNTS.has(what.at(-1) ?? '') &&
  allIn(what, kept.BEFORE, kept.OF_ACCOUNTS);

/** Where the subject is known also without a word of what it is that is taken back; a contract that is ends. */
function takesBackAtFirst(
  parts: readonly string[],
  subject: NoteSubject,
  before: readonly string[],
): boolean {
  const isKnown = (subject === 'notes' || subject === 'decision') && !someIn(before, CONTRACTS, ACCOUNT);
  const said = wordsFrom(
    parts.filter((part) => part !== ':'),
    isOfTaking,
  );
  const isOfLeaving = kept.LEAVING.has(said[0] ?? '');
  const [taken = '', ...more] = isOfLeaving ? wordsFrom(said.slice(1), isOfTaking) : isKnown ? said : [];
  const [next = '', last = ''] = more;
  const isOfWork = kept.OF_WORK.has(next) || (kept.OF_ACCOUNTS.has(next) && kept.OF_WORK.has(last));
  const isKnownSo = isOfLeaving ? isUndone(taken) : !isOfWork && isTakenBack(taken, subject === 'notes');
  return isKnownSo && (isEndOrBy(more) || isEndOrBy(wordsFrom(more, isVerb)));
}

const isOfTaking = (part: string): boolean => OF_TAKING.has(part);
/** Behind an article stands what is taken back in place of leaving: `cancelled her access`. */
const isVerb = (part: string): boolean => OF_TAKING.has(part) && !ARTICLES.has(part);
