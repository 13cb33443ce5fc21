import { takesAccess } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import { foldCase } from '../../../text/fold-case.ts';
import { ignoreArgument, listOf, whereEach, whereExcept } from '../columns/header.ts';
import type { Column, ColumnProblem, RowObserver } from '../columns/table.ts';
import { areFederal, mayBeFederal } from '../names/federal-states.ts';
import { isRefusal } from '../sentences/denial-words.ts';
import { IS_ACTIVE } from '../sentences/staying-words.ts';
import { answerOf, areDates } from '../words/answers.ts';
import { COMING } from '../words/events.ts';
import { isKept } from '../words/kept.ts';
import { isForNow, meansGone, sideOf } from '../words/sides.ts';
import { isTargetName } from '../words/state-names.ts';
import { endOfPath, headerWords, someIn, spelt } from '../words/words.ts';
import { MOST_OFFERED } from './offered-values.ts';
import type { OwnWords } from './own-files.ts';
import { countsOf, nothingIn, type ValueCount, ValueCounts } from './value-counts.ts';

/**
 * A column that says who is in which state. With several values in it the list holds everybody, and is refused until
 * the call says who is meant. `own`: where this column is told only, as long as these words are ours. `action`: what is
 * to be done with the people, absent for a roster. `before`: how many rows there were before it.
 */
export function stateColumn(
  column: Column,
  own: OwnWords | null,
  action: Action | undefined,
  before = 0,
): RowObserver {
  const header = column.name;
  const isForLeavers = takesAccess(action);
  const isFederal = mayBeFederal(header, column.headers);
  const seen = new ValueCounts(before);

  /** True for an order to keep the person, or a refusal, which is no state; who is active may be still to close. */
  const keeps = (value: string): boolean => {
    if (!isForLeavers) return false;
    if (isTargetName(header)) return sideOf(value) === 'there' || COMING.has(foldCase(value));
    const words = headerWords(value);
    return isRefusal(words[0] ?? '') || (!someIn(words, IS_ACTIVE) && isKept(value, 'perhaps', action));
  };

  const problemOf = (values: readonly ValueCount[], mark: boolean, counted: string): ColumnProblem => {
    const texts = inOrderOfCodes(values, isForLeavers || action === undefined);
    const meant = texts.filter((value) => !keeps(value));
    const inFull = spelledOut(header, texts);
    const isGone = (value: string) => meansGone(header, inFull(value));
    const chosen = mark
      ? texts.map((value) => markMeant(header, value, isForLeavers))
      : offered(meant, isGone, isForLeavers);
    const areLeavers = isForLeavers && chosen.every(isGone);
    // In a roster all are there who have not gone: by one of their states alone, the others would be leavers.
    const isRoster = action === undefined && !mark;
    const gone = isRoster ? texts.filter(isGone) : [];
    const left = !mark && chosen.length === 0 ? texts : gone;
    const ignored = ignoreArgument(column);
    const message = `${counted}: use --where to choose rows, or --ignore-column if it does not matter`;
    if (left.length > 0) return { message, mend: [whereExcept(column, ...left), ignored] };
    if (isRoster) return { message, mend: [ignored, ...chosen.map((value) => whereExcept(column, value))] };
    return { message, mend: [...whereEach(column, chosen, areLeavers), ignored] };
  };

  return {
    observe({ cells }) {
      seen.add(cells[column.index] ?? '');
    },
    finish() {
      const values = seen.list();
      const [first] = values;
      if (first === undefined) return {};
      const texts = values.map(({ value }) => value);
      if (areDates(texts) || (isFederal && areFederal(texts))) return {};
      const name = listOf([header]);
      const mark = seen.empty > 0 && values.length === 1 && isMark(header, first.value);
      if (values.length === 1 && !mark && !keeps(first.value))
        return { notes: [`${name} is ${first.value} in ${rowsWith(first, seen.rows)}`] };
      const counted = `${name} holds ${countsOf(values)}${mark ? nothingIn(seen) : ''}`;
      if (own?.areOurs) return { notes: [`${counted}: not judged, because the file is our own`] };
      return { problems: [problemOf(values, mark, counted)] };
    },
  };
}

/** True for a yes or a no, the header once more, or a state to come: beside it, an empty cell says the contrary. */
const isMark = (header: string, value: string): boolean =>
  answerOf(value) !== undefined ||
  foldCase(value) === foldCase(endOfPath(header)) ||
  (isTargetName(header) && meansGone('', value));

/** The mark, or the empty cell where that is the one to choose by. */
const markMeant = (header: string, value: string, isForLeavers: boolean): string =>
  meansGone(header, answerOf(value) ?? value) === isForLeavers ? value : '';

/** Those to choose by: leavers are deactivated and removed, others invited and reactivated, or there in a roster. */
function offered(
  values: readonly string[],
  isGone: (value: string) => boolean,
  isForLeavers: boolean,
): readonly string[] {
  const fitting = values.filter((value) => isGone(value) === isForLeavers);
  const areKnown = values.some(isGone);
  const others = isForLeavers
    ? values.filter((value) => sideOf(value) !== 'there' && !isForNow(value))
    : values;
  return (areKnown && fitting.length > 0 ? fitting : others).slice(0, MOST_OFFERED);
}

/** In headers of which state it is, and not whether it is one: of `Status`, and not of `Active`. */
const OF_WHICH = spelt(
  /stat|état|zustand|situa|toestand|\bstan\b|stáv|durum|tila|állapot|sta(?:ge|re)|phase|wave|welle|étape|fase|code|(?=\p{L})\P{Script=Latin}/iu,
);

/** Says what `t` and `f` are, as databases write true and false. `T` and `F` may be terminated and full-time. */
function spelledOut(header: string, values: readonly string[]): (value: string) => string {
  const isWhich = OF_WHICH.test(header);
  const areAnswers = values.every(
    (value) => /^(?:t|f|null|\\n)$/i.test(value) && !(isWhich && /^[TF]$/.test(value)),
  );
  return (value) => (areAnswers && value.length === 1 ? String(/t/i.test(value)) : value);
}

/** Codes of systems of HR: T and I for who has left, A for who is active, and others between them. */
const rankOf = (value: string): number => (/^[ti]$/i.test(value) ? 0 : /^a$/i.test(value) ? 2 : 1);

/** Beside no A, T may be true or temporary: then the rarest stays first, which sends the fewest if it is wrong. */
function inOrderOfCodes(values: readonly ValueCount[], areLeaversFirst: boolean): readonly string[] {
  const sign = areLeaversFirst ? 1 : -1;
  const texts = values.map(({ value }) => value);
  if (!texts.some((text) => rankOf(text) === 2)) return texts;
  return texts.sort((one, other) => sign * (rankOf(one) - rankOf(other)));
}

const rowsWith = ({ count }: ValueCount, all: number): string =>
  count === all ? 'every row' : `${count} of ${all} rows`;
