import type { Context } from '../../context.ts';
import { CliError, EXIT } from '../../errors.ts';
import { rehearse } from '../../operations/dry-run.ts';
import type { Operation, Target } from '../../operations/operation.ts';
import { type Performed, perform } from '../../operations/perform.ts';
import { recordsCsv, recordsTable } from '../../operations/record.ts';
import type { View } from '../../output/view.ts';

export interface OneOptions {
  readonly strict?: true | undefined;
  readonly dryRun?: true | undefined;
}

/** Runs an operation for one user and shows what became of it. */
export async function runOne(
  context: Context,
  operation: Operation,
  target: Target,
  { strict, dryRun }: OneOptions,
): Promise<View> {
  if (dryRun) return rehearse(operation, [target], await context.rehearsal());
  const { clock, signal } = context.host;
  const client = await context.api();
  const progress = await context.progress();
  progress.say(`${operation.action} ${target.user_id}`);
  const performed = await perform(operation, client, target, { clock, signal });
  progress.stop();
  return performedView(operation, performed, strict === true);
}

function performedView(operation: Operation, { record, error }: Performed, strict: boolean): View {
  const settled = record.outcome === 'unchanged' && strict ? alreadySo(operation, record.user_id) : error;
  return {
    json: record,
    csv: recordsCsv([record]),
    // A reader gets the error in words; a row of dashes above it would only look like an answer.
    table: error === null ? recordsTable([record]) : '',
    notes: record.outcome === 'unchanged' && !strict ? [operation.alreadyNote(record.user_id)] : [],
    ...(settled === null ? {} : { error: settled }),
  };
}

function alreadySo(operation: Operation, user_id: string): CliError {
  return new CliError(operation.alreadyCode, EXIT.refused, operation.alreadyNote(user_id));
}
