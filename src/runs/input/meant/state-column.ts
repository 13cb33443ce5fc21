import { takesAccess } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import { foldCase } from '../../../text/fold-case.ts';
import { ignoreArgument, listOf } from '../columns/header.ts';
import type { Column } from '../columns/input-columns.ts';
import type { RowObserver } from '../columns/meaning.ts';
import { areFederal, mayBeFederal } from '../names/federal-states.ts';
import type { Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { isRefusal } from '../sentences/denial-words.ts';
import { IS_ACTIVE } from '../sentences/staying-words.ts';
import { answerOf, areDates } from '../words/answers.ts';
import { COMING } from '../words/events.ts';
import { meansGone } from '../words/gone-words.ts';
import { isKept } from '../words/kept.ts';
import { sideOf } from '../words/sides.ts';
import { headerWords, isTargetName } from '../words/state-names.ts';
import { someIn } from '../words/word-set.ts';
import type { OwnWords } from './own-words.ts';
import { countsOf, nothingIn, type ValueCount, ValueCounts } from './value-counts.ts';
import { whereEach, whereExcept } from './where.ts';

/** How many of its values a refusal offers as a command line. */
const MOST_OFFERED = 4;

/**
 * A column that says who is in which state. With several values in it the list holds everybody, and is refused until
 * the call says who is meant. Of our own results it is only told.
 */
export class StateColumn implements RowObserver {
  readonly #headers: readonly string[];
  readonly #column: Column;
  readonly #own: OwnWords | null;
  readonly #isForLeavers: boolean;
  readonly #action: Action | undefined;
  readonly #mayBeFederal: boolean;
  readonly #seen = new ValueCounts();

  /**
   * `own`: where this column is told only, as long as these words are ours. `action`: what is to be done with the
   * people, absent for a roster.
   */
  constructor(
    headers: readonly string[],
    column: Column,
    { own, action }: { readonly own: OwnWords | null; readonly action: Action | undefined },
  ) {
    this.#headers = headers;
    this.#column = column;
    this.#own = own;
    this.#mayBeFederal = mayBeFederal(column.name, headers);
    this.#isForLeavers = takesAccess(action);
    this.#action = action;
  }

  observe({ cells }: RawRow): void {
    this.#seen.add(cells[this.#column.index] ?? '');
  }

  finish(): Findings {
    const values = this.#seen.list();
    const [first] = values;
    if (first === undefined) return {};
    const texts = values.map(({ value }) => value);
    if (areDates(texts) || (this.#mayBeFederal && areFederal(texts))) return {};
    const name = listOf([this.#column.name]);
    const isMark = this.#seen.empty > 0 && values.length === 1 && this.#isMark(first.value);
    if (values.length === 1 && !isMark && !this.#keeps(first.value))
      return { notes: [`${name} is ${first.value} in ${this.#rowsWith(first)}`] };
    const others = isMark ? nothingIn(this.#seen) : '';
    const counted = `${name} holds ${countsOf(values)}${others}`;
    if (this.#own?.areOurs) return { notes: [`${counted}: not judged, because the file is our own`] };
    const meant = values.filter(({ value }) => !this.#keeps(value));
    const chosen = isMark ? [this.#markOf(first.value)] : this.#offered(meant).map(({ value }) => value);
    const areLeavers = this.#isForLeavers && chosen.every((value) => meansGone(this.#column.name, value));
    const mend = [
      ...(!isMark && meant.length === 0
        ? [whereExcept(this.#headers, this.#column, ...texts)]
        : whereEach(this.#headers, this.#column, chosen, areLeavers)),
      ignoreArgument(this.#headers, this.#column),
    ];
    const message = `${counted}: use --where to choose rows, or --ignore-column if it does not matter`;
    return { problems: [{ message, mend }] };
  }

  /** True for an order to keep the person, or a refusal, which is no state; who is active may be still to close. */
  #keeps(value: string): boolean {
    if (!this.#isForLeavers) return false;
    if (isTargetName(this.#column.name)) return sideOf(value) === 'there' || COMING.has(foldCase(value));
    const words = headerWords(value);
    return isRefusal(words[0] ?? '') || (!someIn(words, IS_ACTIVE) && isKept(value, 'perhaps', this.#action));
  }

  /** True for a yes or a no, the header once more, or a state to come: beside it, an empty cell says the contrary. */
  #isMark(value: string): boolean {
    const { name } = this.#column;
    return (
      answerOf(value) !== undefined ||
      foldCase(value) === foldCase(name) ||
      (isTargetName(name) && meansGone('', value))
    );
  }

  /** The mark, or the empty cell where that is the one to choose by. */
  #markOf(value: string): string {
    const answer = answerOf(value);
    const isGone = meansGone(this.#column.name, answer ?? value);
    return isGone === this.#isForLeavers ? value : '';
  }

  /** Those to choose by: leavers are deactivated and removed, others invited and reactivated, or there in a roster. */
  #offered(values: readonly ValueCount[]): readonly ValueCount[] {
    const fitting = values.filter(({ value }) => meansGone(this.#column.name, value) === this.#isForLeavers);
    const areKnown = values.some(({ value }) => meansGone(this.#column.name, value));
    return (areKnown && fitting.length > 0 ? fitting : values).slice(0, MOST_OFFERED);
  }

  #rowsWith({ count }: ValueCount): string {
    return count === this.#seen.rows ? 'every row' : `${count} of ${this.#seen.rows} rows`;
  }
}
