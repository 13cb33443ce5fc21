import type { Context } from '../../../cli/context.ts';
import type { FoundRun } from '../../../runs/journal/run-reader.ts';

/** Says where the record of a run is not to be believed. `doubt`: null where it is. */
export async function tellDoubt(
  { io, next }: Context,
  { header }: FoundRun,
  doubt: string | null,
): Promise<void> {
  if (doubt === null) return;
  const look = next('runs verify --journal');
  await io.warn(`run ${header.run_id} may not be what was done: ${doubt}: ${look}`);
}
