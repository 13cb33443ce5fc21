import { lstatSync } from 'node:fs';
import { FollowedLedger } from '../../runs/ledger/checks/read-chain.ts';
import { ledgerFile } from '../../runs/ledger/ledger-file.ts';
import { type ReadLedger, readLedger } from './ledger-lines.ts';

/** The ledger while other processes write into it. */
export class LedgerMeanwhile {
  readonly #runs: string;
  readonly #followed: FollowedLedger;
  #now: ReadLedger;
  /** Its length before it was read. */
  #bytes: number | undefined;

  private constructor(runs: string, followed: FollowedLedger, now: ReadLedger, bytes: number | undefined) {
    this.#runs = runs;
    this.#followed = followed;
    this.#now = now;
    this.#bytes = bytes;
  }

  static async read(runs: string): Promise<LedgerMeanwhile> {
    const bytes = lengthOf(runs);
    const followed = new FollowedLedger(runs);
    return new LedgerMeanwhile(runs, followed, await readLedger(followed), bytes);
  }

  /** As it was read last. */
  get now(): ReadLedger {
    return this.#now;
  }

  /** Finds something out by the ledger, and once more where that looks wrong and the ledger has grown meanwhile. */
  async settled<F>(find: (ledger: ReadLedger) => Promise<F>, isWrong: (found: F) => boolean): Promise<F> {
    const found = await find(this.#now);
    if (!isWrong(found)) return found;
    const bytes = lengthOf(this.#runs);
    if (bytes === this.#bytes) return found;
    const before = this.#now.chain?.digest;
    this.#bytes = bytes;
    this.#now = await readLedger(this.#followed);
    return this.#now.chain?.digest === before ? found : find(this.#now);
  }
}

const lengthOf = (runs: string) => lstatSync(ledgerFile(runs), { throwIfNoEntry: false })?.size;
