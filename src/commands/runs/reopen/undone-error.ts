import type { Context } from '../../../cli/context.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { FoundRun } from '../../../runs/journal/run-reader.ts';
import { type Summary, undoneBy } from '../../../runs/summary.ts';

/** The refusal to undo a run once more. An undo that was cut off is better gone on with than begun once more. */
export function undoneError({ next }: Context, undone: Summary, { summary, states }: FoundRun): CliError {
  const { run_id } = undone;
  const message = `run ${run_id} ${undoneBy(summary, undone)}: nothing was sent`;
  const isOpen = states.countOpen() > 0;
  const first = isOpen
    ? `to continue: ${next(`runs resume ${summary.run_id}`)}`
    : next(`runs show ${summary.run_id}`);
  const hint = `${first}; to undo it again: ${next(`runs undo ${run_id} --again`)}`;
  return new CliError('UNDONE', EXIT.usage, message, hint);
}
