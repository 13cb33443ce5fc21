/** What an operation changes: whom, where, and what else it needs to know. */
export interface Target {
  /** Null for somebody who is only being invited. */
  readonly user_id: string | null;
  readonly organization_id: string;
  /** Who takes over the resources, where any are moved. */
  readonly department_id: string | null;
  /** For an invitation: who is asked, and into what. */
  readonly invitation?: Invitation;
  /** For a change of memberships: what replaces them. */
  readonly memberships?: Memberships;
}

export interface Memberships {
  readonly role_ids: readonly string[];
  readonly department_ids: readonly string[];
}

/** Only what was given; the API has defaults for the rest. https://docs.aitronos.com/docs/api-reference/users/invite-v2 */
export interface Invitation extends Partial<Memberships> {
  readonly email: string;
  readonly full_name?: string;
  readonly send_invitation?: false;
  readonly custom_message?: string;
}
