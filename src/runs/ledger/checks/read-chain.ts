import { type Stats, statSync } from 'node:fs';
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
  /** The runs of its lines, in order, as often as they have lines. */
  readonly order: readonly string[];
  readonly faults: readonly ChainFault[];
  /** When its first line was written; null without one, and where that is lost or cannot be read. */
  readonly begun_at: string | null;
  /** The digest of its last whole line, hex; null without one. */
  readonly digest: string | null;
  /** Its length in bytes; null where there is no ledger. */
  readonly bytes: number | null;
}

/** Reads the whole ledger. Throws `CliError` where it cannot be read, or other users could have written it. */
export const readChain = (runs: string): Promise<Chain> => new FollowedLedger(runs).read();

/** The ledger while lines come to it: each is read once, however often it is asked for. */
export class FollowedLedger {
  readonly #runs: string;
  #reader = new ChainReader();
  /** The length of the lines that were read. */
  #whole = 0;
  #file: Stats | undefined;
  #chain: Chain | null = null;

  constructor(runs: string) {
    this.#runs = runs;
  }

  /** What it says now; the lines of its runs grow with the next call. Throws as `readChain` does. */
  async read(): Promise<Chain> {
    const file = ledgerFile(this.#runs);
    try {
      trustLedger(this.#runs);
      const now = statSync(file);
      const isSame = now.size === this.#file?.size && now.mtimeMs === this.#file.mtimeMs;
      if (this.#isOther(now)) this.#beginAnew();
      this.#file = now;
      if (this.#chain !== null && isSame) return this.#chain;
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw unreadableLedger(this.#runs, error);
      this.#beginAnew();
      return { ...this.#reader.end(null), bytes: null };
    }
    let unread: string | null = null;
    try {
      for await (const block of lineBlocks(file, this.#whole)) {
        for (const { text, offset, bytes } of block) {
          this.#reader.add(text);
          this.#whole = offset + bytes + 1;
        }
      }
    } catch (error) {
      if (systemCode(error) !== null) throw unreadableLedger(this.#runs, error);
      // A line longer than any of ours: what follows it is not read.
      unread = reason(error);
    }
    const bytes = statSync(file).size;
    this.#chain = { ...this.#reader.end(unread ?? (bytes > this.#whole ? TORN : null)), bytes };
    return this.#chain;
  }

  /** Another file, or one that was cut or edited. */
  #isOther({ ino, size, mtimeMs }: Stats): boolean {
    const isEdited = size === this.#whole && mtimeMs !== this.#file?.mtimeMs;
    return ino !== this.#file?.ino || size < this.#whole || isEdited;
  }

  #beginAnew(): void {
    this.#reader = new ChainReader();
    this.#whole = 0;
    this.#chain = null;
  }
}

class ChainReader {
  readonly #runs = new Map<string, NumberedLine[]>();
  readonly #order: string[] = [];
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
    if (line === null) this.#fault('broken', RUN.exec(text)?.[1] ?? null, UNREADABLE_LINE);
    else {
      this.#follow(line);
      if (this.#lines === 1 && line.previous === null) this.#begun_at = line.at;
      const lines = this.#runs.get(line.run_id) ?? [];
      this.#runs.set(line.run_id, lines);
      lines.push({ ...line, line: this.#lines });
      this.#order.push(line.run_id);
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
    const state: ChainFault['state'] = rest === TORN ? 'torn' : 'broken';
    const faults = rest === null ? [] : [{ run_id: null, line: this.#lines + 1, state, what: rest }];
    return {
      lines: this.#lines,
      runs: this.#runs,
      order: this.#order,
      faults: [...this.#faults, ...faults],
      begun_at: this.#begun_at,
      digest: this.#last.digest,
    };
  }
}

const UNREADABLE_LINE = 'the line cannot be read';
const TORN = 'the line has no end, as a power cut leaves it: the next change cuts it off';

const RUN = /^\{"run_id":"(\d{8}-\d{6}-[0-9a-f]{4}(?:-\d{1,6})?)"/;

/**
 * The last line that a ledger has of a run's journal, or of a check of it; undefined without one, and where a line of
 * the run after it cannot be read.
 */
export function lastLineOf(chain: Chain, run_id: string, isWanted: (line: LedgerLine) => boolean) {
  const last = chain.runs.get(run_id)?.findLast(isWanted);
  const isUnread = ({ run_id: id, line, what }: ChainFault) =>
    id === run_id && what === UNREADABLE_LINE && line > (last?.line ?? 0);
  return chain.faults.some(isUnread) ? undefined : last;
}
