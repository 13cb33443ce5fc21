import { foldCase } from '../text/fold-case.ts';
import type { MemberAccount } from './account.ts';
import type { RosterRow } from './roster-rows.ts';

/** Why it cannot be said whom rows and accounts mean; null where one row means one account, or none. */
export function whyAmbiguous(rows: readonly RosterRow[], accounts: readonly MemberAccount[]): string | null {
  const [row] = rows;
  if (rows.length > 1) return `stands in the roster ${rows.length} times`;
  if (accounts.length > 1) return `the roster's row means ${accounts.length} accounts here`;
  const [account] = accounts;
  if (row === undefined || account === undefined) return null;
  if (row.user_id !== null && row.user_id !== account.user_id) {
    return `the roster's row says ${row.user_id}, and its address is that of another account`;
  }
  if (row.email !== null && (account.email === null || foldCase(row.email) !== foldCase(account.email))) {
    return `the roster's row says ${row.email}, and its user id is that of an account with another address`;
  }
  return null;
}
