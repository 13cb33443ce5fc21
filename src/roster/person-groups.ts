import { foldCase } from '../text/fold-case.ts';
import type { MemberAccount } from './account.ts';
import type { RosterRow } from './roster-rows.ts';

/** Rows of the roster and accounts that are about the same person, as far as ids and addresses say. */
export interface PersonGroup {
  readonly rows: readonly RosterRow[];
  readonly accounts: readonly MemberAccount[];
}

/** Nearly every one has a single row and a single account: two arrays for each of 100,000 would cost much memory. */
interface Node {
  rows: OneOrMany<RosterRow>;
  accounts: OneOrMany<MemberAccount>;
  /** The group that this one became part of. */
  joined: Node | null;
}

type OneOrMany<T extends object> = T | T[] | null;

type Names = Pick<MemberAccount, 'user_id' | 'email'>;

/**
 * Groups the rows of a roster and the accounts of an organization: what shares a user id or an address is one group,
 * in whichever order it comes. First all rows, then the accounts.
 */
export class PersonGroups {
  readonly #byId = new Map<string, Node>();
  readonly #byAddress = new Map<string, Node>();
  readonly #nodes: Node[] = [];

  addRow(row: RosterRow): void {
    const address = row.email === null ? null : foldCase(row.email);
    let node = this.#join(row.user_id, address);
    if (node === undefined) {
      node = { rows: row, accounts: null, joined: null };
      this.#nodes.push(node);
    } else node.rows = withOne(node.rows, row);
    if (row.user_id !== null && !this.#byId.has(row.user_id)) this.#byId.set(row.user_id, node);
    if (address !== null && !this.#byAddress.has(address)) this.#byAddress.set(address, node);
  }

  /** Adds an account to the rows that name it; false where none does. */
  addAccount(account: MemberAccount): boolean {
    const node = this.#join(account.user_id, account.email === null ? null : foldCase(account.email));
    if (node === undefined) return false;
    node.accounts = withOne(node.accounts, account);
    return true;
  }

  /** True where a row has this id or this address. */
  names({ user_id, email }: Names): boolean {
    return (
      (user_id !== null && this.#byId.has(user_id)) ||
      (email !== null && this.#byAddress.has(foldCase(email)))
    );
  }

  *groups(): Generator<PersonGroup> {
    for (const node of this.#nodes) if (node.joined === null) yield groupOf(node);
  }

  /** The one group of an id and a folded address, which makes them one; undefined where neither is known. */
  #join(user_id: string | null, address: string | null): Node | undefined {
    // Most rosters have no ids, or nothing else.
    const one = user_id === null || this.#byId.size === 0 ? undefined : lastOf(this.#byId.get(user_id));
    const other =
      address === null || this.#byAddress.size === 0 ? undefined : lastOf(this.#byAddress.get(address));
    if (one === undefined || other === undefined || one === other) return one ?? other;
    return unite(one, other);
  }
}

/** The group that a group became part of in the end. */
function lastOf(start: Node | undefined): Node | undefined {
  let node = start;
  while (node?.joined) {
    // Shortens the way for the next time.
    if (node.joined.joined) node.joined = node.joined.joined;
    node = node.joined;
  }
  return node;
}

/** Makes two groups one: the smaller becomes part of the larger. */
function unite(one: Node, other: Node): Node {
  const [large, small] = listOf(one.rows).length < listOf(other.rows).length ? [other, one] : [one, other];
  for (const row of listOf(small.rows)) large.rows = withOne(large.rows, row);
  for (const account of listOf(small.accounts)) large.accounts = withOne(large.accounts, account);
  small.joined = large;
  return large;
}

const groupOf = ({ rows, accounts }: Node): PersonGroup => ({
  rows: listOf(rows),
  accounts: listOf(accounts),
});

function withOne<T extends object>(before: OneOrMany<T>, one: T): OneOrMany<T> {
  if (before === null) return one;
  if (!Array.isArray(before)) return [before, one];
  before.push(one);
  return before;
}

function listOf<T extends object>(some: OneOrMany<T>): readonly T[] {
  if (some === null) return [];
  return Array.isArray(some) ? some : [some];
}
