import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { reason } from '../../errors/reason.ts';
import { linkedTo } from '../../system/lost-links.ts';
import { agreeing } from '../../text/counted.ts';
import { rowsFile } from '../input/rows-file.ts';
import type { JournalHeader } from '../journal/journal-entries.ts';
import { damageText } from '../journal/journal-reader.ts';
import { runIds, runPath } from '../journal/run-folders.ts';
import { isSingleFile, journalFile, secondInId } from '../journal/run-paths.ts';
import { type FoundRun, readRun } from '../journal/run-reader.ts';
import { isMarked } from '../ledger/at-work.ts';
import { digestJournal } from '../ledger/journal-digest.ts';
import type { LedgerEntry } from '../ledger/ledger-line.ts';

export interface OldRun {
  readonly run_id: string;
  /** The first line of its journal; null where it cannot be read. */
  readonly header: JournalHeader | null;
  /** Why it is left, in words; null where it may be deleted. */
  readonly left: string | null;
  /** When it last got a result, or was begun, in milliseconds since 1970. */
  readonly touched: number;
}

type LastEntry = (run_id: string) => LedgerEntry | undefined;

/**
 * All runs, oldest first, each with whether it may be deleted. What is in the ledger as deleted and still there may be,
 * whenever it was begun: its time is then the beginning of time, as that of one of which no time is known.
 */
export async function* oldRuns(runs: string, lastEntry: LastEntry): AsyncGenerator<OldRun> {
  for (const run_id of runIds(runs).reverse()) yield await judge(runs, run_id, lastEntry(run_id));
}

async function judge(runs: string, run_id: string, last: LedgerEntry | undefined): Promise<OldRun> {
  try {
    const path = runPath(runs, run_id);
    const run = await readRun(path);
    if (isDeletionUnfinished(path, last)) return { run_id, header: run.header, left: null, touched: 0 };
    const { header } = run;
    const begun = Date.parse(header.created_at);
    const touched = Math.max(begun, lastResult(journalFile(path)));
    const left = whyLeft(run) ?? notAsRecorded(runs, run, last);
    return { run_id, header, left, touched };
  } catch (error) {
    const left = `it cannot be read: ${reason(error)}`;
    return { run_id, header: null, left, touched: Date.parse(secondInId(run_id)) || 0 };
  }
}

/** Why a run is not deleted; null where it may be. */
export function whyLeft({ damage, states, path }: FoundRun): string | null {
  if (damage !== null) return damageText(damage);
  const parts = isSingleFile(path) ? [path] : [path, journalFile(path), rowsFile(path)];
  const link = parts.find((part) => linkedTo(part) !== null);
  if (link !== undefined) return `${link} is a link, and what it leads to would stay`;
  const open = states.countOpen();
  return open === 0
    ? null
    : `it can be resumed: ${open} of ${states.total} ${agreeing(open, 'is', 'are')} not done`;
}

/** A deletion would take away what shows that a journal was edited. */
function notAsRecorded(
  runs: string,
  { path, header }: FoundRun,
  last: LedgerEntry | undefined,
): string | null {
  if (last === undefined) return null;
  const { length, prefixes } = digestJournal(journalFile(path), [last.length]);
  const isRecorded = prefixes.get(last.length) === last.sha256;
  if (isRecorded && (length === last.length || isMarked(runs, header.run_id))) return null;
  return 'its journal does not match the ledger: `aitronos runs verify --journal`';
}

function isDeletionUnfinished(path: string, last: LedgerEntry | undefined): boolean {
  if (!last?.deleted) return false;
  const { length, sha256 } = digestJournal(journalFile(path));
  return length === last.length && sha256 === last.sha256;
}

const TAIL_BYTES = 256 * 1024;
const RESULT = /^\{"row":\d+,"at":"([^"]+)"/gm;

/** When the last result was written into a journal, which may be long after the run was begun. */
function lastResult(journal: string): number {
  const { size } = statSync(journal);
  const length = Math.min(size, TAIL_BYTES);
  const fd = openSync(journal, 'r');
  try {
    const buffer = Buffer.allocUnsafe(length);
    const text = buffer.toString('utf8', 0, readSync(fd, buffer, 0, length, size - length));
    const at = Date.parse([...text.matchAll(RESULT)].at(-1)?.[1] ?? '');
    return Number.isNaN(at) ? Number.NEGATIVE_INFINITY : at;
  } finally {
    closeSync(fd);
  }
}
