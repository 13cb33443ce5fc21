import type { Profile } from '../profiles.ts';
import type { InvitationEvent, UserEvent } from './event.ts';

/** What the changes made of one user; a list that is absent is as in the first data. */
export interface ProjectedPerson {
  readonly account_state: string;
  readonly role_ids?: readonly string[];
  readonly department_ids?: readonly string[];
  /** When the user was added to a department alone, by its id. */
  readonly entered?: Readonly<Record<string, string>>;
  readonly invitation?: InvitationEvent;
  /** ISO 8601, UTC. */
  readonly invited_at?: string;
  /** ISO 8601, UTC: the last time that the invitation was sent. */
  readonly sent_at?: string;
  readonly profile?: Partial<Profile>;
  readonly changed_at: string;
  /** Of a user who is no member any more: how they were before that. */
  readonly removal?: Removal;
}

/** How a membership ended, and what it was before; a list that is absent is as in the first data. */
interface Removal {
  readonly action: 'deleted' | 'removed';
  /** Absent for a user of the first data without an earlier change. */
  readonly account_state?: string;
  readonly role_ids?: readonly string[];
  readonly department_ids?: readonly string[];
}

/** The user after the change; `before` is undefined for the first change of a user. */
export function applyToPerson(before: ProjectedPerson | undefined, event: UserEvent): ProjectedPerson {
  const { at, action, account_state, role_ids, department_ids, department_id, invitation, profile } = event;
  // Whatever comes after a removal makes the user a member again.
  const { removal: _, ...known } = before ?? {};
  return {
    ...known,
    account_state,
    changed_at: at,
    ...(role_ids && { role_ids }),
    ...(department_ids && { department_ids }),
    ...(action === 'membership_added' &&
      department_id && { entered: { ...before?.entered, [department_id]: at } }),
    ...(invitation && { invitation, invited_at: at }),
    ...(action === 'invited' && { sent_at: at }),
    ...(profile && { profile: { ...before?.profile, ...profile } }),
    ...((action === 'deleted' || action === 'removed') && { removal: removalOf(action, before) }),
  };
}

const removalOf = (action: Removal['action'], before: ProjectedPerson | undefined): Removal => ({
  action,
  ...(before && { account_state: before.account_state }),
  ...(before?.role_ids && { role_ids: before.role_ids }),
  ...(before?.department_ids && { department_ids: before.department_ids }),
});
