import { isDeepStrictEqual } from 'node:util';
import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import { type Member, memberFacts, memberRoles, memberState, pagesOf } from '../api/members.ts';
import { isNoSuchUser } from '../errors/retryable.ts';
import { probeBy, probeOfGuard, whyNot } from '../preflight/check-result.ts';
import type { SeenUser } from '../runs/input/row.ts';
import type { TextSet } from '../text/packed-texts.ts';
import { SharedValues } from '../text/shared-values.ts';
import { departmentId, fitsOrNull, roleId } from '../validation/ids.ts';

/** So many users are asked for one by one; of more, the list is read, if it has no more pages than there are users. */
const MOST_ASKED = 10;
/** So many whom the list does not have are asked for one by one at first: a list may leave some members out. */
const ASKED_AGAIN = 100;
const AT_ONCE = 4;

/** How the users of a change are, and why it is not known where it is not. */
export interface SeenUsers {
  /** By user id; null, or absent, for a user whom the API does not show. */
  readonly users: ReadonlyMap<string, SeenUser | null>;
  readonly refused: string | null;
}

export interface Place {
  readonly client: Client;
  readonly organization_id: string;
  readonly options: RequestOptions;
  /** True where a change waits for what is seen: an answer about something else than was asked for stops it. */
  readonly isGuard?: boolean;
  /** Given where all roles have to be known: a row that tells some of them tells each here, and has no `role_ids`. */
  readonly onRole?: (user_id: string | null, role_id: string) => void;
}

/**
 * Looks at users: how their accounts are, and which roles and departments they have. What the API does not show is
 * told, and is no error. `seen` gets each as soon as it is known. Throws `ConnectionError`, `ApiError` (401),
 * `AitronosError` (`LIST_CHANGED`; of a guard also `UNEXPECTED_ANSWER`, `UNEXPECTED_STATE`).
 */
export async function lookAtUsers(
  place: Place,
  wanted: TextSet,
  seen = new Map<string, SeenUser | null>(),
): Promise<SeenUsers> {
  if (wanted.size <= MOST_ASKED) return askForEach(place, wanted, seen);
  const asked = await probeOfGuard(readListed(place, wanted, seen));
  if (!('answer' in asked)) return { users: new Map(), refused: whyNot(asked) };
  if (!asked.answer) return askForEach(place, wanted, seen);
  const absent = [...wanted].filter((id) => !seen.has(id));
  const doubted = [...wanted].filter((id) => seen.get(id) === null);
  const first = absent.slice(0, ASKED_AGAIN);
  const others = absent.slice(ASKED_AGAIN);
  const { refused } = await askForEach(place, [...doubted, ...first], seen);
  if (refused !== null || others.length === 0) return { users: seen, refused };
  // Where the list left out one of them, it proves nothing of the others.
  if (first.some((id) => seen.get(id)?.is_member)) return askForEach(place, others, seen);
  for (const id of others) seen.set(id, NO_MEMBER);
  return { users: seen, refused: null };
}

/**
 * False where the list has more pages than there are users to look at: it was not read then. Of whom it has two rows
 * that are not alike, such as one of a membership that ended, neither is believed: the user is null.
 */
async function readListed(
  { client, organization_id, options, onRole }: Place,
  wanted: TextSet,
  seen: Map<string, SeenUser | null>,
): Promise<boolean> {
  let pages = 0;
  const shared = new SharedValues();
  const doubted = new Set<string>();
  const onTotal = (total: number | null) => {
    pages = pagesOf(total);
  };
  for await (const member of client.users.listAll({ organization_id }, { onTotal }, options)) {
    if (pages > wanted.size) return false;
    const { user_id } = memberFacts(member);
    if (user_id === null || !wanted.has(user_id)) continue;
    const user = seenUser(member, onRole, shared);
    if (!isDeepStrictEqual(seen.get(user_id) ?? user, user)) doubted.add(user_id);
    seen.set(user_id, user);
  }
  for (const user_id of doubted) seen.set(user_id, null);
  return true;
}

async function askForEach(
  place: Place,
  wanted: Iterable<string>,
  seen: Map<string, SeenUser | null>,
): Promise<SeenUsers> {
  let refused: string | null = null;
  const all = [...wanted];
  const ask = async (id: string) => {
    const asked = await probeBy(place.isGuard)(askFor(place, id));
    if ('answer' in asked) seen.set(id, asked.answer);
    else refused = whyNot(asked);
  };
  for (let start = 0; start < all.length; start += AT_ONCE) {
    await Promise.all(all.slice(start, start + AT_ONCE).map(ask));
  }
  return { users: seen, refused };
}

async function askFor(
  { client, organization_id, options, onRole }: Place,
  user_id: string,
): Promise<SeenUser> {
  try {
    const row = await client.users.retrieve(user_id, { organization_id }, options);
    return seenUser(row, onRole && ((_, role_id) => onRole(user_id, role_id)));
  } catch (error) {
    if (isNoSuchUser(error)) return NO_MEMBER;
    throw error;
  }
}

/** How a person is whom the organization does not have. */
export const NO_MEMBER: SeenUser = {
  is_member: false,
  account_state: null,
  role_ids: null,
  department_ids: null,
};

const LONGEST_STATE = 64;

/** What a member's row tells, in any of the documented shapes. `shared`: of all rows that are read together. */
export function seenUser(row: Member, onRole: Place['onRole'], shared = new SharedValues()): SeenUser {
  const { full_name, email } = memberFacts(row);
  const state = memberState(row);
  if (state === 'removed') return NO_MEMBER;
  return {
    is_member: true,
    account_state: state !== null && state.length <= LONGEST_STATE ? shared.first(state) : null,
    role_ids: shared.first(seenRoles(row, onRole)),
    department_ids: shared.first(idsOrNull(row['department_ids'], departmentId)),
    full_name,
    email,
  };
}

function seenRoles(row: Member, onRole: Place['onRole']): readonly string[] | null {
  const told = memberRoles(row);
  const isWhole = Array.isArray(row['role_ids']);
  const ids =
    isWhole || 'role' in row || 'role_id' in row ? idsOrNull(isWhole ? row['role_ids'] : told, roleId) : null;
  if (onRole === undefined || (isWhole && ids !== null)) return ids;
  for (const id of told) onRole(memberFacts(row).user_id, id);
  return null;
}

/** Null where not all of it are ids of this kind: a list without the others would say too little. */
function idsOrNull(values: unknown, form: (text: string) => string): string[] | null {
  if (!Array.isArray(values)) return null;
  const ids = [...new Set(values.flatMap((value: unknown) => fitsOrNull(form, value) ?? []))].sort();
  return ids.length === new Set(values).size ? ids : null;
}
