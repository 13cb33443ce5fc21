import { existsSync } from 'node:fs';
import { reason } from '../../../errors/reason.ts';
import { counted } from '../../../text/counted.ts';
import { damageText } from '../../journal/journal-reader.ts';
import { runPath } from '../../journal/run-folders.ts';
import { journalFile } from '../../journal/run-paths.ts';
import { type FoundRun, readRun } from '../../journal/run-reader.ts';
import { rowsFlaw } from '../../journal/run-rows.ts';
import type { Recorder } from '../append-line.ts';
import { isMarked } from '../at-work.ts';
import { digestJournal, type JournalDigests } from '../journal-digest.ts';
import { isOfCheck } from '../ledger-line.ts';
import { isAtWork } from '../run-at-work.ts';
import type { Chain, NumberedLine } from './read-chain.ts';
import { recordedVerified, verifiedFile } from './verified-file.ts';
import { KILLED, PERHAPS_KILLED, standingWithoutLine } from './without-line.ts';

/**
 * How a run stands against the ledger. `not_yet_recorded`: its process was killed; `not_recorded`: no line speaks of
 * it, although it is younger than the ledger.
 */
const SOUND = ['intact', 'in_progress', 'not_yet_recorded', 'before_ledger', 'deleted'] as const;
const UNSOUND = ['edited', 'shorter', 'longer', 'gone', 'not_recorded', 'unreadable'] as const;

export const JOURNAL_STATES = [...SOUND, ...UNSOUND];
export type JournalState = (typeof JOURNAL_STATES)[number];

export const isSound = (state: string): boolean => SOUND.some((sound) => sound === state);

/** How one run stands. */
export interface RunCheck {
  readonly run_id: string;
  /** The line of the ledger that was compared; null where it has none. */
  readonly line: number | null;
  readonly state: JournalState;
  /** What was found, in words; null where all is as recorded. */
  readonly what: string | null;
}

/** Compares a run with the lines that the ledger has of it. */
export async function checkRun(
  runs: string,
  run_id: string,
  chain: Chain,
  recorder: Recorder,
): Promise<RunCheck> {
  const lines = chain.runs.get(run_id) ?? [];
  const line = longest(lines)?.line ?? null;
  const seen = await look({ runs, run_id, lines, chain, recorder }).catch(
    (error: unknown): Seen => ({ state: 'unreadable', what: reason(error) }),
  );
  return { run_id, line: seen.line ?? line, state: seen.state, what: seen.what ?? null };
}

type Seen = Pick<RunCheck, 'state'> & Partial<RunCheck>;

interface Asked {
  readonly runs: string;
  readonly run_id: string;
  readonly lines: readonly NumberedLine[];
  readonly chain: Chain;
  readonly recorder: Recorder;
}

async function look(asked: Asked): Promise<Seen> {
  const { runs, run_id, lines, recorder } = asked;
  const path = runPath(runs, run_id);
  const journal = journalFile(path);
  const isDeleted = lines.findLast((line) => !isOfCheck(line))?.deleted === true;
  if (!existsSync(journal)) return isDeleted ? (editedBefore(lines) ?? { state: 'deleted' }) : GONE;
  const lengths = lines.map(({ length }) => length);
  const digests = digestJournal(journal, lengths);
  const fault = lines.map((line) => compare(line, digests)).find((found) => found !== null);
  if (fault) return fault;
  const run = await readRun(path);
  // Files of a run go one after the other.
  const file_fault = isDeleted ? null : await compareFiles(run, lines);
  if (file_fault !== null) return file_fault;
  const isOpen = isAtWork(runs, run_id, recorder);
  if (isDeleted) return isOpen ? AT_WORK : { state: 'deleted', what: UNFINISHED };
  const seen = isOpen ? AT_WORK : compareLength(run, digests, asked);
  if (run.damage === null || !isSound(seen.state)) return seen;
  return { state: 'unreadable', what: damageText(run.damage) };
}

/** How a run stands on which no process works, and whose journal begins as its lines say. */
function compareLength(
  run: FoundRun,
  { length }: JournalDigests,
  { runs, run_id, lines, chain }: Asked,
): Seen {
  const last = longest(lines);
  if (last?.length === length) return { state: 'intact' };
  if (last === undefined) return standingWithoutLine(run, chain, isMarked(runs, run_id));
  // A process marks what it works on: without a mark, no process of ours made the journal longer.
  if (isMarked(runs, run_id)) return KILLED;
  return { state: 'longer', what: tooLong(length, last, run) };
}

/** A journal only grows: the line with the most of it is the last one, also in a ledger that was forked. */
const longest = (lines: readonly NumberedLine[]): NumberedLine | undefined =>
  lines.toSorted((one, other) => one.length - other.length).at(-1);

const AT_WORK: Seen = { state: 'in_progress' };
const GONE: Seen = { state: 'gone', what: 'its journal is not there' };
const UNFINISHED = 'its deletion was not finished: `aitronos runs delete` finishes it';

/** A journal only grows: what the ledger says of a deleted run contradicts itself where it was edited before. */
function editedBefore(lines: readonly NumberedLine[]): Seen | null {
  const ofJournal = lines.filter((line) => !isOfCheck(line));
  const odd = ofJournal.find((line, index) => {
    const before = ofJournal[index - 1];
    if (before === undefined) return false;
    return line.length < before.length || (line.length === before.length && line.sha256 !== before.sha256);
  });
  if (odd === undefined) return null;
  return {
    state: 'edited',
    line: odd.line,
    what: 'its journal was not as recorded before, when it was deleted',
  };
}

function tooLong(length: number, last: NumberedLine, { summary }: FoundRun): string {
  const perhaps = summary.exit_code === null ? PERHAPS_KILLED : '';
  return `its journal has ${counted(length, 'byte')}, and line ${last.line}, the last of it, says ${last.length}${perhaps}`;
}

function compare(
  { line, length, sha256 }: NumberedLine,
  { length: now, prefixes }: JournalDigests,
): Seen | null {
  const digest = prefixes.get(length);
  if (digest === sha256) return null;
  if (digest !== undefined)
    return {
      state: 'edited',
      line,
      what: `the first ${length} bytes of its journal are not those of line ${line}`,
    };
  return {
    state: 'shorter',
    line,
    what: `its journal has ${counted(now, 'byte')}, and line ${line} says ${length}`,
  };
}

/** What is wrong with the rows of a run, or with what `runs verify` found about it; null where nothing is. */
async function compareFiles(run: FoundRun, lines: readonly NumberedLine[]): Promise<Seen | null> {
  const what = await rowsFlaw(run).catch((error) => `its checked rows cannot be read: ${reason(error)}`);
  if (what !== null) return { state: 'edited', what };
  return compareCheck(run.path, lines);
}

/** Of a run that the ledger does not have, it does not have the check either. */
async function compareCheck(path: string, lines: readonly NumberedLine[]): Promise<Seen | null> {
  const file = verifiedFile(path);
  const last = lines.findLast(isOfCheck);
  if (last?.verified === undefined) {
    return lines.length > 0 && existsSync(file) ? { state: 'not_recorded', what: UNKNOWN_CHECK } : null;
  }
  if ((await recordedVerified(path, last.verified)) !== null) return null;
  const { line } = last;
  return existsSync(file)
    ? { state: 'edited', line, what: `what \`runs verify\` found is not that of line ${line}: ${file}` }
    : { state: 'gone', line, what: `what \`runs verify\` found by line ${line} is not there: ${file}` };
}

const UNKNOWN_CHECK =
  'what `runs verify` found is in no line: an older version wrote it, or it was put there; verify the run again';
