import { reason } from '../../errors/reason.ts';
import { findLastLines, type LastLine } from '../../runs/ledger/find-lines.ts';
import type { LedgerLine } from '../../runs/ledger/ledger-line.ts';
import { fileDigest } from '../../system/reading/file-digest.ts';
import { isOfFile } from './file-errors.ts';

/** The newest line of each run in the ledger, and why the ledger is not to be believed; null where it is. */
export interface NewestLines {
  readonly of: ReadonlyMap<string, LastLine>;
  /** The line of each run's newest check. */
  readonly checks: ReadonlyMap<string, LastLine>;
  readonly gap: string | null;
}

/** Reads the newest line of each of these runs. Whether the lines hold together, `runs verify --journal` finds out. */
export async function newestLines(runs: string, ids: readonly string[]): Promise<NewestLines> {
  const named = new Set(ids);
  const isNamed = (id: string) => named.has(id);
  try {
    const of = await findLastLines(runs, isNamed);
    return { of, checks: await findLastLines(runs, isNamed, 'check'), gap: null };
  } catch (error) {
    if (!isOfFile(error)) throw error;
    return { of: new Map(), checks: new Map(), gap: `the ledger cannot be read: ${reason(error)}` };
  }
}

/**
 * What is wrong with a journal by its line in the ledger; null where nothing is. `length` and `digest`: of the
 * journal's whole lines. `isOpen`: a process works on the run, or was killed at it, and wrote more than its line tells.
 */
export async function ledgerGap(
  line: LedgerLine | undefined,
  journal: string,
  { length, digest, isOpen }: { readonly length: number; readonly digest: string; readonly isOpen: boolean },
): Promise<string | null> {
  if (line === undefined) return null;
  const found = line.length === length ? digest : await fileDigest(journal, line.length);
  if (line.length > length || found !== line.sha256) {
    return 'its journal is not what the ledger says: it was edited or cut off since';
  }
  return line.length === length || isOpen
    ? null
    : 'its journal has records that the ledger does not: they were added';
}
