import { foldCase } from '../text/fold-case.ts';
import type { MemberAccount } from './account.ts';
import type { RosterRow } from './roster-rows.ts';

/** Why it cannot be said whom rows and accounts mean; null where one row means one account, or none. */
export function whyAmbiguous(rows: readonly RosterRow[], accounts: readonly MemberAccount[]): string | null {
  const [row] = rows;
  if (rows.length > 1) return `is in the roster ${rows.length} times${linesOf(rows)}`;
  const which = `the roster's row${linesOf(rows)}`;
  if (accounts.length > 1) return `${which} means ${accounts.length} accounts here`;
  const [account] = accounts;
  if (row === undefined || account === undefined) return null;
  if (row.user_id !== null && row.user_id !== account.user_id) {
    return `${which} says ${row.user_id}, and its address is that of another account`;
  }
  if (row.email !== null && (account.email === null || foldCase(row.email) !== foldCase(account.email))) {
    return `${which} says ${row.email}, and its user id is that of an account with another address`;
  }
  return null;
}

const MOST_LINES = 10;

/** ` (lines 3 and 7)`, in the order of the file; no text where the lines are not known. */
function linesOf(rows: readonly RosterRow[]): string {
  const lines = rows.flatMap(({ line }) => line ?? []).sort((one, other) => one - other);
  if (lines.length <= 1) return lines.length === 0 ? '' : ` (line ${lines[0]})`;
  const shown = lines.slice(0, MOST_LINES);
  const more = lines.length - shown.length;
  const last = more > 0 ? `${more} more` : shown.pop();
  return ` (lines ${shown.join(', ')} and ${last})`;
}
