import { statSync } from 'node:fs';
import { reason, systemCode } from '../../../errors/reason.ts';
import { lineBlocks } from '../../../system/file-lines.ts';
import { ledgerFile, trustLedger, unreadableLedger } from '../ledger-file.ts';
import { type LedgerLine, readLedgerLine, sha256Of } from '../ledger-line.ts';

/** A line of the ledger, by its number from 1. */
export interface NumberedLine extends LedgerLine {
  readonly line: number;
}

/** A line of the ledger that is not as this program leaves it. */
export interface ChainFault {
  readonly line: number;
  /** The run that it concerns; null where the line does not say. */
  readonly run_id: string | null;
  /** `torn`: a last line without its end, as a power cut leaves it. */
  readonly state: 'broken' | 'forked' | 'torn';
  readonly what: string;
}

/** What the ledger says, and whether its lines hold together. */
export interface Chain {
  readonly lines: number;
  /** The lines of each run, in order. */
  readonly runs: ReadonlyMap<string, readonly NumberedLine[]>;
  readonly faults: readonly ChainFault[];
  /** When its first line was written; null without one, and where that is lost or cannot be read. */
  readonly begun_at: string | null;
  /** The digest of its last whole line, hex; null without one. */
  readonly digest: string | null;
  /** Its length in bytes; null where there is no ledger. */
  readonly bytes: number | null;
}

/** Reads the whole ledger. Throws `CliError` where it cannot be read, or other users could have written it. */
export async function readChain(runs: string): Promise<Chain> {
  try {
    trustLedger(runs);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw unreadableLedger(runs, error);
    return { lines: 0, runs: new Map(), faults: [], begun_at: null, digest: null, bytes: null };
  }
  const reader = new ChainReader();
  let whole = 0;
  try {
    for await (const block of lineBlocks(ledgerFile(runs))) {
      for (const { text, offset, bytes } of block) {
        reader.add(text);
        whole = offset + bytes + 1;
      }
    }
  } catch (error) {
    if (systemCode(error) !== null) throw unreadableLedger(runs, error);
    // A line longer than any of ours: what follows it is not read.
    return { ...reader.end(reason(error)), bytes: statSync(ledgerFile(runs)).size };
  }
  const bytes = statSync(ledgerFile(runs)).size;
  return { ...reader.end(bytes > whole ? TORN : null), bytes };
}

class ChainReader {
  readonly #runs = new Map<string, NumberedLine[]>();
  readonly #faults: ChainFault[] = [];
  /** The digest of each line so far, with its number. */
  readonly #digests = new Map<string, number>();
  #lines = 0;
  #begun_at: string | null = null;
  #last: { readonly digest: string | null; readonly run_id: string | null; readonly isBroken: boolean } = {
    digest: null,
    run_id: null,
    isBroken: false,
  };

  add(text: string): void {
    this.#lines += 1;
    const line = readLedgerLine(text);
    const digest = sha256Of(text);
    if (line === null) this.#fault('broken', RUN.exec(text)?.[1] ?? null, 'the line cannot be read');
    else {
      this.#follow(line);
      if (this.#lines === 1 && line.previous === null) this.#begun_at = line.at;
      const lines = this.#runs.get(line.run_id);
      const numbered = { ...line, line: this.#lines };
      if (lines === undefined) this.#runs.set(line.run_id, [numbered]);
      else lines.push(numbered);
    }
    this.#digests.set(digest, this.#lines);
    this.#last = { digest, run_id: line?.run_id ?? null, isBroken: line === null };
  }

  /** After a line that cannot be read, nothing is known of what the next one follows. */
  #follow({ previous, run_id }: LedgerLine): void {
    const { digest, isBroken } = this.#last;
    if (previous === digest || isBroken) return;
    const before = this.#lines - 1;
    const followed = previous === null ? 0 : this.#digests.get(previous);
    if (digest === null) this.#fault('broken', run_id, 'lines before it were taken out');
    else if (followed !== undefined) {
      const where = followed === 0 ? 'nothing' : `line ${followed}`;
      this.#fault('forked', run_id, `it follows ${where}, as line ${followed + 1} does`);
    } else {
      const what = `line ${before} was edited, or lines between it and line ${this.#lines} were taken out`;
      this.#faults.push({ run_id: this.#last.run_id, line: before, state: 'broken', what });
    }
  }

  #fault(state: ChainFault['state'], run_id: string | null, what: string): void {
    this.#faults.push({ run_id, line: this.#lines, state, what });
  }

  /** `rest`: what is wrong with what follows the last line; null where nothing does. */
  end(rest: string | null): Omit<Chain, 'bytes'> {
    if (rest !== null) {
      const state = rest === TORN ? 'torn' : 'broken';
      this.#faults.push({ run_id: null, line: this.#lines + 1, state, what: rest });
    }
    return {
      lines: this.#lines,
      runs: this.#runs,
      faults: this.#faults,
      begun_at: this.#begun_at,
      digest: this.#last.digest,
    };
  }
}

const TORN = 'the line has no end, as a power cut leaves it: the next change cuts it off';

const RUN = /^\{"run_id":"(\d{8}-\d{6}-[0-9a-f]{4}(?:-\d{1,6})?)"/;
