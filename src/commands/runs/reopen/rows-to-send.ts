import type { Context } from '../../../cli/context.ts';
import { operationOf } from '../../../operations/by-action.ts';
import { dryRunOfMany, TargetSurvey } from '../../../operations/dry-run/dry-run-of-many.ts';
import { confirmationFor } from '../../../operations/operation.ts';
import type { View } from '../../../output/view.ts';
import type { Action } from '../../../results/record.ts';
import { isSent } from '../../../runs/input/row.ts';
import type { Row, RowProblem } from '../../../runs/input/rows.ts';
import type { JournalHeader } from '../../../runs/journal/journal-entries.ts';
import { runResults } from '../../../runs/journal/recorded-results.ts';
import type { FoundRun } from '../../../runs/journal/run-reader.ts';
import { targetOf, targetsOf } from '../../../runs/workers.ts';
import { type KnownTexts, TextDigests } from '../../../text/digests/text-digests.ts';
import { isObject } from '../../../validation/objects.ts';
import { refuseLockOut } from '../../users/guards/lock-out.ts';
import { refuseLargerShare, refuseMore } from '../../users/guards/most-users.ts';
import { protectedUserProblem, readProtectedUsers } from '../../users/guards/protected-users.ts';
import { IS_SELF, SELF_IN_OLD_RUN } from '../../users/guards/self.ts';
import { rowProblemsError } from '../../users/problems/row-problems.ts';
import { addressIn, MOST_NAMED, peopleText, personText } from '../../users/question/first-people.ts';
import type { ReopenOptions } from '../run-verb.ts';

const OFF_THE_LIST = 'take the user off the list that is named, and run the same command again';

/** The rows that are about to be sent, after every guard that needs the rows alone. */
export interface RowsToSend {
  readonly count: number;
  /** The departments that take over resources. */
  readonly departments: ReadonlySet<string>;
  readonly users: KnownTexts;
  /** The first people, for the question. */
  readonly first: readonly Row[];
}

/**
 * Reads the rows to send before the confirmation. Throws `CliError` (usage) for more of them than `--max` or the
 * stored `max`, and for protected users, who may have been added to the list after the run began.
 */
export async function inspectRows(
  context: Context,
  { run_id, organization_id }: JournalHeader,
  rows: AsyncIterable<Row>,
  { max: given, protect }: ReopenOptions,
): Promise<RowsToSend> {
  const protectedUsers = await readProtectedUsers(context, protect, organization_id);
  const name = `run ${run_id}`;
  const departments = new Set<string>();
  const users = new TextDigests();
  const first: Row[] = [];
  const problems: RowProblem[] = [];
  let count = 0;
  let hint = SELF_IN_OLD_RUN;
  for await (const row of rows) {
    count += 1;
    if (first.length < MOST_NAMED) first.push(row);
    if (row.user_id !== null) users.add(row.user_id);
    if (row.department_id !== null) departments.add(row.department_id);
    const problem = protectedUserProblem(protectedUsers, row, { file: name, line: row.row });
    if (!problem) continue;
    if (protectedUsers.get(row.user_id ?? '') !== IS_SELF) hint = OFF_THE_LIST;
    problems.push(problem);
  }
  refuseMore(context, { count, given });
  await refuseLargerShare(context, organization_id, { count, given });
  if (problems.length > 0) throw rowProblemsError({ name, problems, code: 'PROTECTED_USER', hint });
  return { count, departments, users, first };
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

/**
 * Asks before these rows are sent; `question` is without the people, whom it names by the journal and the rows of the
 * run `found` where a question is asked. Throws `CliError` as a confirmation does.
 */
export async function confirmRows(
  context: Context,
  question: string,
  { found, action, rows }: Asked,
  yes: boolean,
): Promise<void> {
  const typed = confirmationFor(operationOf[action], rows.count);
  if (yes || !context.canAsk()) return context.confirm(question, yes, typed);
  const people = peopleText(await namesInRun(found, rows.first), rows.count);
  await context.confirm(`${question} ${people}`, false, typed);
}

/** What is asked about: rows of a run, and what becomes of them. */
interface Asked {
  readonly found: FoundRun;
  readonly action: Action;
  readonly rows: RowsToSend;
}

/** The names of these rows' people, as far as the journal and the rows of their run tell them. */
async function namesInRun(found: FoundRun, rows: readonly Row[]): Promise<string[]> {
  const named: string[] = [];
  const people = new Map(rows.map(({ row, user_id }) => [row, user_id]));
  const last = rows.at(-1)?.row ?? 0;
  for await (const { row, user, input } of runResults(found, (number) => people.has(number))) {
    const user_id = people.get(row) ?? null;
    const address = addressIn(input);
    if (user_id !== null) named.push(personText(isObject(user) ? { ...user } : null, user_id, address));
    else if (address !== null) named.push(address);
    if (row === last) break;
  }
  return named;
}

/** The requests that an action would send for these rows, which are read twice: to look at them and to show them. */
export async function dryRunRows(
  context: Context,
  header: JournalHeader,
  action: Action,
  rows: () => AsyncIterable<Row>,
  options: ReopenOptions,
): Promise<View> {
  const { organization_id } = header;
  const survey = new TargetSurvey();
  const surveyed = async function* () {
    for await (const row of rows()) {
      if (isSent(row)) survey.add(targetOf(row, organization_id));
      yield row;
    }
  };
  await inspectRows(context, header, surveyed(), options);
  const targets = () => targetsOf(rows(), organization_id);
  return dryRunOfMany(operationOf[action], survey, targets, await context.dryRunClient());
}
