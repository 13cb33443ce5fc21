import { isStillBeating } from '../../system/locks/beat.ts';
import type { Processes } from '../../system/locks/lock-holder.ts';
import { leaseFile } from '../journal/run-folders.ts';
import { heldError } from '../journal/run-lease.ts';
import type { FoundRun } from '../journal/run-reader.ts';

/**
 * Throws `CliError` (exit 1) while the call that made a run of one may still wait for its answer. Returns at once for
 * runs of many, which have a lease.
 */
export async function requireCallOver(
  { path, header, summary }: FoundRun,
  processes: Processes,
): Promise<void> {
  if (header.row === undefined || summary.exit_code !== null) return;
  const holder = header.holder ?? null;
  if (await isStillBeating(path, `${leaseFile(path)}.probe`, holder, processes)) throw heldError(holder);
}
