import type { ReadableRun } from '../../runs/journal/recorded-results.ts';
import { runIds } from '../../runs/journal/run-folders.ts';
import { type BegunRun, RunOrder } from '../../runs/ledger/run-order.ts';
import { changesOfRuns, isAfter, type RunChange } from '../changes-of-runs.ts';
import { CLOCKS_APART_MS } from '../own-changes.ts';

/**
 * What other runs of ours changed in the same organization. It begins before the run did: the API's log may date a
 * change of a moment before as one of a moment after.
 */
export async function changesOfOthers(
  runs: string,
  { header }: ReadableRun,
  order = RunOrder.read(runs),
): Promise<readonly RunChange[]> {
  const { run_id, organization_id, origin, created_at } = header;
  const others = runIds(runs).filter((id) => id !== run_id);
  const since = Date.parse(created_at) - CLOCKS_APART_MS;
  const sinceOf = (id: string) => (order.isBehind(id, header) ? Number.NEGATIVE_INFINITY : since);
  const changes: RunChange[] = [];
  for await (const change of changesOfRuns(runs, others, sinceOf)) {
    if (change.organization_id === organization_id && change.origin === origin) changes.push(change);
  }
  return changes;
}

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
    if (before === undefined || isAfter(change, before, order)) newest.set(change.user_id, change);
  }
  return (user_id, at) => {
    const change = newest.get(user_id);
    return change !== undefined && isAfter(change, { run_id, created_at, at }, order) ? change.run_id : null;
  };
}
