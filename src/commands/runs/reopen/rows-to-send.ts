import type { Context } from '../../../cli/context.ts';
import { operationOf } from '../../../operations/by-action.ts';
import { dryRunOfMany, TargetSurvey } from '../../../operations/dry-run/dry-run-of-many.ts';
import { confirmationFor } from '../../../operations/operation.ts';
import type { View } from '../../../output/view.ts';
import type { Action } from '../../../results/record.ts';
import { isSent } from '../../../runs/input/row.ts';
import type { Row } from '../../../runs/input/rows.ts';
import type { JournalHeader } from '../../../runs/journal/journal-entries.ts';
import { runResults } from '../../../runs/journal/recorded-results.ts';
import type { FoundRun } from '../../../runs/journal/run-reader.ts';
import { typedAddress } from '../../../runs/typed-address.ts';
import { targetOf, targetsOf } from '../../../runs/workers.ts';
import { isObject } from '../../../validation/objects.ts';
import { peopleText, personText } from '../../users/question/first-people.ts';
import { type Guards, guardByApi, inspectRows, type RowsToSend } from './guarded-rows.ts';

/**
 * Asks before these rows are sent; `question` is without the people, whom it names by the journal and the rows of the
 * run `found` where a question is asked. Throws `CliError` as a confirmation does.
 */
export async function confirmRows(
  context: Context,
  question: string,
  { found, action, rows }: Asked,
  yes: true | undefined,
): Promise<void> {
  const typed = confirmationFor(operationOf[action], rows.count);
  if (yes || !context.canAsk()) return context.confirm(question, { yes, typed });
  const people = peopleText(await namesInRun(found, rows.first), rows.count);
  await context.confirm(`${question} ${people}`, { typed });
}

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
  for await (const result of runResults(found, (number) => people.has(number))) {
    const { row, user, input } = result;
    const { address = typedAddress(input, found.header.columns_read) } = result;
    const user_id = people.get(row) ?? null;
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
  guards: Guards,
): Promise<View> {
  const { organization_id } = header;
  const survey = new TargetSurvey();
  const surveyed = async function* () {
    for await (const row of rows()) {
      if (isSent(row)) survey.add(targetOf(row, organization_id));
      yield row;
    }
  };
  const inspected = await inspectRows(context, header, surveyed(), guards);
  await guardByApi(context, header, inspected, rows, guards);
  const targets = () => targetsOf(rows(), organization_id);
  return dryRunOfMany(operationOf[action], survey, targets, await context.dryRunClient());
}
