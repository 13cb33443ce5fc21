import { memberFacts } from '../../api/members.ts';
import { lookAtUsers, NO_MEMBER, type Place, type SeenUsers, seenUser } from '../../approval/seen-users.ts';
import { AitronosError, ApiError } from '../../errors/api-errors.ts';
import type { SeenUser } from '../../runs/input/row.ts';
import { foldCase } from '../../text/fold-case.ts';
import type { WantedRow } from './wanted-state.ts';

/** How the users of rows are now, by row. Absent where the API did not show them. */
export interface SeenRows {
  readonly users: ReadonlyMap<number, SeenUser>;
  /** The ids of those who were found by their addresses. */
  readonly ids: ReadonlyMap<number, string>;
  /** Why some are not known; null where all are. */
  readonly refused: string | null;
}

/** So many users are asked for one by one; for more of them the list of all members is read once. */
const MOST_ASKED = 10;
const AT_ONCE = 4;

/**
 * Looks at the users of rows: by their ids, else by their addresses. Reads the list of all members once where there are
 * many. Throws `ApiError` (401), and the reason of the signal; any other failure is told.
 */
export async function lookAtRows(place: Place, rows: readonly WantedRow[]): Promise<SeenRows> {
  const asked = new Set(rows.flatMap(({ user_id }) => user_id ?? []));
  const addresses = new Set(rows.flatMap(({ user_id, row }) => (user_id === null ? addressOf(row) : [])));
  const byId = await askInParts(asked, (some) => lookAtUsers(place, some));
  const idOf = new Map<string, string>();
  const byAddress = await askInParts(addresses, (some) => lookAtAddresses(place, some, idOf));
  const users = new Map<number, SeenUser>();
  const ids = new Map<number, string>();
  for (const { row, user_id } of rows) {
    const [address = ''] = user_id === null ? addressOf(row) : [];
    const user = user_id === null ? byAddress.found.get(address) : byId.found.get(user_id);
    if (user) users.set(row.row, user);
    const id = idOf.get(address);
    if (id !== undefined) ids.set(row.row, id);
  }
  return { users, ids, refused: byId.refused ?? byAddress.refused };
}

/** One question for all where there are many, else one for each. */
async function askInParts(
  names: ReadonlySet<string>,
  ask: (some: ReadonlySet<string>) => Promise<SeenUsers>,
): Promise<{ readonly found: ReadonlyMap<string, SeenUser>; readonly refused: string | null }> {
  const found = new Map<string, SeenUser>();
  let refused: string | null = null;
  const all = [...names];
  const parts = all.length > MOST_ASKED ? [names] : all.map((name) => new Set([name]));
  const askOne = async (part: ReadonlySet<string>) => {
    try {
      const answer = await ask(part);
      for (const [name, user] of answer.users) if (user !== null) found.set(name, user);
      refused ??= answer.refused;
    } catch (error) {
      if (!(error instanceof AitronosError) || (error instanceof ApiError && error.status === 401))
        throw error;
      refused ??= error.message;
    }
  };
  for (let start = 0; start < parts.length; start += AT_ONCE) {
    await Promise.all(parts.slice(start, start + AT_ONCE).map(askOne));
  }
  return { found, refused };
}

/** The folded address, as a list of one or none. */
const addressOf = ({ invitation, email }: WantedRow['row']): readonly string[] => {
  const address = invitation?.email ?? email;
  return address === undefined ? [] : [foldCase(address)];
};

async function lookAtAddresses(
  { client, organization_id, options }: Place,
  addresses: ReadonlySet<string>,
  idOf: Map<string, string>,
): Promise<SeenUsers> {
  const found = new Map<string, SeenUser>([...addresses].map((address) => [address, NO_MEMBER]));
  const terms = addresses.size > MOST_ASKED ? [undefined] : [...addresses];
  for (const search_term of terms) {
    const filter = { organization_id, ...(search_term !== undefined && { search_term }) };
    for await (const member of client.users.listAll(filter, {}, options)) {
      const { email, user_id } = memberFacts(member);
      const address = foldCase(email ?? '');
      if (!addresses.has(address)) continue;
      found.set(address, seenUser(member));
      if (user_id !== null) idOf.set(address, user_id);
    }
  }
  return { users: found, refused: null };
}
