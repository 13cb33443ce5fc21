import { foldCase } from '../text/fold-case.ts';
import type { MemberAccount } from './account.ts';
import type { RosterRow } from './roster-rows.ts';

/** Rows of the roster and accounts that are about the same person, as far as ids and addresses say. */
export interface PersonGroup {
  readonly rows: readonly RosterRow[];
  readonly accounts: readonly MemberAccount[];
}

interface Node extends PersonGroup {
  readonly rows: RosterRow[];
  accounts: MemberAccount[];
  /** The group that this one became part of. */
  joined: Node | null;
}

/** What names a person: a user id, an address or both. */
type Names = Pick<MemberAccount, 'user_id' | 'email'>;

/**
 * Groups the rows of a roster and the accounts of an organization: what shares a user id or an address is one group,
 * in whichever order it comes. First all rows, then the accounts.
 */
export class PersonGroups {
  readonly #byName = new Map<string, Node>();
  readonly #nodes: Node[] = [];

  addRow(row: RosterRow): void {
    let node = this.#join(row);
    if (node === undefined) {
      // Of one element: `push` would make room for more in each of 100,000 groups.
      node = { rows: [row], accounts: NOBODY, joined: null };
      this.#nodes.push(node);
    } else node.rows.push(row);
    for (const name of namesOf(row)) if (!this.#byName.has(name)) this.#byName.set(name, node);
  }

  /** Adds an account to the rows that name it, and returns what is known of that person; undefined for no rows. */
  addAccount(account: MemberAccount): PersonGroup | undefined {
    const node = this.#join(account);
    if (node === undefined) return undefined;
    const email = node.rows[0]?.email;
    // Two equal texts would need twice the memory, for each of 100,000 people.
    const kept = email !== undefined && email === account.email ? { ...account, email } : account;
    // Most groups have one account or none: an array for each of those that have none would be wasted.
    if (node.accounts === NOBODY) node.accounts = [kept];
    else node.accounts.push(kept);
    return node;
  }

  /** True where a row has this id or this address. */
  names(person: Names): boolean {
    return namesOf(person).some((name) => this.#byName.has(name));
  }

  *groups(): Generator<PersonGroup> {
    for (const node of this.#nodes) if (node.joined === null) yield node;
  }

  /** The one group of a person's id and address, which makes them one; undefined where neither is known. */
  #join(person: Names): Node | undefined {
    let one: Node | undefined;
    for (const name of namesOf(person)) {
      const other = this.#find(name);
      if (other === undefined || other === one) continue;
      one = one === undefined ? other : unite(one, other);
    }
    return one;
  }

  #find(name: string): Node | undefined {
    let node = this.#byName.get(name);
    while (node?.joined) {
      // Shortens the way for the next time.
      if (node.joined.joined) node.joined = node.joined.joined;
      node = node.joined;
    }
    return node;
  }
}

const NOBODY: MemberAccount[] = [];

/** Makes two groups one: the smaller becomes part of the larger. */
function unite(one: Node, other: Node): Node {
  const [large, small] = one.rows.length < other.rows.length ? [other, one] : [one, other];
  for (const row of small.rows) large.rows.push(row);
  if (small.accounts.length > 0) large.accounts = [...large.accounts, ...small.accounts];
  small.joined = large;
  return large;
}

/** The names by which a person is found: an address has an `@`, so it is never taken for an id. */
function namesOf({ user_id, email }: Names): string[] {
  const names = user_id === null ? [] : [user_id];
  if (email !== null) names.push(foldCase(email));
  return names;
}
