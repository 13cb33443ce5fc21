import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { reason } from '../errors/reason.ts';
import type { ReadableRun } from '../runs/journal/recorded-results.ts';
import { journalFile } from '../runs/journal/run-paths.ts';
import { appendLedgerLine, type EndOfWork, type Recorder } from '../runs/ledger/append-line.ts';
import { checkRun } from '../runs/ledger/checks/check-run.ts';
import { type Chain, type FollowedLedger, lastLineOf } from '../runs/ledger/checks/read-chain.ts';
import {
  checksLock,
  nextVerifiedFile,
  recordedVerified,
  verifiedFile,
} from '../runs/ledger/checks/verified-file.ts';
import { digestJournal, type JournalDigest } from '../runs/ledger/journal-digest.ts';
import { unreadableLedger } from '../runs/ledger/ledger-file.ts';
import { isOfCheck } from '../runs/ledger/ledger-line.ts';
import { withLock } from '../system/locks/lock.ts';
import { uninterrupted } from '../system/locks/lock-wait.ts';
import { GatheredText } from '../system/written/gathered-text.ts';
import { syncFolder } from '../system/written/made-folder.ts';
import { rename } from '../system/written/renamed.ts';
import { writeAll } from '../system/written/write-all.ts';
import { readVerified, type VerifiedResult } from './verified-results.ts';

const BYTES_AT_ONCE = 64 * 1024;

/** Where what was found is: the digest (hex) of its line in the ledger, or why it is not there. */
export interface KeptCheck {
  readonly ledger_digest: string | null;
  /** Why it could not be kept beside the journal; null where it is. */
  readonly trouble: string | null;
}

interface KeepingOptions {
  /** By row, when the answer to its change came. */
  readonly answered: ReadonlyMap<number, number>;
  readonly recorder: Recorder;
  readonly ledger: FollowedLedger;
}

/**
 * Keeps what a check found beside the journal, in place of what the one before found, with its digest in the ledger.
 * The line comes first: a process that is killed in between leaves the file under the name that it has until then, and
 * what never got its line is nothing. Never throws.
 * See docs/decisions/2026-11-26-recorded-checks.md.
 */
export async function keepCheck(
  run: ReadableRun,
  found: readonly VerifiedResult[],
  { answered, recorder, ledger }: KeepingOptions,
): Promise<KeptCheck> {
  const { path, header } = run;
  const { run_id } = header;
  const runs = dirname(path);
  if (found.length === 0) return { ledger_digest: null, trouble: null };
  try {
    // Two checks at once keep one after the other.
    const { pid, isAlive } = recorder;
    const processes = { pid, isAlive, waits: uninterrupted(recorder.waits) };
    return await withLock(checksLock(runs), processes, 'is keeping a check', async (isLost) => {
      const results = withEarlier(await earlierCheck(run, ledger), found, answered);
      const journal = await recordedJournal(path, run_id, recorder, ledger);
      const verified = writeNext(path, results);
      if (isLost()) throw new Error('another process keeps a check of it');
      const ledger_digest =
        journal === null
          ? null
          : await appendLine(runs, recorder, { run_id, digest: () => journal, verified });
      rename(nextVerifiedFile(path), verifiedFile(path));
      syncFolder(dirname(verifiedFile(path)));
      return { ledger_digest, trouble: null };
    });
  } catch (error) {
    const trouble = `what was found about run ${run_id} could not be kept: ${reason(error)}`;
    return { ledger_digest: null, trouble };
  }
}

/** Throws where lines of the ledger were not read: the newest may be among them. */
async function wholeChain(runs: string, ledger: FollowedLedger): Promise<Chain> {
  const chain = await ledger.read();
  const unread = chain.faults.find(({ line, state }) => line > chain.lines && state === 'broken');
  if (unread !== undefined) throw unreadableLedger(runs, new Error(unread.what));
  return chain;
}

/** What the check before found, but for rows with a request since that has no answer. */
async function earlierCheck(
  { path, header, states }: ReadableRun,
  ledger: FollowedLedger,
): Promise<readonly VerifiedResult[]> {
  const line = lastLineOf(await wholeChain(dirname(path), ledger), header.run_id, isOfCheck);
  const file = line?.verified === undefined ? null : await recordedVerified(path, line.verified);
  // The process of that check was killed before its file got its name: the next one would take its place.
  if (file === nextVerifiedFile(path)) rename(file, verifiedFile(path));
  const found = file === null ? [] : [...(await readVerified(verifiedFile(path))).rows.values()];
  return found.filter(({ row }) => !states.isSentFrom(row, line?.length ?? 0));
}

/**
 * What was found; and what the check before found, with its time, of rows that were not asked about now, as after an
 * interrupt, and of those of whom nothing can be known now, where they were not changed since.
 */
function withEarlier(
  earlier: readonly VerifiedResult[],
  found: readonly VerifiedResult[],
  answered: ReadonlyMap<number, number>,
): readonly VerifiedResult[] {
  const byRow = new Map(earlier.map((result) => [result.row, result]));
  for (const result of found) {
    const before = byRow.get(result.row);
    const isKept =
      result.verified === 'unknown' &&
      before !== undefined &&
      before.verified !== 'unknown' &&
      Date.parse(before.verified_at) >= (answered.get(result.row) ?? 0);
    if (!isKept) byRow.set(result.row, result);
  }
  return [...byRow.values()].sort((one, other) => one.row - other.row);
}

async function appendLine(runs: string, recorder: Recorder, end: EndOfWork): Promise<string> {
  const { digest, trouble } = await appendLedgerLine(runs, recorder, end);
  if (trouble !== null) throw new Error(trouble);
  return digest;
}

/**
 * What the ledger says of a run's journal, which the line of a check repeats: a check must not vouch for records that
 * were added by hand. A run that was killed, or is older than the ledger, gets its own line first. Null for a run that
 * the ledger does not have: what was found stays out of it too. Throws where the newest line of the run cannot be read.
 */
async function recordedJournal(
  path: string,
  run_id: string,
  recorder: Recorder,
  ledger: FollowedLedger,
): Promise<JournalDigest | null> {
  const runs = dirname(path);
  const journal = journalFile(path);
  if (!existsSync(journal)) throw new Error('the run was deleted meanwhile');
  const digest = () => digestJournal(journal);
  const { state } = await checkRun(runs, run_id, await ledger.read(), recorder);
  if (state === 'not_yet_recorded' || state === 'before_ledger') {
    await appendLine(runs, recorder, { run_id, digest });
  }
  const last = lastLineOf(await ledger.read(), run_id, (line) => !isOfCheck(line));
  if (last !== undefined) return last;
  if (state === 'in_progress') return digest();
  // Beside the line of an earlier check, a file that is in no line would look like an edited one.
  if (state !== 'not_recorded') throw new Error('its line in the ledger cannot be read');
  return null;
}

/** Writes a line for each result, never all of them as one text; gives back the SHA-256 (hex) of the file. */
function writeNext(path: string, results: readonly VerifiedResult[]): string {
  const next = nextVerifiedFile(path);
  rmSync(next, { force: true });
  const fd = openSync(next, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    const text = new GatheredText();
    for (const result of results) {
      text.add(`${JSON.stringify(result)}\n`);
      if (text.size >= BYTES_AT_ONCE || result === results.at(-1)) {
        const bytes = text.take();
        hash.update(bytes);
        writeAll(fd, bytes);
      }
    }
    fsyncSync(fd);
    return hash.digest('hex');
  } finally {
    closeSync(fd);
  }
}
