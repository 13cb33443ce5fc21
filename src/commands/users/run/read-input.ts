import {
  type Keep,
  type RowsOptions,
  type RowsRead,
  readRows,
  rowsOfArguments,
} from '../../../runs/input/rows.ts';
import { readUserFile } from '../../../system/user-files.ts';
import { type ProtectedUsers, readProtectedUsers } from '../change/protected-users.ts';
import type { RunSetup } from './run-request.ts';

/** What a run is made of, before any row was looked at. */
export interface RunInput {
  /** What messages call it: the file, or `arguments`. */
  readonly name: string;
  /** Reads the rows, checks them, and hands on each that is good. */
  readonly readRows: (keep: Keep) => Promise<RowsRead>;
  readonly protectedUsers: ProtectedUsers;
}

/**
 * Step 1. In: the request. Out: where the rows come from, to be read by the next step, and the users whom the
 * run may not touch; a mistake in that list is told before the first row is read. Throws `CliError` (usage).
 */
export async function readInput({ context, request }: RunSetup): Promise<RunInput> {
  const { from, typed, schema, protect } = request;
  const protectedUsers = await readProtectedUsers(context, protect);
  const name = from === '-' ? 'stdin' : (from ?? 'arguments');
  const options: RowsOptions = { name, form: schema };
  const read = (keep: Keep): Promise<RowsRead> =>
    from === undefined
      ? rowsOfArguments(typed, options, keep)
      : readRows(readUserFile(from, context.environment), options, keep);
  return { name, readRows: read, protectedUsers };
}
