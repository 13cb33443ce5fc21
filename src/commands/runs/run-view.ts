import { goodToken } from '../../errors/hints.ts';
import { retypeCommands, retypeHint } from '../../errors/retyped-commands.ts';
import { operationOf } from '../../operations/by-action.ts';
import { mayHaveHappenedText } from '../../operations/outcomes.ts';
import type { LongView, Records } from '../../output/view.ts';
import { runCsv } from '../../results/csv-columns.ts';
import { type RunRecord, runJsonRecord } from '../../results/record.ts';
import { runTable } from '../../results/table.ts';
import type { EndedRun } from '../../runs/execute-rows.ts';
import { damagedJournalError } from '../../runs/journal/journal-reader.ts';
import { isJustified, type ReadableRun, runResults } from '../../runs/journal/recorded-results.ts';
import { journalFile } from '../../runs/journal/run-paths.ts';
import type { FoundRun } from '../../runs/journal/run-reader.ts';
import { countsText, countUsers, runExitCode, type Summary } from '../../runs/summary.ts';
import { counted } from '../../text/counted.ts';
import { isTried, type NextCommand, runError } from './next-steps.ts';

const MOST_FAILURES = 50;

/** The most rows of a table above which, at a small terminal, the notes before it can still be read. */
const MOST_SEEN = 15;

/**
 * The answer of a finished run: the first failures, the counts and the next commands, and only then its records. A
 * second interrupt ends the process at once, also in the middle of a long table.
 */
export async function endedView(
  run: ReadableRun,
  ended: EndedRun,
  { summary, unshown, next, undo, variable }: ShownEnd,
): Promise<LongView> {
  const failures = await failureLines(run, next);
  const signIn = variable === undefined ? next('auth login') : goodToken(variable, next('auth login'));
  const error = runError(ended, run.states, next, signIn);
  const { run_id, action, changed, recovered } = summary;
  const undoable = operationOf[action].takenBackBy !== null && changed + recovered > 0;
  const undoing = undoable ? [`to undo: ${undo}`] : [];
  return {
    ...runView(run, summary, { next, unshown }),
    failures,
    isLong: summary.total > MOST_SEEN,
    before: [
      `${countsText(summary, run.states)}; to see them again: ${next(`runs show ${run_id}`)}`,
      ...unmovedNotes(summary),
      ...undoing,
      ...(error?.hint?.split('\n').map((step) => `next: ${step}`) ?? []),
    ],
    ...(error === null ? {} : { error }),
  };
}

interface ShownEnd {
  /** The run's own, or with the exit code of what was asked afterwards, which says itself what it found. */
  readonly summary: Summary;
  /** Selects the records that `jsonl` has not printed yet; null when it printed all. */
  readonly unshown: ((row: number) => boolean) | null;
  readonly next: NextCommand;
  readonly undo: string;
  /** The variable that brought the credential; undefined where none did. */
  readonly variable: string | undefined;
}

/** A note about users who already were as the run wanted: their resources stay where they are. */
function unmovedNotes({ action, unchanged }: Summary): string[] {
  const { department, done } = operationOf[action];
  if (department !== 'required' || unchanged === 0) return [];
  return [`already ${done}: ${countUsers(unchanged)}; this run moved none of their resources`];
}

/** The answer for an existing run that is only shown. */
export function shownView(found: FoundRun, next: NextCommand, notes: readonly string[] = []): LongView {
  const edited: number[] = [];
  const view = runView(found, found.summary, { next, edited: (row) => edited.push(row) });
  const others = () => counted(edited.length, 'record is', 'records are');
  const told = () =>
    edited.length === 0
      ? []
      : [`${others()} of another user than the row, which counts (the first is row ${edited[0]})`];
  return {
    ...view,
    notes: () => [countsText(found.summary, found.states), ...notes, ...told()],
    ...(found.damage && { error: damagedJournalError(journalFile(found.path), found.damage, LOOK) }),
  };
}

const LOOK = 'this is what is left of it; rows that it does not mention are shown as without an answer';

/** The same for a run without remaining rows; its rows decide the exit code. */
export function nothingDoneView(found: FoundRun, strict: boolean, next: NextCommand): LongView {
  const { states, summary } = found;
  const exit_code = runExitCode(states, null, strict);
  const standing = { summary: { ...summary, exit_code }, stop: null, undone: states.countOpen() };
  const error = runError({ ...standing, retry_after_s: null, unrenewed: null }, states, next);
  return { ...shownView(found, next), ...(error === null ? {} : { error }) };
}

interface Shown {
  /** Words the commands in hints as they have to be typed. */
  readonly next: NextCommand;
  /** Selects the records that `jsonl` has not printed yet; null when it printed all, absent when none. */
  readonly unshown?: ((row: number) => boolean) | null;
  /** Hears of each record that was edited. */
  readonly edited?: (row: number) => void;
}

function runView(run: ReadableRun, summary: Summary, { next, unshown, edited = () => {} }: Shown): LongView {
  const { failed, unknown, not_sent } = summary;
  const records: Records<RunRecord> = {
    within: { head: { summary }, list: 'results' },
    each: () => runResults(run, () => true, edited),
    ...(unshown !== undefined && { rest: () => (unshown ? runResults(run, unshown, edited) : []) }),
    json: (record) => retypeHint(runJsonRecord(record), next),
    csv: (page) => runCsv(run.header.columns, page, isJustified(run.header)),
    table: (page) => runTable(page, failed + unknown + not_sent > 0),
  };
  return { records };
}

async function failureLines(run: ReadableRun, next: NextCommand): Promise<string[]> {
  const { states } = run;
  // Of the rows that were not sent, only attempted ones have a record, with the reason.
  const isFailure = (row: number) =>
    ['failed', 'unknown'].includes(states.outcome(row)) ||
    (states.outcome(row) === 'not_sent' && isTried(states, row));
  const count = states.count(isFailure);
  if (count === 0) return [];
  const lines: string[] = [];
  const { action, organization_id } = run.header;
  const operation = operationOf[action];
  for await (const { row, user_id, address, outcome, error } of runResults(run, isFailure)) {
    const what = error ? `${error.message} (${error.code})` : 'it was sent, and no answer is known';
    const who = user_id ?? address ?? 'nobody';
    const look = retypeCommands(error?.hint ?? mayHaveHappenedText(operation, who, organization_id), next);
    const why = outcome === 'unknown' ? `${what}; ${look}` : what;
    lines.push(`${outcome}: row ${row}, ${who}: ${why}`);
    if (lines.length === MOST_FAILURES) break;
  }
  const more = count - lines.length;
  return more === 0 ? lines : [...lines, `and ${more} more`];
}
