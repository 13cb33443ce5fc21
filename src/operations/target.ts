import type { Action } from '../results/record.ts';

/** The fields of a change from a command line or a row, not yet checked for completeness. */
export interface TargetFields {
  /** Null for an invitation, and in a row for a person whom the organization does not have. */
  readonly user_id: string | null;
  readonly organization_id: string;
  /** The department that takes over the resources, where any are moved: the row's own, else the default. */
  readonly department_id: string | null;
  /**
   * True where the look-up of the address showed that the user already was as wanted: a change to that is not ours, as
   * far as the session that looked sends it. Before a later one, others may have changed the user. Null where the
   * look-up did not show how the user was.
   */
  readonly already?: true | null;
  /** For an invitation: the invited person, roles and departments. */
  readonly invitation?: Invitation;
  /** For a change of memberships: the new lists. */
  readonly memberships?: Memberships;
}

/** An existing user. */
export interface UserTarget extends TargetFields {
  readonly user_id: string;
}

interface LargerTargets {
  readonly deactivate: UserTarget & { readonly department_id: string };
  readonly update_memberships: UserTarget & { readonly memberships: Memberships };
  readonly invite: TargetFields & { readonly user_id: null; readonly invitation: Invitation };
}

type TargetByAction = LargerTargets & Readonly<Record<Exclude<Action, keyof LargerTargets>, UserTarget>>;

export type Target<A extends Action = Action> = TargetByAction[A];

/** What is to be done to a user, as a row has it too. */
export type ChangeFields = Omit<TargetFields, 'organization_id'>;

/** The change of a row or a target and nothing else: every field of it, or it would be lost on the way. */
export const changeOf = ({
  user_id,
  department_id,
  already,
  invitation,
  memberships,
}: ChangeFields): ChangeFields => ({
  user_id,
  department_id,
  ...(already !== undefined && { already }),
  ...(invitation && { invitation }),
  ...(memberships && { memberships }),
});

export const isUserTarget = (fields: TargetFields): fields is UserTarget => fields.user_id !== null;

export interface Memberships {
  readonly role_ids: readonly string[];
  readonly department_ids: readonly string[];
}

/**
 * Given values only, because the API has its own defaults.
 * https://docs.aitronos.com/docs/api-reference/users/invite-v2
 */
export interface Invitation extends Partial<Memberships> {
  readonly email: string;
  readonly full_name?: string;
  readonly send_invitation?: false;
  readonly custom_message?: string;
}
