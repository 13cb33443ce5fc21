import type { Context } from '../../../cli/context.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import { confirmationFor } from '../../../operations/operation.ts';
import { countUsers } from '../../../runs/summary.ts';
import type { CheckedRows } from './checked-rows.ts';
import type { RunRequest, RunSetup } from './run-request.ts';

/**
 * Step 6. In: rows in ids. Out: nothing. Asks once for all of them. Throws `CliError` where nobody can be
 * asked (exit 2) or declines (130).
 */
export async function confirmRun(setup: RunSetup, rows: CheckedRows): Promise<void> {
  const { context, operation, request } = setup;
  const typed = confirmationFor(operation, rows.count);
  await context.confirm(questionFor(setup, rows), request.yes === true, typed);
}

/**
 * Refuses a run whose question nobody will be able to answer, before anything is sent for it. Throws
 * `CliError` (usage).
 */
export function refuseUnanswerable(setup: RunSetup, rows: CheckedRows): void {
  const { context, request } = setup;
  if (!isAsked(request)) return;
  context.mustAsk(questionFor(setup, rows), request.yes === true);
}

/**
 * Rows that are typed at the terminal end its input, and with it all answers. Throws `CliError` (usage)
 * before they are read.
 */
export function refuseTypedRows({ environment }: Context, request: RunRequest): void {
  if (request.from !== '-' || environment.stdin.isTTY !== true || request.yes || !isAsked(request)) return;
  throw usageError(
    'the rows come from stdin, so there is nobody to ask',
    'add --yes, or put the rows into a file',
  );
}

const isAsked = ({ dryRun, check }: RunRequest): boolean => !dryRun && check !== true;

const questionFor = ({ operation, request }: RunSetup, { count, departments }: CheckedRows): string =>
  operation.question(countUsers(count), request.organization_id, [...departments]);
