/** One entry of the audit log. Our choice: its fields, after the columns of the export, for want of the page's own. */
export interface AuditEntry {
  readonly id: string;
  readonly organization_id: string;
  /** ISO 8601, UTC. */
  readonly timestamp: string;
  readonly entity_type: string;
  readonly entity_id: string;
  readonly entity_name: string | null;
  readonly action_type: string;
  /** Null where a log of before does not say who asked for the change. */
  readonly actor_id: string | null;
  readonly actor_name: string | null;
  readonly actor_email: string | null;
  /** The user, department or role that was changed. */
  readonly target_id: string;
  readonly target_name: string | null;
  readonly department_id: string | null;
  /** The fields that the change concerns, as they were; null for what is new. */
  readonly previous_value: AuditedValue | null;
  /** The same fields, as they are since; null for what was deleted. */
  readonly new_value: AuditedValue | null;
}

type AuditedValue = Readonly<Record<string, unknown>>;
