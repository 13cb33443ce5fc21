import type { Action } from '../results/record.ts';

/** What a command line or a row says of a change, before it is known whether that is all that the change needs. */
export interface TargetFields {
  /** Null for a person who is only being invited. */
  readonly user_id: string | null;
  readonly organization_id: string;
  /** Who takes over the resources, where any are moved. */
  readonly department_id: string | null;
  /** For an invitation: who is asked, and into what. */
  readonly invitation?: Invitation | undefined;
  /** For a change of memberships: what replaces them. */
  readonly memberships?: Memberships | undefined;
}

/** A user who is there. */
export interface UserTarget extends TargetFields {
  readonly user_id: string;
}

/** What each change is done to, with all that it needs. */
export interface TargetByAction {
  readonly deactivate: UserTarget & { readonly department_id: string };
  readonly reactivate: UserTarget;
  readonly remove: UserTarget;
  readonly update_memberships: UserTarget & { readonly memberships: Memberships };
  readonly invite: TargetFields & { readonly user_id: null; readonly invitation: Invitation };
}

export type Target<A extends Action = Action> = TargetByAction[A];

export const isUserTarget = (fields: TargetFields): fields is UserTarget => fields.user_id !== null;

export interface Memberships {
  readonly role_ids: readonly string[];
  readonly department_ids: readonly string[];
}

/**
 * Only what was given; the API has defaults for the rest.
 * https://docs.aitronos.com/docs/api-reference/users/invite-v2
 */
export interface Invitation extends Partial<Memberships> {
  readonly email: string;
  readonly full_name?: string;
  readonly send_invitation?: false;
  readonly custom_message?: string;
}
