import type { Context } from '../../../cli/context.ts';
import { lookUpNames } from '../../../lookup/directory.ts';
import { selectRows } from '../../../runs/execute-rows.ts';
import type { Row } from '../../../runs/input/rows.ts';
import { runResults } from '../../../runs/journal/recorded-results.ts';
import type { FoundRun } from '../../../runs/journal/run-reader.ts';
import { rowsAreLost } from '../../../runs/journal/run-rows.ts';
import { fitsOrNull, userId } from '../../../validation/ids.ts';
import { email as emailForm } from '../../../validation/names.ts';

/** An invitation that a run sent: to which address, and the id that the API's answer gave, if any. */
interface Sent {
  readonly row: number;
  readonly email: string;
  readonly user_id: string | null;
}

/**
 * The people whom a run invited, as rows with their ids. All addresses are looked up together, and count only where
 * they are still those of the accounts that the invitations made; warns of each other one, because undo leaves it out.
 * Throws `ApiError` or `ConnectionError`.
 */
export async function invitedPeople(
  context: Context,
  found: FoundRun,
  isWanted: (row: number) => boolean,
): Promise<Row[]> {
  const sent = await sentInvitations(found, isWanted);
  if (sent.length === 0) return [];
  const client = await context.api();
  const { organization_id } = found.header;
  const place = { client, organization_id, signal: context.environment.signal };
  const users = new Set(sent.map(({ email }) => email));
  const directory = await lookUpNames(place, { users });
  const rows: Row[] = [];
  for (const { row, email, user_id } of sent) {
    const match = directory.user(email);
    const leaveOut = (why: string) => context.io.warn(`${email} is left out: ${why}`);
    if (!('id' in match)) await leaveOut(match.message);
    else if (user_id !== null && user_id !== match.id)
      await leaveOut(`it is now ${match.id}, who is not whom the run invited (${user_id})`);
    else rows.push({ row, user_id: match.id, department_id: null, input: { user_id: match.id, email } });
  }
  return rows;
}

/** From the checked rows, because records may have been edited; without the rows, from the records. */
async function sentInvitations(found: FoundRun, isWanted: (row: number) => boolean): Promise<Sent[]> {
  const ids = new Map<number, string | null>();
  const addresses = new Map<number, unknown>();
  for await (const { row, user_id, user } of runResults(found, isWanted)) {
    ids.set(row, fitsOrNull(userId, user_id));
    addresses.set(row, user?.email);
  }
  if (!rowsAreLost(found)) {
    for await (const { row, invitation } of selectRows(found, isWanted))
      addresses.set(row, invitation?.email);
  }
  return [...addresses].flatMap(([row, text]) => {
    const email = fitsOrNull(emailForm, text);
    return email === null ? [] : [{ row, email, user_id: ids.get(row) ?? null }];
  });
}
