import { foldCase } from '../../../text/fold-case.ts';
import { isRosterName, rosterMark } from '../names/kept-names.ts';
import { areDates, isNothing, markOf } from './answers.ts';
import { areKindsOfEmployment, isApprovalName, isDecisionName, isNameless, verdictOf } from './decisions.ts';
import { leaves } from './events.ts';

/**
 * True for a yes beside a no, beside any other words, or beside cells without a mark, where `isForSome`. Of a question,
 * any two answers are such that do not both say that people left.
 */
export function sortsByAnswer(header: string, values: readonly string[], isForSome: boolean): boolean {
  if (values.length === 0 || !isDecisionName(header)) return false;
  if (areDates(values) || areKindsOfEmployment(header, values)) return false;
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

/** How or by whom it was approved, and so a yes: `by phone`. */
const BY = /^(?:by|via|per|durch|par|tramite|por|door) |^(?:in person|verbally|persönlich|mündlich)$/i;

/** A date, or the header once more, marks as a yes does. */
function markIn(header: string, value: string): string | undefined {
  if (isRosterName(header)) return rosterMark(value);
  if (areDates([value]) || foldCase(value) === foldCase(header)) return 'yes';
  if (!isApprovalName(header)) return markOf(value);
  return BY.test(value) ? 'yes' : verdictOf(value);
}

const LONGEST_END = 20;

const isQuestion = (header: string): boolean => /[?？]\s*$/u.test(header.slice(-LONGEST_END));
