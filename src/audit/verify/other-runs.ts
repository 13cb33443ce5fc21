import { statSync } from 'node:fs';
import { orElse } from '../../or-else.ts';
import type { ReadableRun } from '../../runs/journal/recorded-results.ts';
import { type RunEntry, runEntries, runPath } from '../../runs/journal/run-folders.ts';
import { journalFile } from '../../runs/journal/run-paths.ts';
import { markedRuns } from '../../runs/ledger/at-work.ts';
import { type Chain, FollowedLedger, lastLineOf } from '../../runs/ledger/checks/read-chain.ts';
import { isOfCheck } from '../../runs/ledger/ledger-line.ts';
import { type BegunRun, RunOrder } from '../../runs/ledger/run-order.ts';
import { secondOf } from '../../runs/list/newest-run.ts';
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
 * read once for all that are asked about, and again where it was written meanwhile, which a mark of work or a line of
 * the ledger tells; none of which the ledger says that it ended before.
 */
export class OtherRuns {
  /** Which of two runs came later, when the first check began. */
  readonly order: RunOrder;
  readonly #runs: string;
  readonly #ledger: FollowedLedger;
  /** What it did is no other run's; null where each of several runs is another to the rest. */
  readonly #own: string | null;
  readonly #since: number;
  /** Whether a run came later than one of them, though its times say otherwise. */
  readonly #isBehindAny: (run_id: string) => boolean;
  readonly #read = new Map<string, ReadJournal>();
  readonly #ofUser = new Map<string, RunChange[]>();
  readonly #unread = new Set<string>();
  readonly #firstSecond: string;
  /** The lines of the ledger at the last look, and how many it had; none before, and where it could not be read. */
  #order: readonly string[] | undefined;
  #lines = 0;

  constructor(runs: string, of: readonly ReadableRun[], ledger = new FollowedLedger(runs)) {
    this.#runs = runs;
    this.#ledger = ledger;
    this.#own = of.length === 1 ? (of[0]?.header.run_id ?? null) : null;
    this.#since = Math.min(...of.map(beginning));
    this.#firstSecond = of.map(({ header }) => secondOf(header.run_id)).sort()[0] ?? '';
    this.order = RunOrder.read(runs);
    this.#isBehindAny = this.order.behindAny(of.map(({ header }) => header));
  }

  /**
   * What runs but this one changed of some people in the same organization, the newest run first. It begins before the
   * run did: the API's log may date a change of a moment before as one of a moment after.
   */
  async changes(run: ReadableRun, people: ReadonlySet<string>): Promise<readonly RunChange[]> {
    await this.#look();
    const { run_id, organization_id, origin } = run.header;
    const since = beginning(run);
    const isMeant = (change: RunChange) =>
      change.run_id !== run_id &&
      change.organization_id === organization_id &&
      change.origin === origin &&
      (change.at >= since || this.order.isBehind(change.run_id, run.header));
    const found = [...people].flatMap((user_id) => this.#ofUser.get(user_id)?.filter(isMeant) ?? []);
    return found.sort((one, other) => (one.run_id === other.run_id ? 0 : one.run_id < other.run_id ? 1 : -1));
  }

  /** The runs that were looked at, may have been begun later than one of them, and cannot be read. */
  unreadable = (): readonly string[] =>
    [...this.#unread].filter((id) => secondOf(id) >= this.#firstSecond || this.#isBehindAny(id));

  /** Whom the runs changed that were looked at. */
  people = (): Iterable<string> => this.#ofUser.keys();

  /** Looks at all runs the first time, then at those that were worked on since. */
  async #look(): Promise<void> {
    // Before the ledger: a run has its line when it loses its mark.
    const marked = markedRuns(this.#runs);
    const chain = await this.#ledger.read().catch(() => null);
    // Of a ledger that was cut or replaced meanwhile, it is not known which lines are new.
    const entries =
      chain === null || chain.order !== this.#order
        ? runEntries(this.#runs)
        : this.#entriesOf(new Set([...chain.order.slice(this.#lines), ...marked]));
    this.#order = chain?.order;
    this.#lines = chain?.order.length ?? 0;
    for (const entry of entries) if (entry.id !== this.#own) await this.#readAgain(entry, chain);
  }

  /** Without those that are not to be believed by now. */
  #entriesOf(ids: ReadonlySet<string>): RunEntry[] {
    return [...ids].flatMap((id) => orElse(() => [{ id, path: runPath(this.#runs, id) }], []));
  }

  async #readAgain({ id, path }: RunEntry, chain: Chain | null): Promise<void> {
    const { size, mtimeMs } = statSync(journalFile(path), { throwIfNoEntry: false }) ?? {};
    const stamp = `${size} ${mtimeMs}`;
    const before = this.#read.get(id);
    if (before?.stamp === stamp) return;
    for (const { user_id } of before?.changes ?? []) {
      const others = this.#ofUser.get(user_id)?.filter(({ run_id }) => run_id !== id);
      this.#ofUser.set(user_id, others ?? []);
    }
    this.#unread.delete(id);
    const changes: RunChange[] = [];
    const since = this.#isBehindAny(id) ? Number.NEGATIVE_INFINITY : this.#since;
    if (!isOver(chain, { id, size, since })) {
      for await (const change of changesOfRuns(
        this.#runs,
        [id],
        () => since,
        (unread) => this.#unread.add(unread),
      )) {
        changes.push(change);
        const known = this.#ofUser.get(change.user_id);
        if (known === undefined) this.#ofUser.set(change.user_id, [change]);
        else known.push(change);
      }
    }
    this.#read.set(id, { stamp, changes });
  }
}

/** Whether the ledger has the whole journal of a run, and had it before `since`. */
function isOver(
  chain: Chain | null,
  { id, size, since }: { readonly id: string; readonly size: number | undefined; readonly since: number },
): boolean {
  const line = chain === null ? undefined : lastLineOf(chain, id, (one) => !isOfCheck(one));
  return line !== undefined && line.length === size && Date.parse(line.at) < since - MARGIN_MS;
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
