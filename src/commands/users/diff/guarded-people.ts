import type { Client } from '../../../api/client.ts';
import type { RequestOptions } from '../../../api/http/request.ts';
import { type Member, memberFacts, memberRoles } from '../../../api/members.ts';
import type { Role } from '../../../api/roles.ts';
import { probe } from '../../../preflight/check-result.ts';
import { foldCase } from '../../../text/fold-case.ts';
import type { ProtectedUsers } from '../guards/protected-users.ts';
import { IS_SELF } from '../guards/self.ts';

/** Who may not be changed, and who looks. */
export interface GuardedPeople {
  /** Why a member may not be changed, in words that follow the name; null where nothing forbids it. */
  readonly reasonFor: (member: Member) => string | null;
  /** True for who is on a list of protected users, also where that is the signed-in user. */
  readonly isListed: (user_id: string) => boolean;
}

/**
 * Puts together who may not be changed: the lists, the signed-in user `me` and the owners. Asks the API who the owners
 * are; where it does not tell, those count whose role is called so.
 */
export async function guardedPeople(
  client: Client,
  organization_id: string,
  { listed, me }: { readonly listed: ProtectedUsers; readonly me: string | null },
  options: RequestOptions,
): Promise<GuardedPeople> {
  const owners = await readOwners(client, organization_id, options);
  return {
    isListed: (user_id) => listed.has(user_id),
    reasonFor(member) {
      const { user_id, role } = memberFacts(member);
      if (user_id !== null && user_id === me) return IS_SELF;
      const reason = user_id === null ? undefined : listed.get(user_id);
      if (reason !== undefined) return reason;
      const isOwner =
        (user_id !== null && owners.has(user_id)) ||
        (role !== null && foldCase(role) === 'owner') ||
        memberRoles(member).includes(OWNER_ID);
      return isOwner ? 'is an owner' : null;
    },
  };
}

const OWNER_ID = 'role_owner';

/** The ids of the owners: a list of members may show one of several roles only. */
async function readOwners(
  client: Client,
  organization_id: string,
  options: RequestOptions,
): Promise<ReadonlySet<string>> {
  const roles = await probe(client.roles.list({ organization_id }, options));
  const owning = 'answer' in roles ? roles.answer.filter(isOwnerRole) : [];
  const owners = new Set<string>();
  for (const { id } of owning) {
    const read = async () => {
      for await (const { user_id } of client.roles.listAllMembers(id, { organization_id }, options)) {
        owners.add(user_id);
      }
    };
    await probe(read());
  }
  return owners;
}

const isOwnerRole = ({ id, name, is_custom }: Role): boolean =>
  id === OWNER_ID || (is_custom !== true && typeof name === 'string' && foldCase(name) === 'owner');
