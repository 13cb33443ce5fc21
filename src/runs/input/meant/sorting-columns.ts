import { remembering } from '../../../memoize.ts';
import { givesAccess, takesAccess } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import { fieldOf, isNameOfPeople } from '../columns/field-names.ts';
import { ignoreArgument, lineWithout, listOf, whereArgument } from '../columns/header.ts';
import type { Column, ColumnProblem, Findings, RawRow, RowObserver } from '../columns/table.ts';
import { GoneStates } from '../gone/gone-states.ts';
import { isDated, isEndName, isOpenEnd } from '../names/open-ends.ts';
import { isActionName, isAwayName } from '../names/other-names.ts';
import { staysOut } from '../sentences/stays-out.ts';
import { answerOf, isNothing, markOf } from '../words/answers.ts';
import { areSpared, areVerdicts } from '../words/decisions.ts';
import { areEvents, noneLeaves } from '../words/events.ts';
import { isKept } from '../words/kept.ts';
import { mayJudge, type NoteSubject, noteSubject } from '../words/note-names.ts';
import { maySort } from '../words/sides.ts';
import {
  saysForSome,
  sortsByAction,
  sortsByAnswer,
  sortsByReply,
  sortsByWords,
} from '../words/sorting-answers.ts';
import { isStateName } from '../words/state-names.ts';
import { isHeld, isHoldName } from './holds.ts';
import {
  fittingValues,
  inOrder,
  isSparingMark,
  leftOut,
  MOST_OFFERED,
  sayWhoGoes,
} from './offered-values.ts';
import { countsOf, hasWords, nothingIn, sameAnswer, ValueCounts } from './value-counts.ts';

/** A column with more values than these is free text, in which only those who are to be kept are looked for. */
const MOST_VALUES = 24;

/** In headers of the state of a request, which says nothing of the person. */
const OF_REQUESTS = /(?<!\p{L})(?:bp|offer|candidate|process|transaction|workflow)(?!\p{L})/iu;

interface Watched {
  readonly column: Column;
  readonly subject: NoteSubject;
  readonly seen: ValueCounts;
  /** Whether it says when work or access ends, so that words in place of a date say that it does not. */
  readonly isEnd: boolean;
}

/**
 * Refuses columns that sort people although their names do not say so: by their cells, where some say that a person
 * is gone and some that one is there (`Event`: Termination, Hire), or by a yes and a no to a question about the person
 * (`Deactivate?`). A list with such a column holds both kinds of people.
 */
export class SortingColumns implements RowObserver {
  readonly #action: Action | undefined;
  readonly #wanted: 'gone' | 'there';
  #watched: readonly Watched[];
  /** Columns of free text, and whether a cell keeps a person. */
  readonly #texts = new Map<Watched, (cell: string) => boolean>();
  readonly #gone: GoneStates;
  readonly #hasStates: boolean;

  /**
   * `action`: what is to be done; absent for a roster, where who is away is there. `open`: other columns as well.
   * `before`: how many rows there were before the columns.
   */
  constructor(columns: readonly Column[], open: readonly Column[], action: Action | undefined, before = 0) {
    this.#action = action;
    this.#wanted = takesAccess(action) ? 'gone' : 'there';
    this.#watched = columns
      .filter(({ name }) => fieldOf(name) !== 'email' && maySort(name) && !isNameOfPeople(name))
      .filter(({ name }) => action !== undefined || !isAwayName(name))
      .map((column) => ({
        column,
        subject: noteSubject(column.name),
        seen: new ValueCounts(before),
        isEnd: this.#wanted === 'gone' && fieldOf(column.name) === undefined && isEndName(column.name),
      }));
    this.#hasStates = open.some(({ name }) => isStateName(name) && !OF_REQUESTS.test(name));
    this.#gone = new GoneStates(before === 0 && this.#watched.some(({ isEnd }) => isEnd) ? open : []);
  }

  observe({ cells }: RawRow): void {
    this.#gone.observe(cells);
    for (const [{ column, seen }, isToStay] of this.#texts)
      if (isToStay(cells[column.index] ?? '')) seen.add(cells[column.index] ?? '');
    for (const { column, seen } of this.#watched) seen.add(cells[column.index] ?? '');
    if (this.#watched.some(({ seen }) => seen.size > MOST_VALUES)) this.#putAside();
  }

  /** Of columns of free text, which has words, only the cells count from here on that keep a person. */
  #putAside(): void {
    const full = this.#watched.filter(({ seen }) => seen.size > MOST_VALUES);
    this.#watched = this.#watched.filter((each) => !full.includes(each));
    if (this.#wanted !== 'gone' && !givesAccess(this.#action)) return;
    for (const each of full.filter((one) => one.isEnd || hasWords(one.seen))) {
      const { column, subject } = each;
      const isEnd = each.isEnd && each.seen.list().some(({ value }) => isDated(value));
      const seen = new ValueCounts();
      const isToStay = remembering((text) => this.#keeps(text, subject) || (isEnd && isOpenEnd(text)));
      for (const { value, count } of each.seen.list())
        for (let times = 0; isToStay(value) && times < count; times += 1) seen.add(value);
      this.#texts.set({ column, subject, seen, isEnd }, isToStay);
    }
  }

  /** True for a cell by which the person is not meant: is to be kept, or not to be let in. */
  #keeps(cell: string, subject: NoteSubject): boolean {
    if (this.#wanted === 'gone') return isKept(cell, subject, this.#action);
    return givesAccess(this.#action) && mayJudge(subject) && staysOut(cell);
  }

  finish(): Findings {
    const problems = [...this.#watched, ...this.#texts.keys()].flatMap((each) => this.#problem(each) ?? []);
    return { problems, notes: this.#watched.flatMap(({ column, seen }) => sameAnswer(column.name, seen)) };
  }

  #problem(each: Watched): ColumnProblem | undefined {
    const { column, subject, seen } = each;
    const { name } = column;
    const values = seen.list();
    const texts = values.map(({ value }) => value);
    const isForSome = seen.empty > 0 || texts.some((text) => answerOf(text) === 'no');
    const some = this.#wanted === 'gone' && isForSome && saysForSome(name, texts);
    const verdicts = areVerdicts(name, texts);
    const kept = this.#kept(each, texts);
    const sorts =
      kept.length > 0 ||
      (!isHoldName(name) &&
        (some ||
          verdicts ||
          sortsByWords(name, texts, this.#hasStates) ||
          sortsByAnswer(name, texts, seen.empty > 0) ||
          sortsByReply(name, subject, values) ||
          sortsByAction(name, texts) ||
          areEvents(name, texts)));
    if (!sorts) return undefined;
    const where = (...chosen: readonly string[]) => whereArgument(column, ...chosen);
    const meant = values.filter(({ value }) => !kept.includes(value));
    const chosen = verdicts ? values.slice(0, MOST_OFFERED) : fittingValues(meant, this.#wanted);
    const told = chosen.map(({ value }) => value);
    const offered = inOrder(name, told, this.#wanted);
    const left = isSparingMark(name, seen, this.#wanted) ? texts : leftOut(texts, kept, this.#wanted);
    const areNotes = subject === 'notes' && !isActionName(name);
    const onlyKept = left.length > 0 && !sayWhoGoes(areNotes, meant, seen.empty > 0);
    const except = lineWithout(column, left);
    return {
      message: `${listOf([name])} holds ${countsOf(values.slice(-MOST_VALUES))}${some && seen.empty > 0 ? nothingIn(seen) : ''}: use --where to choose rows, or --ignore-column if it does not matter`,
      mend: [
        ...(onlyKept ? except : some ? [where(...offered)] : offered.map((value) => where(value))),
        ignoreArgument(column),
      ],
    };
  }

  /** The cells by which people are not meant. */
  #kept(each: Watched, texts: readonly string[]): readonly string[] {
    const { column, subject, seen } = each;
    const isGone = this.#wanted === 'gone';
    if (isGone && noneLeaves(column.name, texts)) return texts;
    if (isHoldName(column.name)) return isGone ? texts.filter((text) => isHeld(text, this.#action)) : [];
    // Dates stand beside such words, or stood there, and no other column says that everybody has gone.
    const hasDates = this.#texts.has(each) || texts.some(isDated);
    const hasOpenEnds = each.isEnd && hasDates && !this.#gone.areAll;
    const areMarked = isGone && (seen.empty > 0 || texts.some(isNothing)) && areSpared(column.name, texts);
    const isToStay = (text: string) =>
      (hasOpenEnds && isOpenEnd(text)) || (areMarked && markOf(text) !== 'no' && !isNothing(text));
    return texts.filter((text) => this.#keeps(text, subject) || isToStay(text));
  }
}
