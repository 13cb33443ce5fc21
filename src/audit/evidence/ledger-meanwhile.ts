import { FollowedLedger } from '../../runs/ledger/checks/read-chain.ts';
import { type ReadLedger, readLedger } from './ledger-lines.ts';

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
