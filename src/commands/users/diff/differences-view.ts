import type { Context } from '../../../cli/context.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import { shortText } from '../../../output/safe/safe-text.ts';
import {
  type Grid,
  mayCut,
  mayLeaveOut,
  mayWrap,
  type Table,
  toCells,
  type View,
} from '../../../output/view.ts';
import type { Comparison, ComparisonCounts } from '../../../roster/comparison.ts';
import {
  DIFFERENCE_FIELDS,
  type Difference,
  type FoundDifference,
  KINDS,
  toldDifference,
} from '../../../roster/difference.ts';
import type { RowStore } from '../../../roster/row-store.ts';
import { counted, namedFirst } from '../../../text/counted.ts';
import { isInputForOthers } from '../../../validation/choices.ts';
import { ALL_DIFFERENCES, type DiffOptions, isWanted } from './diff-options.ts';
import { otherAddresses } from './other-addresses.ts';

interface WholeComparison {
  readonly all: readonly FoundDifference[];
  readonly counts: ComparisonCounts;
  readonly otherStates: Comparison['otherStates'];
  readonly store: Pick<RowStore, 'read'>;
}

/** The differences that the call wants, and what they amount to. */
export function differencesView(
  context: Context,
  { all, counts, otherStates, store }: WholeComparison,
  { only = ALL_DIFFERENCES, exitCode }: DiffOptions,
): View {
  const isList = isInputForOthers(context.format());
  const wanted = all.filter((each) => isWanted(each, only, false));
  const shown = all.filter((each) => isWanted(each, only, isList));
  const hidden = wanted.length - shown.length;
  const isTold = shown.some(({ kind }) => kind === 'orphan' || kind === 'missing');
  const changed = isTold ? otherAddresses(all, (address) => store.read(address)) : null;
  return {
    records: {
      async *each() {
        for (const found of shown) yield toldDifference(found, (address) => store.read(address));
      },
      csv: csvOf,
      table: tableOf,
    },
    before: [
      `${counts.active} active here; ${counts.there} there and ${counts.gone} gone in the roster: ${inWords(all)}`,
      ...(hidden === 0 ? [] : [`${hidden} protected left out: --only protected shows who`]),
      ...(otherStates.size === 0 ? [] : [notCompared(otherStates)]),
      ...(changed === null ? [] : [changed]),
    ],
    ...(exitCode && wanted.length > 0 && { error: differencesError(wanted.length) }),
  };
}

const MOST_STATES = 5;
const LONGEST_STATE = 40;

/** `not compared, because they are neither active nor deactivated here: 2 Suspended, 1 On leave`, the most first. */
function notCompared(states: Comparison['otherStates']): string {
  const each = [...states]
    .sort(([, one], [, other]) => other - one)
    .map(([status, count]) => `${count} ${shortText(status, LONGEST_STATE)}`);
  return `not compared, because they are neither active nor deactivated here: ${namedFirst(each, MOST_STATES)}`;
}

const csvOf = (page: readonly Difference[]): Grid => ({
  columns: DIFFERENCE_FIELDS,
  rows: page.map((one) => toCells(...DIFFERENCE_FIELDS.map((field) => one[field]))),
});

const tableOf = (page: readonly Difference[]): Table => ({
  columns: [
    ...['KIND', 'USER', mayCut('EMAIL'), mayLeaveOut(mayCut('NAME'), 3)],
    // The kind says the one, and the reason the other.
    ...[mayLeaveOut('STATUS', 1), mayLeaveOut('LAST DAY', 2)],
    ...['PROTECTED', mayWrap('REASON', 20)],
  ],
  rows: page.map(({ kind, user_id, email, full_name, status, last_day, protected: isProtected, reason }) => {
    const mark = isProtected ? 'yes' : null;
    return toCells(kind, user_id, email, full_name, status, last_day, mark, reason);
  }),
});

const IS_NOUN = /^(?:orphan|leaver)$/;

/** `2 orphans, 1 missing`; `no differences`. */
function inWords(all: readonly FoundDifference[]): string {
  const parts = KINDS.map((kind) => [kind, all.filter((each) => each.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => (IS_NOUN.test(kind) ? counted(count, kind) : `${count} ${kind}`));
  return parts.length === 0 ? 'no differences' : parts.join(', ');
}

const differencesError = (count: number): CliError =>
  new CliError(
    'DIFFERENCES',
    EXIT.partial,
    `${count === 1 ? 'one difference' : `${count} differences`} between the roster and the organization`,
    'the answer lists them; --only chooses the kinds that count',
  );
