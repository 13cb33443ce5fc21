import { existsSync } from 'node:fs';
import { reason } from '../../errors/reason.ts';
import { damageText } from '../../runs/journal/journal-reader.ts';
import { runIds } from '../../runs/journal/run-folders.ts';
import type { FoundRun } from '../../runs/journal/run-reader.ts';
import { rowsFlaw } from '../../runs/journal/run-rows.ts';
import type { Chain } from '../../runs/ledger/checks/read-chain.ts';
import { recordedVerified, verifiedFile } from '../../runs/ledger/checks/verified-file.ts';
import type { LedgerLine } from '../../runs/ledger/ledger-line.ts';
import { counted } from '../../text/counted.ts';
import { readVerified, type VerifiedResult } from '../verified-results.ts';
import { isOfFile } from './file-errors.ts';

/** The newest check of a run, and why it is not to be believed whole; null where it is. */
export interface ReadChecks {
  readonly rows: ReadonlyMap<number, VerifiedResult>;
  readonly gap: string | null;
}

/** The lines that the ledger has of a run; undefined: it has none. */
export interface LinesOfRun {
  readonly ofJournal: LedgerLine | undefined;
  readonly ofCheck: LedgerLine | undefined;
}

const NO_CHECK: ReadChecks = { rows: new Map(), gap: null };
const EDITED_CHECK = 'what its newest check found does not match the ledger: it was edited or removed since';
const UNKNOWN_CHECK =
  'what its newest check found is in no line of the ledger: an older version wrote it, or it was put there';

/** The newest check of a run, as far as it can be read and is what the ledger says of it. */
export async function readChecks(path: string, { ofJournal, ofCheck }: LinesOfRun): Promise<ReadChecks> {
  try {
    const wanted = ofCheck?.verified;
    const isThere = existsSync(verifiedFile(path));
    if (wanted === undefined && !isThere) return NO_CHECK;
    // Where the ledger does not have the run, it does not have the check of it either.
    if (wanted === undefined && ofJournal !== undefined) return { ...NO_CHECK, gap: UNKNOWN_CHECK };
    const file = wanted === undefined ? verifiedFile(path) : await recordedVerified(path, wanted);
    if (file === null) return { ...NO_CHECK, gap: EDITED_CHECK };
    const { rows, damaged } = await readVerified(file);
    return {
      rows,
      gap: damaged === 0 ? null : `${counted(damaged, 'line')} of its newest check cannot be read`,
    };
  } catch (error) {
    if (!isOfFile(error)) throw error;
    return { rows: new Map(), gap: `its newest check cannot be read: ${reason(error)}` };
  }
}

/**
 * What is missing from the evidence of a run or is not to be believed. `edited`: how many records are of another user
 * than their row; `others`: gaps that were found already.
 */
export async function runGaps(
  found: FoundRun,
  edited: number,
  others: readonly (string | null)[],
): Promise<string[]> {
  const { damage } = found;
  const gaps = [
    damage && damageText(damage),
    edited === 0
      ? null
      : `of another user than the row, which is shown: ${counted(edited, 'record')} of its journal`,
    await rowGap(found),
    ...others,
  ];
  return gaps.filter((gap) => gap !== null);
}

async function rowGap(found: FoundRun): Promise<string | null> {
  try {
    return await rowsFlaw(found);
  } catch (error) {
    if (!isOfFile(error)) throw error;
    return `its checked rows cannot be read: ${reason(error)}`;
  }
}

export interface MissingRuns {
  /** By `runs delete`. */
  readonly deleted: readonly string[];
  /** By other means. */
  readonly gone: readonly string[];
}

/** Finds them among the runs that `isMeant` says a report is of. `chain`: null where the ledger cannot be read. */
export function missingRuns(
  runs: string,
  chain: Chain | null,
  isMeant: (run_id: string) => boolean,
): MissingRuns {
  const there = new Set(runIds(runs));
  const deleted: string[] = [];
  const gone: string[] = [];
  for (const [run_id, lines] of chain?.runs ?? []) {
    if (there.has(run_id) || !isMeant(run_id)) continue;
    (lines.some((line) => line.deleted) ? deleted : gone).push(run_id);
  }
  return { deleted: deleted.sort(), gone: gone.sort() };
}
