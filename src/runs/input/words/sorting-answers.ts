import { composed, foldCase } from '../../../text/fold-case.ts';
import { takesThings } from '../cells/taken-things.ts';
import { goneDateName } from '../names/gone-date-names.ts';
import { isActionName, isNameless, isReasonName, isRosterName, rosterMark } from '../names/other-names.ts';
import { DONE_TO, REMOVALS } from '../sentences/denial-words.ts';
import { answerOf, areDates, areKindsOfEmployment, areRenewals, isNothing, markOf } from './answers.ts';
import { isApproval, isApprovalName, isDecisionName, isJudgedName, verdictOf } from './decisions.ts';
import { isEventName, leaves } from './events.ts';
import { arePeople } from './list-names.ts';
import { type NoteSubject, noteSubject } from './note-names.ts';
import { sideOf } from './sides.ts';
import { endOfPath, headerWords, isIn, someIn, spelt, wordSet, wordsAnywhere } from './words.ts';

/** True for a yes beside a no, other words, or empty cells (`isForSome`); of a question, for any two answers. */
export const sortsByAnswer = (header: string, values: readonly string[], isForSome: boolean): boolean =>
  (OF_CHECKS.test(endOfPath(header))
    ? !values.some((value) => OF_PROGRAMS.test(value))
    : isDecisionName(header) || areRenewals(header, values)) &&
  // Of whom it does not say by whom or when, they are not approved yet.
  ((isForSome && values.length > 0 && BY_WHOM.test(header) && isApprovalName(header)) ||
    answersDiffer(header, values, isForSome));

/** Under these programs write whether something of theirs went well, and people a mark. */
const OF_CHECKS = /^(?:ok|(?:is[ _]?)?(?:verified|validated))\W*$/i;
const OF_PROGRAMS = /^[Tt]rue$|^[Ff]alse$/;

function answersDiffer(header: string, values: readonly string[], isForSome: boolean): boolean {
  const told = goneDateName(header) === null ? values : values.filter((value) => !isNothing(value));
  if (areDates(told) || areKindsOfEmployment(header, values)) return false;
  // Rows are numbered in a column without a name.
  if (isNameless(header) && values.every((value) => /^\d/.test(value))) return false;
  const marks = values.map((value) => markIn(header, value));
  if (!marks.includes(undefined)) return isForSome || new Set(marks).size > 1;
  if (isNameless(header) || (!isForSome && values.length === 1)) return false;
  return (
    values.some((value, at) => !/^[-–\d]/.test(value) && marks[at] !== undefined) ||
    // Who approved it answers the question as well as a yes does.
    (isQuestion(header) &&
      (isForSome || values.some(isNothing) || !isApprovalName(header)) &&
      !values.every(leaves))
  );
}

/** In headers: that it says by whom, or when. */
const BY_WHOM = /[ _](?:by|on|at|date|von|durch|am|par|le|da|il)$/i;

/** How or by whom it was approved, and so a yes: `by phone`. */
const BY = spelt(/^(?:by|via|per|durch|par|tramite|por|door) |^(?:in person|verbally|persönlich|mündlich)$/i);

/** A date, or the header once more, marks as a yes does. */
function markIn(header: string, value: string): string | undefined {
  if (isRosterName(header)) return rosterMark(value);
  if (areDates([value]) || foldCase(value) === foldCase(endOfPath(header))) return 'yes';
  if (!isApprovalName(header)) return markOf(value);
  return BY.test(value) ? 'yes' : verdictOf(value);
}

const LONGEST_END = 20;

const isQuestion = (header: string): boolean =>
  /[?？]\s*$/u.test(endOfPath(header).slice(-LONGEST_END)) ||
  (/\b(?:keep|retain|go)\b/i.test(header) && header.includes('/'));

const OF_REPLIES = spelt(
  /repl(?:y|ies)|response|answer|antwort|réponse|respuesta|risposta|antwoord|feedback|rückmeldung/i,
);
const isReplyName = (header: string): boolean => OF_REPLIES.test(header.slice(0, LONGEST_HEADER));
const YES = wordSet(['yes|y|ja|oui|sí|si|sì|da|confirmed|bestätigt']);

/** True for a no beside a yes or what was decided, or another answer where most say yes. `counted`: by value. */
export function sortsByReply(
  header: string,
  subject: NoteSubject,
  counted: readonly { readonly value: string; readonly count: number }[],
): boolean {
  const isReply = isReplyName(header);
  const isJudged = isReply || isJudgedName(wordsAnywhere(header));
  if (subject !== 'notes' && subject !== 'decision' && !isJudged) return false;
  const isNo = (value: string) => /^\p{L}/u.test(value) && !isEmptyAnswer(value) && markOf(value) === 'no';
  const isYes = (value: string) => YES.has(headerWords(value)[0] ?? '') && markOf(value) !== undefined;
  const others = counted.filter(({ value }) => !isNo(value) && !isEmptyAnswer(value));
  const yes = others.filter(({ value }) => isYes(value));
  const decided = isJudged ? others : others.filter((each) => yes.includes(each) || leaves(each.value));
  if (counted.some(({ value }) => isNo(value)) && decided.length > 0) return true;
  const rows = (some: typeof others) => some.reduce((sum, { count }) => sum + count, 0);
  const isOther = ({ value }: { readonly value: string }) => !isYes(value) && !leaves(value);
  return isReply && 2 * rows(yes) > rows(others) && others.some(isOther);
}

const LONGEST_HEADER = 60;
const NO_ANSWER = wordSet(['nothing|nichts|rien|nada|niets']);
const isEmptyAnswer = (value: string): boolean => isNothing(value) || NO_ANSWER.has(foldCase(value));

/** Headers of where a person stands in a directory or in the company. */
const OF_PLACES = spelt(
  /^(?:ou|dn|distinguished ?name|org(?:ani[sz]ation(?:al)?)? ?unit(?: ?path)?|department|abteilung|département|reparto|departamento|afdeling|team)$/i,
);

/** Headers of what a person or an account is. */
const OF_KINDS = spelt(
  /(?:(?<!\p{L})(?:role|rôle|rolle|ruolo|tipo|type|member(?:ship)?|seat|kind|class|level)|affiliation|[ck]atégor(?:y|i[ae]|ía)|gr(?:ou?|u)pp?[eo]?|typ|^account|^konto|^compte|^cuenta)s?$/iu,
);

/** Accounts that are closed already, and people who belong there no more. */
const CLOSED = spelt(
  /^(?:(?:deactivat|disabl|suspend|deprovision|terminat|archiv|deaktivier|gesperr|d[eé]sactiv|disattiv|cess)(?:ed|te?r?|[é]e?s?|ees?|ad[ao]s?|at[aeio])|désactivée?s?|ina[ck]?tt?i[vf]\p{L}{0,2}|former|leavers?|offboarded|ehemalige?r?|ancien(?:ne)?s?|alum(?:n\p{L}{1,3})?$|ex[- ](?:empl|staff|member|user|mitarb|salari|dipend)\p{L}{0,9})(?!\p{L})/iu,
);

/** True for such words alone, also within a path: `/Leavers`, `OU=Disabled Users`, and not `Leaver Management`. */
export const isClosed = (value: string): boolean =>
  composed(value)
    .split(/[/,=]/)
    .some((part) => {
      const rest = part.trim().replace(CLOSED, '');
      return rest !== part.trim() && arePeople(headerWords(rest).filter((word) => !/\d/.test(word)));
    });

/**
 * True where cells say who is gone and who is there, in any column, or some are of a kind that is closed (`Account
 * type` is Deactivated, or Member); where no column of states decides, also in a place: `OU` is Leavers, or Sales.
 */
export function sortsByWords(header: string, values: readonly string[], hasStates: boolean): boolean {
  const isNote = noteSubject(header) === 'notes';
  const sides = values.map((value) => (isNote && isNothing(value) ? undefined : sideOf(value)));
  if (sides.includes('gone') && (sides.includes('there') || (!isNote && values.some(isApproval))))
    return true;
  const name = endOfPath(header).slice(-LONGEST_HEADER);
  const isOfPlaces = !hasStates && OF_PLACES.test(name);
  const isOfKinds = OF_KINDS.test(name) && !isReasonName(header);
  const isGone = (value: string) => isClosed(value) || (isOfKinds && CLOSED.test(value));
  const areSome =
    values.some(isGone) && !values.every((value) => isGone(value) || leaves(value) || isNothing(value));
  return areSome && (isOfPlaces || isOfKinds);
}

const ASKING = wordSet(['to|please|pls|bitte|merci|de|be|can|kann|may|ok|zu|te|a|da|svp']);

/** True where some accounts are to be closed, and of others something is to be done that closes none. */
export function sortsByAction(header: string, values: readonly string[]): boolean {
  if (!isActionName(header) && !isReplyName(header)) return false;
  const ends = (value: string) => someIn(headerWords(value), REMOVALS, DONE_TO);
  if (values.some(takesThings) && values.some((value) => ends(value) && !takesThings(value))) return true;
  const closes = (value: string) =>
    isIn(headerWords(value).find((word) => !ASKING.has(word)) ?? '', REMOVALS, DONE_TO);
  const isOther = (value: string) =>
    !ends(value) &&
    !isEmptyAnswer(value) &&
    markOf(value) === undefined &&
    !areDates([value]) &&
    (!leaves(value) || foldCase(value) === 'leave');
  return values.some(closes) && values.some(isOther);
}

/** A decision or an event of leaving that stands in some rows alone: `Action` is Deactivate, or empty. */
export const saysForSome = (header: string, values: readonly string[]): boolean =>
  (isDecisionName(header) || isEventName(header)) &&
  !isNameless(header) &&
  values.length > 0 &&
  values.every((value) => leaves(value) || answerOf(value) === 'no') &&
  values.some((value) => answerOf(value) === undefined);
