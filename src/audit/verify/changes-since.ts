import { type ReadableRun, recordedRows } from '../../runs/journal/recorded-results.ts';
import { runIds, runPath } from '../../runs/journal/run-folders.ts';
import { readRun } from '../../runs/journal/run-reader.ts';
import type { OwnChange } from '../own-changes.ts';

/**
 * The changes that other runs of ours made in the same organization since a run began. Runs that cannot be read are
 * left out: `runs list` reports them.
 */
export async function changesSince(runs: string, { header }: ReadableRun): Promise<readonly OwnChange[]> {
  const changes: OwnChange[] = [];
  for (const id of runIds(runs)) {
    if (id === header.run_id) continue;
    const other = await readRun(runPath(runs, id)).catch(() => null);
    if (other === null || other.header.organization_id !== header.organization_id) continue;
    if (other.header.origin !== header.origin) continue;
    for await (const { record, at } of recordedRows(other)) {
      if (at === null || at < header.created_at || record.changed !== true || record.user_id === null)
        continue;
      changes.push({ user_id: record.user_id, action: other.header.action, at: Date.parse(at) });
    }
  }
  return changes;
}
