import { unexpectedAnswer } from '../api/answers.ts';
import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import { memberId, memberState } from '../api/members.ts';
import type { Role } from '../api/objects/role.ts';
import { foldCase } from '../text/fold-case.ts';
import { isId } from '../validation/ids.ts';

/** The id of the owners' role in the examples of the API's pages. */
export const OWNER_ROLE_ID = 'role_owner';

/**
 * The owners of an organization by id, each with the state of the account, null where it is not told. Throws
 * `ApiError`, `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`).
 * https://docs.aitronos.com/docs/api-reference/organizations/roles/list-members
 */
export async function readOwners(
  client: Client,
  organization_id: string,
  options: RequestOptions,
): Promise<ReadonlyMap<string, string | null>> {
  const roles = await client.roles.list({ organization_id }, options);
  // One without an id may be that of the owners.
  if (!roles.every(({ id }) => isId(id))) throw unexpectedAnswer('a list of roles with their ids');
  const owners = new Map<string, string | null>();
  for (const { id } of roles.filter(isOwnerRole)) {
    const members = client.roles.listAllMembers(id, { organization_id }, options);
    for await (const member of members) owners.set(memberId({ ...member }), memberState({ ...member }));
  }
  return owners;
}

const isOwnerRole = ({ id, name, is_custom }: Role): boolean =>
  id === OWNER_ROLE_ID || (is_custom !== true && typeof name === 'string' && foldCase(name) === 'owner');
