import { type Member, memberFacts } from '../../api/members.ts';
import { lookAtUsers, NO_MEMBER, type Place, seenUser } from '../../approval/seen-users.ts';
import { AitronosError, isUnauthorized } from '../../errors/api-errors.ts';
import { reason } from '../../errors/reason.ts';
import { isRetryable } from '../../errors/retryable.ts';
import type { SeenUser } from '../../runs/input/row.ts';
import { foldCase } from '../../text/fold-case.ts';
import { SharedValues } from '../../text/shared-values.ts';
import type { ListedMemberships, WantedRow } from './wanted-state.ts';

/** What was thrown: an interrupt, or a token that is no longer accepted. */
export interface Stopped {
  readonly error: unknown;
}

/** How the users of rows are now, by row. Absent where the API did not show them. */
export interface SeenRows {
  readonly users: ReadonlyMap<number, SeenUser>;
  /** The ids of those who were found by their addresses. */
  readonly ids: ReadonlyMap<number, string>;
  /** Why some are not known; null where all are. */
  readonly refused: string | null;
  /** True where some are not known for a failure that may pass. */
  readonly mayPass: boolean;
  /** An interrupt, or a token that is no longer accepted (401); null where neither came. */
  readonly stopped: Stopped | null;
  /** The lists of members that were read, where the rows of users do not tell what is wanted. */
  readonly listed?: ListedMemberships;
}

/** So many users are asked for one by one; for more of them the list of all members is read once. */
const MOST_ASKED = 10;
const AT_ONCE = 4;

/**
 * Looks at the users of rows: by their ids, else by their addresses. Reads the list of all members once where there are
 * many. What was found until it was stopped is there, and any failure is told.
 */
export async function lookAtRows(place: Place, rows: readonly WantedRow[]): Promise<SeenRows> {
  const asked = new Set(rows.flatMap(({ user_id }) => user_id ?? []));
  const addresses = new Set(
    rows.flatMap(({ user_id, row }) => (user_id === null ? (addressOf(row) ?? []) : [])),
  );
  const isEnd = (error: unknown) => endsCheck(error, place);
  const askForUsers = async (some: ReadonlySet<string>, found: Found) =>
    (await lookAtUsers(place, some, found)).refused;
  const byId = await askInParts(asked, askForUsers, isEnd);
  const idOf = new Map<string, string>();
  const byAddress =
    byId.stopped === null
      ? await askInParts(addresses, (some, found) => lookAtAddresses(place, some, found, idOf), isEnd)
      : NOTHING_ASKED;
  const users = new Map<number, SeenUser>();
  const ids = new Map<number, string>();
  for (const { row, user_id } of rows) {
    const address = addressOf(row) ?? '';
    const user = user_id === null ? byAddress.found.get(address) : byId.found.get(user_id);
    if (user) users.set(row.row, user);
    const id = user_id === null ? idOf.get(address) : undefined;
    if (id !== undefined) ids.set(row.row, id);
  }
  const refused = byId.refused ?? byAddress.refused;
  const mayPass = byId.mayPass || byAddress.mayPass;
  return { users, ids, refused, mayPass, stopped: byId.stopped ?? byAddress.stopped };
}

/** Whether nothing more can be asked: an interrupt, a token that is no longer accepted, or a fault of this program. */
export const endsCheck = (error: unknown, { options }: Place): boolean =>
  options.signal?.aborted === true || !(error instanceof AitronosError) || isUnauthorized(error);

/** By id or address; null for a user whom the API does not show. */
type Found = Map<string, SeenUser | null>;

interface AskedNames {
  readonly found: ReadonlyMap<string, SeenUser | null>;
  readonly refused: string | null;
  readonly mayPass: boolean;
  readonly stopped: Stopped | null;
}

const NOTHING_ASKED: AskedNames = { found: new Map(), refused: null, mayPass: false, stopped: null };

/** One question for all where there are many, else one for each. `ask` returns why it was refused. */
async function askInParts(
  names: ReadonlySet<string>,
  ask: (some: ReadonlySet<string>, found: Found) => Promise<string | null>,
  isEnd: (error: unknown) => boolean,
): Promise<AskedNames> {
  const found: Found = new Map();
  let refused: string | null = null;
  let mayPass = false;
  let stopped: Stopped | null = null;
  const all = [...names];
  const parts = all.length > MOST_ASKED ? [names] : all.map((name) => new Set([name]));
  const askOne = async (part: ReadonlySet<string>) => {
    try {
      // The others that are asked meanwhile may have been refused.
      const why = await ask(part, found);
      refused ??= why;
    } catch (error) {
      if (isEnd(error)) stopped ??= { error };
      else {
        refused ??= reason(error);
        mayPass ||= isRetryable(error);
      }
    }
  };
  for (let start = 0; start < parts.length && stopped === null; start += AT_ONCE) {
    await Promise.all(parts.slice(start, start + AT_ONCE).map(askOne));
  }
  return { found, refused, mayPass, stopped };
}

const addressOf = ({ invitation, email }: WantedRow['row']): string | undefined => {
  const address = invitation?.email ?? email;
  return address && foldCase(address);
};

async function lookAtAddresses(
  { client, organization_id, options, onRole }: Place,
  addresses: ReadonlySet<string>,
  found: Found,
  idOf: Map<string, string>,
): Promise<null> {
  const shared = new SharedValues();
  const terms = addresses.size > MOST_ASKED ? [undefined] : [...addresses];
  for (const search_term of terms) {
    const filter = { organization_id, ...(search_term !== undefined && { search_term }) };
    for await (const member of client.users.listAll(filter, {}, options)) {
      const { user_id } = memberFacts(member);
      const address = addressIn(member);
      // Beside the row of a membership that ended there may be one that did not.
      if (!addresses.has(address) || found.get(address)?.is_member) continue;
      found.set(address, seenUser(member, onRole, shared));
      if (user_id !== null) idOf.set(address, user_id);
    }
  }
  for (const address of addresses) if (!found.has(address)) found.set(address, NO_MEMBER);
  return null;
}

/** The folded address of a member; empty where the list does not tell it. */
const addressIn = (member: Member): string => foldCase(memberFacts(member).email ?? '');
