import { runIds } from '../../runs/journal/run-folders.ts';
import { changesOfRuns, isAfter } from '../changes-of-runs.ts';
import { timeOfId } from '../report/chosen-runs.ts';
import type { ReportedRun } from '../report/report.ts';
import type { ReportPerson } from '../report/report-person.ts';

type Change = { readonly run_id: string; readonly action: ReportPerson['action']; readonly at: number };

/** A run's id has the second of its draft, and its question may have waited. */
const MARGIN_MS = 24 * 60 * 60_000;

/**
 * The same people, each with the newest change that a later run of ours made to them, be it in the report or not. What
 * a run changed that was begun long before the first of the report, and resumed after it, is not seen.
 * See docs/decisions/2026-11-26-lines-of-a-report.md.
 */
export async function withLaterChanges(
  runs: string,
  reported: readonly ReportedRun[],
  people: readonly ReportPerson[],
): Promise<readonly ReportPerson[]> {
  const runOf = new Map(reported.map((run) => [run.run_id, run]));
  const placeOf = ({ run_id, organization_id }: ReportPerson) =>
    `${runOf.get(run_id)?.origin} ${organization_id}`;
  const newest = new Map<string, Change | null>();
  const see = (key: string, change: Change) => {
    const before = newest.get(key);
    if (before === null || (before !== undefined && isAfter(change, before))) newest.set(key, change);
  };
  for (const person of people) {
    const { run_id, action, user_id, changed_at } = person;
    if (user_id === null) continue;
    const key = `${placeOf(person)} ${user_id}`;
    if (!newest.has(key)) newest.set(key, null);
    if (changed_at !== null) see(key, { run_id, action, at: Date.parse(changed_at) });
  }
  const first = Math.min(...reported.map(({ created_at }) => Date.parse(created_at)));
  const others = runIds(runs).filter((id) => !runOf.has(id) && (timeOfId(id) ?? 0) >= first - MARGIN_MS);
  for await (const change of changesOfRuns(runs, others, first)) {
    if (!change.isInDoubt) see(`${change.origin} ${change.organization_id} ${change.user_id}`, change);
  }
  return people.map((person) => {
    const change = newest.get(`${placeOf(person)} ${person.user_id}`);
    const { run_id, changed_at } = person;
    const at = Date.parse(changed_at ?? runOf.get(run_id)?.created_at ?? '');
    return change && change.run_id !== run_id && isAfter(change, { run_id, at })
      ? { ...person, later_run: change.run_id, later_action: change.action }
      : person;
  });
}
