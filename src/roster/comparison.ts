import { inWords } from '../text/counted.ts';
import { foldCase } from '../text/fold-case.ts';
import type { MemberAccount } from './account.ts';
import { type FoundDifference, KINDS, type Kind } from './difference.ts';
import { type PersonGroup, PersonGroups } from './person-groups.ts';
import type { RosterRow } from './roster-rows.ts';

export interface ComparisonCounts {
  active: number;
  /** The rows of those who are there, and of those who are gone. */
  there: number;
  gone: number;
}

/** The states that say whether an account is in use; no other makes it an orphan, a leaver or returned. */
const JUDGED: ReadonlySet<string | null> = new Set(['active', 'deactivated', 'invited', 'removed']);

/**
 * Compares a roster with the accounts of an organization: first all rows, then all accounts, in any order. Keeps what
 * it compares and nothing else.
 */
export class Comparison {
  readonly counts: ComparisonCounts = { active: 0, there: 0, gone: 0 };
  /** How many accounts are in each state that is not compared, as the API says it. */
  readonly otherStates = new Map<string, number>();
  readonly #groups = new PersonGroups();
  readonly #unnamed: MemberAccount[] = [];
  #rowsWithIds = false;
  #rowsWithAddresses = false;

  addRow(row: RosterRow): void {
    this.counts[row.gone === null ? 'there' : 'gone'] += 1;
    if (row.user_id !== null) this.#rowsWithIds = true;
    if (row.email !== null) this.#rowsWithAddresses = true;
    this.#groups.addRow(row);
  }

  addAccount(account: MemberAccount): void {
    // Who was removed is no member any more, although some lists still have them.
    if (account.state === 'removed') return;
    if (account.state === 'active') this.counts.active += 1;
    if (!JUDGED.has(account.state)) {
      const status = account.status || 'no status';
      this.otherStates.set(status, (this.otherStates.get(status) ?? 0) + 1);
    }
    if (!this.#groups.addAccount(account) && account.state === 'active') this.#unnamed.push(account);
  }

  /** True where the roster has this id or this address. */
  names(person: Pick<MemberAccount, 'user_id' | 'email'>): boolean {
    return this.#groups.names(person);
  }

  /** The differences, in an order that does not depend on that of rows and accounts. */
  differences(): FoundDifference[] {
    const named = [...this.#groups.groups()].flatMap(differencesOf);
    return [...this.#unnamed.map((account) => this.#unnamedAccount(account)), ...named].sort(inOrder);
  }

  /** An active account that no row names. One that has no name of the kind that the roster has cannot be compared. */
  #unnamedAccount(account: MemberAccount): FoundDifference {
    const comparable =
      (account.email !== null && this.#rowsWithAddresses) || (account.user_id !== null && this.#rowsWithIds);
    if (comparable) return difference('orphan', account, null, 'active here, not in the roster');
    const lacks = account.email === null ? 'no e-mail address' : 'no user id';
    return difference('ambiguous', account, null, `has ${lacks} here, so the roster cannot name it`);
  }
}

function differencesOf({ rows, accounts }: PersonGroup): FoundDifference[] {
  const [row] = rows;
  if (row === undefined) return [];
  const why = whyAmbiguous(rows, accounts);
  if (why === null) return differenceOf(row, accounts[0] ?? null);
  // Whichever of its rows counts, a person who is gone and has no account is no difference.
  if (accounts.length === 0 && rows.every(({ gone }) => gone !== null)) return [];
  const only = rows.length === 1 ? row : null;
  if (accounts.length > 0) return accounts.map((account) => difference('ambiguous', account, only, why));
  return [difference('ambiguous', personIn(rows), only, why)];
}

function differenceOf(row: RosterRow, account: MemberAccount | null): FoundDifference[] {
  const found = kindOf(row, account);
  return found === null ? [] : [difference(found.kind, account ?? personIn([row]), row, found.reason)];
}

function kindOf(
  { gone }: RosterRow,
  account: MemberAccount | null,
): { readonly kind: Kind; readonly reason: string } | null {
  if (gone !== null)
    return account?.state === 'active' ? { kind: 'leaver', reason: `${gone}, active here` } : null;
  if (account === null) return { kind: 'missing', reason: 'in the roster, unknown here' };
  return account.state === 'deactivated'
    ? { kind: 'returned', reason: 'in the roster, deactivated here' }
    : null;
}

/** Whom rows name who has no account: the first id and the first address in alphabetical order. */
function personIn(rows: readonly RosterRow[]): MemberAccount {
  const first = (texts: readonly (string | null)[]): string | null =>
    texts.filter((text) => text !== null).sort()[0] ?? null;
  const user_id = first(rows.map((row) => row.user_id));
  const email = first(rows.map((row) => row.email));
  return { user_id, email, full_name: null, status: null, state: null, guarded: null };
}

function difference(
  kind: Kind,
  account: MemberAccount,
  row: RosterRow | null,
  reason: string,
): FoundDifference {
  const { user_id, email, full_name, status, guarded } = account;
  return {
    kind,
    user_id,
    email,
    full_name,
    status,
    last_day: row?.last_day ?? null,
    protected: guarded !== null,
    reason: guarded === null ? reason : `${reason}; ${guarded}`,
    address: row?.address ?? null,
  };
}

/** By kind, then by address, then by id. */
const inOrder = (one: FoundDifference, other: FoundDifference): number =>
  KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) ||
  compare(foldCase(one.email ?? ''), foldCase(other.email ?? '')) ||
  compare(one.user_id ?? '', other.user_id ?? '');

/** By code units: the same on every machine, whatever its language. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Why it cannot be said whom rows and accounts mean; null where one row means one account, or none. */
function whyAmbiguous(rows: readonly RosterRow[], accounts: readonly MemberAccount[]): string | null {
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
  const more = lines.length - MOST_LINES;
  const shown = [...lines.slice(0, MOST_LINES).map(String), ...(more > 0 ? [`${more} more`] : [])];
  return ` (lines ${inWords(shown, 'and')})`;
}
