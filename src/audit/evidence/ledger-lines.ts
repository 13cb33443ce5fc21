import { reason, systemCode } from '../../errors/reason.ts';
import { goneError } from '../../runs/journal/run-lost.ts';
import { journalFile } from '../../runs/journal/run-paths.ts';
import type { FoundRun } from '../../runs/journal/run-reader.ts';
import { type Chain, FollowedLedger, type NumberedLine } from '../../runs/ledger/checks/read-chain.ts';
import { standingWithoutLine } from '../../runs/ledger/checks/without-line.ts';
import { digestJournal } from '../../runs/ledger/journal-digest.ts';
import { isOfCheck, type LedgerLine, ledgerText, sha256Of } from '../../runs/ledger/ledger-line.ts';
import { isOfFile } from './file-errors.ts';

/** What the ledger says of runs, and why it is not to be believed; null where it is. */
export interface ReadLedger {
  /** Null where it cannot be read. */
  readonly chain: Chain | null;
  readonly gap: string | null;
}

/** Reads the ledger, and whether its lines hold together. One that another process writes just now is whole. */
export async function readLedger(followed: FollowedLedger): Promise<ReadLedger> {
  try {
    const chain = await followed.read();
    const fault = chain.faults.find(({ state }) => state !== 'torn');
    if (fault === undefined) return { chain, gap: null };
    return { chain, gap: `the ledger is inconsistent: line ${fault.line}: ${fault.what}` };
  } catch (error) {
    if (!isOfFile(error)) throw error;
    return { chain: null, gap: `the ledger cannot be read: ${reason(error)}` };
  }
}

/** The ledger while other processes write into it. */
export class LedgerMeanwhile {
  readonly #followed: FollowedLedger;
  #now: ReadLedger;

  private constructor(followed: FollowedLedger, now: ReadLedger) {
    this.#followed = followed;
    this.#now = now;
  }

  static async read(runs: string): Promise<LedgerMeanwhile> {
    const followed = new FollowedLedger(runs);
    return new LedgerMeanwhile(followed, await readLedger(followed));
  }

  /** As it was read last. */
  get now(): ReadLedger {
    return this.#now;
  }

  /** Finds something out by the ledger, and once more where that looks wrong and the ledger has grown meanwhile. */
  async settled<F>(find: (ledger: ReadLedger) => Promise<F>, isWrong: (found: F) => boolean): Promise<F> {
    const found = await find(this.#now);
    if (!isWrong(found)) return found;
    const before = this.#now.chain?.digest;
    this.#now = await readLedger(this.#followed);
    return this.#now.chain?.digest === before ? found : find(this.#now);
  }
}

/** The newest line of a run's journal, and that of its newest check. */
export function newestLines({ chain }: ReadLedger, run_id: string) {
  const lines = chain?.runs.get(run_id) ?? [];
  return { ofJournal: lines.findLast((line) => !isOfCheck(line)), ofCheck: lines.findLast(isOfCheck) };
}

/** SHA-256 of a line, hex. */
export const digestOfLine = (line: NumberedLine): string => sha256Of(ledgerText(line, line.previous));

/** What the ledger says against the journal of a run, and what it leaves open; null where nothing is. */
interface LedgerVerdict {
  readonly gap: string | null;
  readonly remark: string | null;
}

/**
 * What the ledger says of a run. `isOpen`: a process works on the run, or was killed at it. Throws `CliError` where the
 * run was deleted meanwhile.
 */
export function ledgerVerdict(found: FoundRun, { chain }: ReadLedger, isOpen: boolean): LedgerVerdict {
  const { path, length, header } = found;
  if (chain === null) return { gap: null, remark: null };
  const lines = (chain.runs.get(header.run_id) ?? []).filter((line) => !isOfCheck(line));
  if (lines.length === 0) return verdictWithoutLine(found, chain, isOpen);
  try {
    return { gap: ledgerGap(lines, journalFile(path), { length, isOpen }), remark: null };
  } catch (error) {
    throw systemCode(error) === 'ENOENT' ? goneError(header.run_id) : error;
  }
}

/** The same where the ledger has no line of its work; `isMarked`: a process works on it, or was killed at it. */
function verdictWithoutLine(found: FoundRun, chain: Chain, isMarked: boolean): LedgerVerdict {
  const { state, what } = standingWithoutLine(found, chain, isMarked);
  if (state === 'not_recorded') return { gap: what, remark: null };
  const isTold = chain.lines === 0 || chain.runs.has(found.header.run_id);
  return { gap: null, remark: isTold ? null : `nothing shows whether it was edited: ${what}` };
}

/**
 * What is wrong with a journal by its lines in the ledger; null where nothing is. A journal only grows, so each of them
 * stays true of its beginning. `length`: of the journal's whole lines. `isOpen`: a process works on the run, or was
 * killed at it, and wrote more than its lines tell.
 */
function ledgerGap(
  lines: readonly LedgerLine[],
  journal: string,
  { length, isOpen }: { readonly length: number; readonly isOpen: boolean },
): string | null {
  const lengths = lines.map((line) => line.length);
  const { prefixes } = digestJournal(journal, lengths);
  if (lines.some((line) => prefixes.get(line.length) !== line.sha256)) {
    return 'its journal does not match the ledger: it was edited or cut off since';
  }
  return isOpen || lengths.includes(length)
    ? null
    : 'its journal has records that the ledger does not: they were added';
}
