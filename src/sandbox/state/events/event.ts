/** A change of a user: one line of the log. Absent fields stay as they were. */
export interface ChangeEvent {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly user_id: string;
  /** The state after the change. */
  readonly account_state: string;
  readonly transferred_to_department_id: string | null;
  /** All of them, from now on. */
  readonly role_ids?: readonly string[];
  /** All of them, from now on. */
  readonly department_ids?: readonly string[];
  readonly invitation?: InvitationEvent;
}

/** Who was invited, and how. */
export interface InvitationEvent {
  readonly email: string;
  readonly full_name: string | null;
  readonly link: string | null;
}
