import { statSync } from 'node:fs';
import type { ReadableRun } from '../../runs/journal/recorded-results.ts';
import { type RunEntry, runEntries } from '../../runs/journal/run-folders.ts';
import { journalFile } from '../../runs/journal/run-paths.ts';
import { findLastLines } from '../../runs/ledger/find-lines.ts';
import type { LedgerLine } from '../../runs/ledger/ledger-line.ts';
import { type BegunRun, RunOrder } from '../../runs/ledger/run-order.ts';
import { changesOfRuns, type RunChange } from '../changes-of-runs.ts';
import { CLOCKS_APART_MS } from '../own-changes.ts';

/** A clock may have been set back between the answers of a run and its line in the ledger. */
const MARGIN_MS = 24 * 60 * 60_000;

/** What a journal told, and how long and old it was. */
interface ReadJournal {
  readonly stamp: string;
  readonly changes: readonly RunChange[];
}

/**
 * What runs of ours changed since the oldest of some runs began. There may be ten thousand of them: each journal is
 * read once for all that are asked about, and again where it was written meanwhile; none of which the ledger says that
 * it ended before.
 */
export class OtherRuns {
  /** Which of two runs came later, when the first check began. */
  readonly order: RunOrder;
  readonly #runs: string;
  readonly #since: number;
  /** Whether a run came later than one of them, though its times say otherwise. */
  readonly #isBehindAny: (run_id: string) => boolean;
  readonly #read = new Map<string, ReadJournal>();
  #lines: Promise<ReadonlyMap<string, LedgerLine>> | undefined;

  constructor(runs: string, of: readonly ReadableRun[]) {
    this.#runs = runs;
    this.#since = Math.min(...of.map(beginning));
    this.order = RunOrder.read(runs);
    this.#isBehindAny = this.order.behindAny(of.map(({ header }) => header));
  }

  /**
   * What runs but this one changed in the same organization. It begins before the run did: the API's log may date a
   * change of a moment before as one of a moment after.
   */
  async changes(run: ReadableRun): Promise<readonly RunChange[]> {
    const { run_id, organization_id, origin } = run.header;
    const since = beginning(run);
    const found: RunChange[] = [];
    for (const entry of runEntries(this.#runs)) {
      if (entry.id === run_id) continue;
      const isBehind = this.order.isBehind(entry.id, run.header);
      for (const change of await this.#changesOf(entry)) {
        const isSamePlace = change.organization_id === organization_id && change.origin === origin;
        if (isSamePlace && (isBehind || change.at >= since)) found.push(change);
      }
    }
    return found;
  }

  async #changesOf({ id, path }: RunEntry): Promise<readonly RunChange[]> {
    const { size, mtimeMs } = statSync(journalFile(path), { throwIfNoEntry: false }) ?? {};
    const stamp = `${size} ${mtimeMs}`;
    const before = this.#read.get(id);
    if (before?.stamp === stamp) return before.changes;
    const changes: RunChange[] = [];
    const since = this.#isBehindAny(id) ? Number.NEGATIVE_INFINITY : this.#since;
    if (!(await this.#isOver(id, size, since))) {
      for await (const change of changesOfRuns(this.#runs, [id], () => since)) changes.push(change);
    }
    this.#read.set(id, { stamp, changes });
    return changes;
  }

  /** Whether the ledger has the whole journal of a run, and had it before `since`. */
  async #isOver(id: string, size: number | undefined, since: number): Promise<boolean> {
    this.#lines ??= findLastLines(this.#runs).catch(() => new Map());
    const line = (await this.#lines).get(id);
    return line !== undefined && line.length === size && Date.parse(line.at) < since - MARGIN_MS;
  }
}

const beginning = ({ header }: ReadableRun): number => Date.parse(header.created_at) - CLOCKS_APART_MS;

/** Finds the newest run that changed a user after `at`, in milliseconds since 1970; null without one. */
export function laterRunFinder(
  changes: readonly RunChange[],
  { run_id, created_at }: BegunRun,
  order: RunOrder,
): (user_id: string, at: number) => string | null {
  const newest = new Map<string, RunChange>();
  for (const change of changes) {
    if (change.isInDoubt) continue;
    const before = newest.get(change.user_id);
    if (before === undefined || order.isAfter(change, before)) newest.set(change.user_id, change);
  }
  return (user_id, at) => {
    const change = newest.get(user_id);
    return change !== undefined && order.isAfter(change, { run_id, created_at, at }) ? change.run_id : null;
  };
}
