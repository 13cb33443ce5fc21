import type { Context } from '../../../cli/context.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import { confirmationFor } from '../../../operations/operation.ts';
import { countUsers } from '../../../runs/summary.ts';
import type { CheckedRows } from './checked-rows.ts';
import type { RunPreflight } from './preflight-run.ts';
import { type GivenRequest, type GivenSetup, makesChange, type RunSetup } from './run-request.ts';
import { wholeQuestion } from './whole-question.ts';

/**
 * Step 6. In: rows in ids. Out: nothing. Asks one question for all rows. Throws `CliError` where there is no
 * terminal to ask at (exit 2) or the user declines (130).
 */
export async function confirmRun(
  setup: RunSetup,
  rows: CheckedRows,
  { departments }: Pick<RunPreflight, 'departments'>,
): Promise<void> {
  const { context, operation, request } = setup;
  const { yes } = request;
  if (yes || !context.canAsk()) return context.confirm(questionFor(setup, rows), { yes });
  const typed = confirmationFor(operation, rows.count - rows.absent);
  await context.confirm(await wholeQuestion(setup, rows, departments ?? []), { typed });
}

/** Refuses a run whose confirmation cannot be given, before anything is sent. Throws `CliError` (usage). */
export function refuseUnanswerable(setup: GivenSetup, rows: CheckedRows): void {
  const { context, request } = setup;
  if (!makesChange(request)) return;
  context.mustAsk(questionFor(setup, rows), request.yes);
}

/**
 * Rows typed at the terminal use up stdin, so no question could be answered afterwards. Throws `CliError`
 * (usage) before reading them.
 */
export function refuseTypedRows({ environment }: Context, request: GivenRequest): void {
  if (request.from !== '-' || environment.stdin.isTTY !== true || request.yes || !makesChange(request))
    return;
  const hint = 'add --yes, or put the rows into a file';
  throw usageError('the rows come from stdin, so there is nobody to ask', hint);
}

const questionFor = (
  { operation, request }: GivenSetup,
  { count, absent, departments }: CheckedRows,
): string => operation.question(countUsers(count - absent), request.organization, [...departments]);
