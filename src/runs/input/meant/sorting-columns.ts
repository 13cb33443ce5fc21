import { givesAccess, takesAccess } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import { fieldOf, isNameOfPeople } from '../columns/field-names.ts';
import { ignoreArgument, listOf } from '../columns/header.ts';
import type { Column } from '../columns/input-columns.ts';
import type { RowObserver } from '../columns/meaning.ts';
import { isDated, isEndName, isOpenEnd } from '../names/open-ends.ts';
import type { ColumnProblem } from '../row.ts';
import { staysOut } from '../sentences/stays-out.ts';
import { answerOf, isNothing, markOf } from '../words/answers.ts';
import { areSpared, areVerdicts } from '../words/decisions.ts';
import { areEvents, leaves, noneLeaves } from '../words/events.ts';
import { isKept } from '../words/kept.ts';
import { mayJudge, type NoteSubject, noteSubject } from '../words/note-names.ts';
import { maySort, sideOf } from '../words/sides.ts';
import {
  saysForSome,
  sortsByAction,
  sortsByAnswer,
  sortsByReply,
  sortsByWords,
} from '../words/sorting-answers.ts';
import { isStateName } from '../words/state-names.ts';
import { GoneStates } from './gone-states.ts';
import { countsOf, nothingIn, sameAnswer, ValueCounts } from './value-counts.ts';
import { whereArgument, whereExcept } from './where.ts';

/** A column with more values than these is free text, in which only those who are to be kept are looked for. */
const MOST_VALUES = 24;

/** How many of its values a refusal offers as a command line. */
const MOST_OFFERED = 4;

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
 * (`Deactivate?`). A list with such a column holds both kinds of people. `action`: what is to be done with the people,
 * absent for a roster. `open`: the other columns as well.
 */
export function sortingColumns(
  headers: readonly string[],
  columns: readonly Column[],
  action: Action | undefined,
  open: readonly Column[],
): RowObserver {
  const wanted = takesAccess(action) ? 'gone' : 'there';
  const isGone = wanted === 'gone';
  let watched = columns
    .filter(({ name }) => maySort(name) && !isNameOfPeople(name) && fieldOf(name) !== 'email')
    .map(
      (column): Watched => ({
        column,
        subject: noteSubject(column.name),
        seen: new ValueCounts(),
        isEnd: isGone && fieldOf(column.name) === undefined && isEndName(column.name),
      }),
    );
  const texts: Watched[] = [];
  const hasStates = open.some(({ name }) => isStateName(name));
  const gone = new GoneStates(watched.some(({ isEnd }) => isEnd) ? open : []);

  /** True for a cell by which the person is not meant: is to be kept, or not to be let in. */
  const keeps = (cell: string, subject: NoteSubject): boolean =>
    isGone ? isKept(cell, subject, action) : givesAccess(action) && mayJudge(subject) && staysOut(cell);

  /** Of columns of free text, which has words, only the cells count from here on that keep a person. */
  const putAside = () => {
    const full = watched.filter(({ seen }) => seen.size > MOST_VALUES);
    watched = watched.filter((each) => !full.includes(each));
    if (!isGone && !givesAccess(action)) return;
    for (const each of full.filter((one) => one.isEnd || hasWords(one))) {
      const { column, subject } = each;
      const isEnd = each.isEnd && each.seen.list().some(({ value }) => isDated(value));
      const kept = new ValueCounts();
      const isToStay = (value: string) => keeps(value, subject) || (isEnd && isOpenEnd(value));
      for (const { value, count } of each.seen.list())
        for (let times = 0; isToStay(value) && times < count; times += 1) kept.add(value);
      texts.push({ column, subject, seen: kept, isEnd });
    }
  };

  /** Which of the values say by their column, or by what stands beside them, that the person stays. */
  const whoStays = (each: Watched, said: readonly string[]): ((text: string) => boolean) => {
    const { name } = each.column;
    // Dates stand beside such words, or stood there, and no other column says that everybody has gone.
    const hasOpenEnds = each.isEnd && (texts.includes(each) || said.some(isDated)) && !gone.areAll;
    const areMarked = isGone && (each.seen.empty > 0 || said.some(isNothing)) && areSpared(name, said);
    const areOthers = isGone && noneLeaves(name, said);
    const isMarked = (text: string) => areMarked && markOf(text) !== 'no' && !isNothing(text);
    return (text) => areOthers || (hasOpenEnds && isOpenEnd(text)) || isMarked(text);
  };

  const problemOf = (each: Watched): ColumnProblem | undefined => {
    const { column, subject, seen } = each;
    const { name } = column;
    const values = seen.list();
    const said = values.map(({ value }) => value);
    const verdicts = areVerdicts(name, said);
    const { empty } = seen;
    const isForSome = empty > 0 || said.some((text) => answerOf(text) === 'no');
    const some = isGone && isForSome && saysForSome(name, said);
    const isToStay = whoStays(each, said);
    const kept = said.filter((text) => keeps(text, subject) || isToStay(text));
    const sorts = [
      verdicts,
      some,
      kept.length > 0,
      sortsByWords(name, said, hasStates),
      sortsByAnswer(name, said, empty > 0),
      sortsByReply(name, subject, values),
      sortsByAction(name, said),
      areEvents(name, said),
    ];
    if (!sorts.includes(true)) return undefined;
    const others = some && empty > 0 ? nothingIn(seen) : '';
    const where = (...chosen: readonly string[]) => whereArgument(headers, column, ...chosen);
    const meant = said.filter((value) => !kept.includes(value));
    const offered = verdicts ? said.slice(0, MOST_OFFERED) : toChooseBy(meant, wanted);
    const onlyKept = kept.length > 0 && !meant.some((value) => sideOf(value) === 'gone');
    // Those that a line leaves out have to be all of them.
    const except = kept.length > MOST_VALUES ? [] : [whereExcept(headers, column, ...kept)];
    return {
      message: `${listOf([name])} holds ${countsOf(values.slice(-MOST_VALUES))}${others}: use --where to choose rows, or --ignore-column if it does not matter`,
      mend: [
        ...(onlyKept ? except : some ? [where(...offered)] : offered.map((value) => where(value))),
        ignoreArgument(headers, column),
      ],
    };
  };

  return {
    observe({ cells }) {
      gone.observe(cells);
      for (const { column, subject, seen, isEnd } of texts) {
        const cell = cells[column.index] ?? '';
        if (keeps(cell, subject) || (isEnd && isOpenEnd(cell))) seen.add(cell);
      }
      let isFull = false;
      for (const { column, seen } of watched) {
        seen.add(cells[column.index] ?? '');
        if (seen.size > MOST_VALUES) isFull = true;
      }
      if (isFull) putAside();
    },
    finish() {
      const problems = [...watched, ...texts].flatMap((each) => problemOf(each) ?? []);
      return { problems, notes: watched.flatMap(({ column, seen }) => sameAnswer(column.name, seen)) };
    },
  };
}

/** Those to choose by: leavers are deactivated and removed, others invited and reactivated, or there in a roster. */
function toChooseBy(values: readonly string[], wanted: 'gone' | 'there'): readonly string[] {
  const isFitting = (value: string) => (sideOf(value) ?? (leaves(value) ? 'gone' : undefined)) === wanted;
  const fitting = values.filter(isFitting);
  return (fitting.length > 0 ? fitting : values).slice(0, MOST_OFFERED);
}

/** True for a column with more than ids, addresses and numbers in it. */
const hasWords = ({ seen }: Watched): boolean =>
  seen.list().some(({ value }) => isKept(value) || /^[^\d@]+$|\p{L} | \p{L}/u.test(value));
