import type { Client } from '../api/client.ts';
import { type Member, memberFacts, memberState, pagesOf } from '../api/members.ts';
import { memoize } from '../memoize.ts';
import type { Suggest } from '../text/first-suggestions.ts';
import { foldCase } from '../text/fold-case.ts';
import { showAddress } from '../text/shown.ts';
import { type Match, matchExactlyOne } from './match.ts';

export interface MemberList {
  readonly client: Client;
  readonly organization_id: string;
  readonly signal: AbortSignal;
}

/** Finds members by their e-mail addresses. */
export class People {
  readonly #byAddress = new Map<string, Map<string | null, string>>();
  /** By id, without those who are active; null where it is not told, or told in two ways. */
  readonly #states = new Map<string, string | null>();
  /** An address as the API writes it, with capitals where one has any; null where there is none. */
  written: string | null = null;
  /** How many members were added, with those without an address. */
  rows = 0;

  add(member: Member): void {
    this.rows += 1;
    const { user_id, full_name, email } = memberFacts(member);
    if (email === null) return;
    const key = foldCase(email);
    this.written = withCapitals(this.written, email);
    const found = this.#byAddress.get(key) ?? new Map<string | null, string>();
    const state = memberState(member);
    if (user_id !== null) {
      const isOther = found.has(user_id) && this.#stateOf(user_id) !== state;
      if (isOther || state !== ACTIVE) this.#states.set(user_id, isOther ? null : state);
    }
    this.#byAddress.set(key, found.set(user_id, full_name ?? email));
  }

  #stateOf(user_id: string): string | null {
    const state = this.#states.get(user_id);
    return state === undefined ? ACTIVE : state;
  }

  get addresses(): readonly string[] {
    return [...this.#byAddress.keys()];
  }

  /** Finds the person with exactly this address, case folded, never a similar one. */
  match(address: string, suggest: Suggest): Match {
    const found = [...(this.#byAddress.get(foldCase(address)) ?? [])].map(([id, name]) => ({ id, name }));
    const match = matchExactlyOne(
      `user with the e-mail address ${showAddress(JSON.stringify(address))}`,
      found,
      found.length > 0 ? [] : suggest(address, this.#byAddress.keys()),
    );
    if (!('id' in match)) return match;
    return { id: match.id, account_state: this.#stateOf(match.id), name: found[0]?.name ?? '' };
  }
}

/** Of the addresses of a list one with capitals, where one has any: the one known so far, or the next. */
export const withCapitals = (known: string | null, next: string): string =>
  next === foldCase(next) ? (known ?? next) : next;

const ACTIVE = 'active';
export const FIRST_MEMBERS = 1000;

/** The first thousand members, or all where there are fewer; requested once, on first use. */
export function readFirstPeople({ client, organization_id, signal }: MemberList): () => Promise<People> {
  return memoize(() =>
    peopleOf(client.users.listAll({ organization_id }, { limit: FIRST_MEMBERS }, { signal })),
  );
}

/**
 * Whether the API's search finds addresses in capitals or not, shown by `written`, which a member has; false where none
 * is known. No page says so, and a member who is written otherwise would be taken for none.
 * See docs/decisions/2026-11-29-search-and-capitals.md.
 */
export async function searchIgnoresCase(place: MemberList, written: string | null): Promise<boolean> {
  if (written === null) return false;
  const small = written.toLowerCase();
  const other = written === small ? written.toUpperCase() : small;
  return other === written || (await search(place, other)).addresses.includes(foldCase(written));
}

/** Finds the people with an address that begins like this one. */
export async function findSimilar(place: MemberList, address: string): Promise<People> {
  const [start = ''] = address.split(/[@.+_-]/);
  return search(place, start.length < 2 ? address : start);
}

/**
 * Searches for a person by e-mail address: one request.
 * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/list-members (`search_term`)
 */
export async function search(
  { client, organization_id, signal }: MemberList,
  search_term: string,
): Promise<People> {
  return peopleOf(client.users.listAll({ organization_id, search_term }, {}, { signal }));
}

async function peopleOf(members: AsyncIterable<Member>): Promise<People> {
  const people = new People();
  for await (const member of members) people.add(member);
  return people;
}

/**
 * Reads all members page by page, for a run with many addresses.
 * Null when the first page says that there are more than `most` pages.
 */
export async function readAllMembers(
  { client, organization_id, signal }: MemberList,
  most: number,
): Promise<People | null> {
  const people = new People();
  let pages: number | undefined;
  const onTotal = (total: number | null) => {
    pages ??= pagesOf(total);
  };
  for await (const member of client.users.listAll({ organization_id }, { onTotal }, { signal })) {
    if (pages !== undefined && pages > most) return null;
    people.add(member);
  }
  return people;
}

/** The ids of all members. */
export async function readMemberIds({
  client,
  organization_id,
  signal,
}: MemberList): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const member of client.users.listAll({ organization_id }, {}, { signal })) {
    const { user_id } = memberFacts(member);
    if (user_id !== null) ids.add(user_id);
  }
  return ids;
}
