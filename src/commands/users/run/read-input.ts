import type { Context } from '../../../cli/context.ts';
import { tellWait } from '../../../cli/files/typed-file.ts';
import { during } from '../../../cli/streams/during.ts';
import {
  type Keep,
  type RowsOptions,
  type RowsRead,
  readRows,
  rowsOfArguments,
} from '../../../runs/input/rows.ts';
import { readUserFile } from '../../../system/user-files.ts';
import { counted } from '../../../text/counted.ts';
import { requiredOfRows } from '../change/justification.ts';
import { readProtectList } from '../guards/protected-users.ts';
import { fromCure } from '../meant/cures.ts';
import { planInput } from '../plan/plan-input.ts';
import { readingOfCall } from './call-reading.ts';
import type { GivenSetup, RunInput } from './run-request.ts';

/** The name of an input that comes through a pipe. */
export const STDIN = 'stdin';

/**
 * Step 1. In: the request. Out: a reader for the rows, used by the next step, and the protected users, whose
 * list is checked before the first row is read. Throws `CliError` (usage).
 */
export async function readInput({ context, operation, request }: GivenSetup): Promise<RunInput> {
  const { from, people, protect, applied } = request;
  if (applied !== undefined) return planInput(context, applied, protect);
  const reading = await readingOfCall(context, request);
  const protectList = await readProtectList(context, protect);
  const name = from === '-' ? STDIN : (from ?? 'arguments');
  const required = requiredOfRows(context, request);
  const options: RowsOptions = { name, form: people.schema, action: operation.action, reading, required };
  await tellWait(context, from ?? '', 'rows');
  const read = (keep: Keep): Promise<RowsRead> =>
    from === undefined
      ? rowsOfArguments(people.typed, options, keep)
      : readRows(
          readUserFile(from, context.environment, { name, hint: fromCure(context, from) }),
          options,
          keep,
        );
  return { name, readRows: read, protectList };
}

/**
 * Reads a file with `read`; at a terminal a long one is told with the good rows so far. Rows that are typed there are
 * not: the line would stand in their way.
 */
export function tellReading(
  { io, environment }: Context,
  name: string,
  keep: Keep,
  read: (keep: Keep) => Promise<RowsRead>,
): Promise<RowsRead> {
  const isTyped = name === STDIN && environment.stdin.isTTY === true;
  if (isTyped || !io.tellsWork) return read(keep);
  let rows = 0;
  const count: Keep = (row) => {
    rows += 1;
    return keep(row);
  };
  return during(
    io,
    `reading ${name}`,
    () => read(count),
    () => `: ${counted(rows, 'row')} so far`,
  );
}
