import { Refusal } from '../refusal.ts';
import { wholeSeconds } from '../times.ts';
import type { State } from './events/projection.ts';
import { findIdByEmail, findPersonById, INVITED } from './people.ts';

/** An invitation that is pending. Our choice: its fields, and that a user has one at most, whose id is the user's. */
export interface PendingInvitation {
  readonly invitation_id: string;
  readonly email: string;
  readonly user_id: string;
  readonly role_id: string | null;
  readonly invitation_key: string;
  readonly invitation_link: string;
  /** ISO 8601, UTC. */
  readonly created_at: string;
  /** ISO 8601, UTC. */
  readonly expires_at: string;
}

/** The page's example spans 7 days. */
const LIFE_MS = 7 * 24 * 60 * 60_000;

/** Our choice: the key in the link is the id of the user, as the sandbox has no secrets. */
export const invitationLink = (user_id: string): string =>
  `https://chat.sandbox.invalid/invitations/${user_id}`;

const invitationId = (user_id: string): string => user_id.replace(/^usr_/, 'inv_');

/** By what an invitation is looked up. */
export type InvitationKey = readonly [field: 'email' | 'user_id' | 'invitation_id', value: string];

/**
 * Throws a `Refusal` where there is none; the code is our choice.
 * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/get-invitation
 */
export function requireInvitation(state: State, [field, value]: InvitationKey): PendingInvitation {
  const found = findInvitation(state, userIdOf(state, [field, value]));
  if (found && (field !== 'invitation_id' || found.invitation_id === value)) return found;
  throw new Refusal(404, 'INVITATION_NOT_FOUND', 'The requested invitation could not be found.', {
    [field]: value,
  });
}

function userIdOf(state: State, [field, value]: InvitationKey): string {
  if (field === 'email') return findIdByEmail(value, state) ?? '';
  return field === 'user_id' ? value : value.replace(/^inv_/, 'usr_');
}

function findInvitation(state: State, user_id: string): PendingInvitation | undefined {
  const user = findPersonById(state, user_id)?.user;
  const standing = state.projection.of(user_id);
  if (user?.account_state !== INVITED || !standing) return undefined;
  const invited_at = standing.invited_at ?? standing.changed_at;
  const sent_at = standing.sent_at ?? invited_at;
  return {
    invitation_id: invitationId(user_id),
    email: user.email,
    user_id,
    role_id: user.role_ids[0] ?? null,
    invitation_key: user_id,
    invitation_link: invitationLink(user_id),
    created_at: wholeSeconds(invited_at),
    expires_at: wholeSeconds(new Date(Date.parse(sent_at) + LIFE_MS).toISOString()),
  };
}
