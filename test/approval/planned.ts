import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

type Fields = Readonly<Record<string, unknown>>;

/** The digest of a plan by its definition: of the RFC 8785 form of all but the digest. */
export function digestOf({ digest: _, ...rest }: Fields): string {
  return `sha256:${createHash('sha256')
    .update(canonicalize(rest) ?? '')
    .digest('hex')}`;
}

/** A row of a plan to deactivate. */
export const plannedRow = (row: number, user_id: string, more: Fields = {}): Fields => ({
  row,
  line: null,
  user_id,
  department_id: 'dept_eng001',
  input: { user_id },
  seen: {
    is_member: true,
    account_state: 'active',
    role_ids: null,
    department_ids: null,
    full_name: null,
    email: null,
  },
  ...more,
});

/** A plan to deactivate these users, as the program writes it; `more` takes the place of its fields. */
export function planOf(users: readonly string[], more: Fields = {}): Fields {
  const plan: Fields = {
    schema_version: 1,
    action: 'deactivate',
    organization_id: 'org_xyz789',
    origin: 'sandbox',
    planned_by: 'usr_planner',
    planned_at: '2026-03-01T11:00:00.000Z',
    version: '0.1.0',
    reason: null,
    ticket: null,
    time_zone: null,
    ci: null,
    missing: null,
    ids_only: false,
    columns_read: null,
    left_out: { not_due: 0, not_chosen: 0 },
    total: users.length,
    rows: users.map((user, index) => plannedRow(index + 1, user)),
    ...more,
  };
  return { ...plan, digest: digestOf(plan) };
}
