import { unexpectedAnswer } from '../../../api/answers.ts';
import type { Client } from '../../../api/client.ts';
import type { RequestOptions } from '../../../api/http/request.ts';
import { type Member, memberFacts, memberRoles } from '../../../api/members.ts';
import type { Context } from '../../../cli/context.ts';
import { OWNER_ROLE_ID, readOwners } from '../../../lookup/owners.ts';
import { probeOfGuard } from '../../../preflight/check-result.ts';
import { foldCase } from '../../../text/fold-case.ts';
import type { ProtectedUsers } from '../guards/protected-users.ts';
import { IS_SELF, signedInUser } from '../guards/self.ts';

/** Who looks; null where an answer does not say it. */
export interface SignedIn {
  readonly user_id: string | null;
  readonly email: string | null;
}

const UNKNOWN: SignedIn = { user_id: null, email: null };

/**
 * Who is signed in, as the API says, else the token. Unknown with an API key, which may belong to a program. Throws
 * `ConnectionError`, `ApiError` where the credential is not accepted, and `AitronosError` (`UNEXPECTED_ANSWER`): whom a
 * roster has to hold is not known then. See docs/decisions/2026-11-26-guards-believe-no-other-answer.md.
 */
export async function readSignedIn(
  context: Context,
  client: Client,
  options: RequestOptions,
): Promise<SignedIn> {
  const { kind } = await context.credential();
  if (kind === 'api_key') return UNKNOWN;
  const user_id = signedInUser(context);
  const account = await probeOfGuard(client.account.me(options));
  if (!('answer' in account)) return { user_id, email: null };
  const { id, email } = account.answer;
  if (user_id === null && id === null) throw unexpectedAnswer('the signed-in user', account.answer);
  return user_id === null || user_id === id ? { user_id: id, email } : { user_id, email: null };
}

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
  const told = await probeOfGuard(readOwners(client, organization_id, options));
  const owners: ReadonlyMap<string, unknown> = 'answer' in told ? told.answer : new Map();
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
        memberRoles(member).includes(OWNER_ROLE_ID);
      return isOwner ? 'is an owner' : null;
    },
  };
}
