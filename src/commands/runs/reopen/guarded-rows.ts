import type { Context } from '../../../cli/context.ts';
import type { CliError } from '../../../errors/cli-errors.ts';
import { operationOf } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import type { Row, RowProblem } from '../../../runs/input/rows.ts';
import type { JournalHeader } from '../../../runs/journal/journal-entries.ts';
import { type KnownTexts, TextDigests } from '../../../text/digests/text-digests.ts';
import { refuseLockOut } from '../../users/guards/lock-out.ts';
import { refuseLargerShare, refuseMore } from '../../users/guards/most-users.ts';
import {
  lookUpProtected,
  type ProtectedUsers,
  type ProtectList,
  readProtectList,
} from '../../users/guards/protected-users.ts';
import { IS_SELF, SELF_IN_OLD_RUN } from '../../users/guards/self.ts';
import { rowProblemsError } from '../../users/problems/row-problems.ts';
import { MOST_NAMED } from '../../users/question/first-people.ts';
import type { ReopenOptions } from '../execution/execute.ts';

const OFF_THE_LIST = 'take the user off the list that is named, and run the same command again';

/** The rows that are about to be sent, after every guard that needs no request. */
export interface RowsToSend {
  readonly count: number;
  /** The departments that take over resources. */
  readonly departments: ReadonlySet<string>;
  readonly users: KnownTexts;
  /** The first people, for the question. */
  readonly first: readonly Row[];
}

/** The limit of `--max`, and who is protected, as it is written. */
export interface Guards {
  readonly max?: string | undefined;
  readonly protectList: ProtectList;
}

/** Reads the files of the guards. Sends nothing. Throws `CliError` (usage). */
export const readGuards = async (context: Context, { max, protect }: ReopenOptions): Promise<Guards> => ({
  max,
  protectList: await readProtectList(context, protect),
});

/**
 * Reads the rows to send. Sends nothing. Throws `CliError` (usage) for more of them than the number of `--max` or the
 * stored `max`, and for users whom the list alone protects, who may have been added to it after the run began.
 */
export async function inspectRows(
  context: Context,
  { run_id }: JournalHeader,
  rows: AsyncIterable<Row>,
  { max: given, protectList }: Guards,
): Promise<RowsToSend> {
  const departments = new Set<string>();
  const users = new TextDigests();
  const first: Row[] = [];
  let count = 0;
  const counted = async function* () {
    for await (const row of rows) {
      count += 1;
      if (first.length < MOST_NAMED) first.push(row);
      if (row.user_id !== null) users.add(row.user_id);
      if (row.department_id !== null) departments.add(row.department_id);
      yield row;
    }
  };
  const refusal = await protectedError(run_id, counted(), protectList.users);
  refuseMore(context, { count, given });
  if (refusal !== null) throw refusal;
  return { count, departments, users, first };
}

/**
 * The guards of these rows that ask the API: a share of the members as `--max`, and whom the rules of the list
 * protect. `rows`: the same ones once more. Throws `CliError` (usage).
 */
export async function guardByApi(
  context: Context,
  { run_id, organization_id }: JournalHeader,
  { count, users }: RowsToSend,
  rows: () => AsyncIterable<Row>,
  { max: given, protectList }: Guards,
): Promise<void> {
  await refuseLargerShare(context, organization_id, { count, given });
  if (count === 0) return;
  const found = await lookUpProtected(context, organization_id, protectList);
  if (![...found.keys()].some((id) => users.has(id))) return;
  const refusal = await protectedError(run_id, rows(), found);
  if (refusal !== null) throw refusal;
}

/** Reads the rows to their end. The error where protected users are in them, null where none is. */
async function protectedError(
  run_id: string,
  rows: AsyncIterable<Row>,
  protectedUsers: ProtectedUsers,
): Promise<CliError | null> {
  const name = `run ${run_id}`;
  const problems: RowProblem[] = [];
  let hint = SELF_IN_OLD_RUN;
  for await (const row of rows) {
    const reason = protectedUsers.get(row.user_id ?? '');
    if (reason === undefined) continue;
    if (reason !== IS_SELF) hint = OFF_THE_LIST;
    problems.push({ file: name, line: row.row, column: null, message: `${row.user_id} ${reason}` });
  }
  return problems.length === 0 ? null : rowProblemsError({ name, problems, code: 'PROTECTED_USER', hint });
}

/**
 * Refuses rows that would lock out who sends them, or the last owner. Returns who that is, null where it was not
 * asked. Throws as for a new run.
 */
export async function guardLockOut(
  context: Context,
  organization_id: string,
  action: Action,
  { users }: RowsToSend,
): Promise<string | null> {
  const run = { organization_id, users };
  return refuseLockOut(context, operationOf[action], run, { selfHint: SELF_IN_OLD_RUN });
}
