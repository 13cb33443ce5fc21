import type { ReadableRun } from '../../runs/journal/recorded-results.ts';
import { FollowedLedger } from '../../runs/ledger/checks/read-chain.ts';
import { LogOfRuns } from '../log-of-runs.ts';
import { OtherRuns } from './other-runs.ts';

/** What is read once for all runs that a call checks. */
export class CheckedTogether {
  readonly ledger: FollowedLedger;
  /** What later runs changed is named. */
  readonly others: OtherRuns;
  readonly log: LogOfRuns;

  /** `runs`: the folder of all runs. */
  constructor(runs: string, checked: readonly ReadableRun[]) {
    this.ledger = new FollowedLedger(runs);
    this.others = new OtherRuns(runs, checked, this.ledger);
    this.log = new LogOfRuns(checked, () => this.others.people());
  }
}
