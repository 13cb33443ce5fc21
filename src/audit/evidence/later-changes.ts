import { runIds } from '../../runs/journal/run-folders.ts';
import { RunOrder } from '../../runs/ledger/run-order.ts';
import { secondOf } from '../../runs/list/newest-run.ts';
import { counted } from '../../text/counted.ts';
import { changesOfRuns, type RunChange } from '../changes-of-runs.ts';
import { DRAFT_MS, timeOfId } from '../report/chosen-runs.ts';
import type { ReportedRun } from '../report/report.ts';
import type { ReportPerson } from '../report/report-person.ts';

/** The people, and by run what is to be said of changes of which no answer came. */
interface LaterChanges {
  readonly people: readonly ReportPerson[];
  readonly open: ReadonlyMap<string, readonly string[]>;
  /** By run, the others that may have been begun later, and cannot be read. */
  readonly unread: ReadonlyMap<string, readonly string[]>;
}

type Change = Pick<RunChange, 'run_id' | 'created_at' | 'action' | 'at'>;

/**
 * The same people, each with the newest change that a later run of ours made to them, be it in the report or not. What
 * a run changed that was begun long before the first of the report, and resumed after it, is not seen.
 * See docs/decisions/2026-11-26-lines-of-a-report.md.
 */
export async function withLaterChanges(
  runs: string,
  reported: readonly ReportedRun[],
  people: readonly ReportPerson[],
): Promise<LaterChanges> {
  const runOf = new Map(reported.map((run) => [run.run_id, run]));
  const keyOf = ({ run_id, organization_id, user_id }: ReportPerson) =>
    `${runOf.get(run_id)?.origin} ${organization_id} ${user_id}`;
  const createdAt = (run_id: string) => runOf.get(run_id)?.created_at ?? '';
  const order = RunOrder.read(runs);
  const first = Math.min(...reported.map(({ created_at }) => Date.parse(created_at)));
  const isBehind = order.behindAny(reported);
  const others = runIds(runs).filter(
    (id) => !runOf.has(id) && ((timeOfId(id) ?? 0) >= first - DRAFT_MS || isBehind(id)),
  );
  if (reported.length < 2 && others.length === 0) return { people, open: new Map(), unread: new Map() };
  const keys = new Set(people.filter(({ user_id }) => user_id !== null).map(keyOf));
  const newest = new Map<string, Change>();
  const doubts = new Map<string, Change>();
  const see = (known: Map<string, Change>, key: string, change: Change) => {
    const before = known.get(key);
    if (keys.has(key) && (before === undefined || order.isAfter(change, before))) known.set(key, change);
  };
  for (const person of people) {
    const { run_id, action, changed_at } = person;
    if (changed_at === null) continue;
    see(newest, keyOf(person), { run_id, created_at: createdAt(run_id), action, at: Date.parse(changed_at) });
  }
  // When a request without an answer was sent is known from the journal alone.
  const unanswered = new Set(
    people.filter(({ outcome }) => outcome === 'unknown').map(({ run_id }) => run_id),
  );
  const since = (id: string) => (isBehind(id) ? Number.NEGATIVE_INFINITY : first);
  const unread: string[] = [];
  const readable = changesOfRuns(runs, [...others, ...unanswered], since, (id) => unread.push(id));
  for await (const change of readable) {
    const key = `${change.origin} ${change.organization_id} ${change.user_id}`;
    see(change.isInDoubt ? doubts : newest, key, change);
  }
  const later = people.map((person) => {
    const change = newest.get(keyOf(person));
    const { run_id, changed_at } = person;
    const at = Date.parse(changed_at ?? createdAt(run_id));
    return change &&
      change.run_id !== run_id &&
      order.isAfter(change, { run_id, created_at: createdAt(run_id), at })
      ? { ...person, later_run: change.run_id, later_action: change.action }
      : person;
  });
  return {
    people: later,
    unread: new Map(
      reported.map((run) => [
        run.run_id,
        unread.filter((id) => secondOf(id) >= secondOf(run.run_id) || order.isBehind(id, run)),
      ]),
    ),
    open: openChanges(people, (person) => {
      const [open, change] = [doubts.get(keyOf(person)), newest.get(keyOf(person))];
      return open && !(change && order.isAfter(change, open)) ? open : null;
    }),
  };
}

/** What was verified before a later run that may have changed the user, and of which no answer came. */
function openChanges(
  people: readonly ReportPerson[],
  doubtOf: (person: ReportPerson) => Change | null,
): ReadonlyMap<string, readonly string[]> {
  const counts = new Map<string, Map<string, number>>();
  for (const person of people) {
    const { run_id, verified_at } = person;
    const doubt = verified_at === null ? null : doubtOf(person);
    if (verified_at === null || doubt === null || doubt.run_id === run_id) continue;
    if (Date.parse(verified_at) > doubt.at) continue;
    const ofRun = counts.get(run_id) ?? new Map<string, number>();
    counts.set(run_id, ofRun.set(doubt.run_id, (ofRun.get(doubt.run_id) ?? 0) + 1));
  }
  const words = (run_id: string, [later, count]: readonly [string, number]) =>
    `run ${later} may have changed ${counted(count, 'person', 'people')} after this was verified, and got ` +
    `no answer: \`aitronos runs verify ${run_id}\` asks again`;
  return new Map(
    [...counts].map(([run_id, ofRun]) => [run_id, [...ofRun].map((each) => words(run_id, each))]),
  );
}
