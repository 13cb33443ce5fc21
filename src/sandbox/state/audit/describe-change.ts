import type { DepartmentEvent, RoleEvent, UserAction, UserEvent } from '../events/event.ts';
import type { ProjectedPerson } from '../events/project-people.ts';
import type { PastChange, State } from '../events/projection.ts';
import { findFirstPerson } from '../first-data.ts';
import type { DepartmentRecord, RoleRecord } from '../first-groups.ts';
import { DEACTIVATED, findPersonById, REMOVED } from '../people.ts';
import type { AuditEntry } from './entry.ts';

export type DescribedChange = Omit<
  AuditEntry,
  'id' | 'organization_id' | 'timestamp' | 'actor_id' | 'actor_name' | 'actor_email'
>;

/** Describes a change in the words of the audit log. Our choice: one entry for each change. */
export function describeChange(state: State, past: PastChange): DescribedChange {
  if (!('kind' in past)) return describeUserChange(state, past.event, past.before);
  const { event, before } = past;
  if (past.kind === 'role') return describeGroup(event, past.event.role_id, before, null);
  return describeGroup(event, past.event.department_id, before, past.event.department_id);
}

function describeUserChange(
  state: State,
  event: UserEvent,
  before: ProjectedPerson | undefined,
): DescribedChange {
  const { user_id, role_id, department_id, transferred_to_department_id } = event;
  const target_name = nameOfUser(state, user_id);
  return {
    ...entityOf(state, event),
    action_type: event.action ?? guessAction(event),
    target_id: user_id,
    target_name,
    department_id: department_id ?? (role_id === undefined ? transferred_to_department_id : null),
    ...changedValues(state, event, before),
  };
}

/** Old logs do not name the action, but it follows from what a change says. */
function guessAction({ account_state, role_ids, invitation }: UserEvent): UserAction {
  if (invitation) return 'invited';
  if (account_state === REMOVED) return 'removed';
  if (role_ids) return 'updated';
  return account_state === DEACTIVATED ? 'deactivated' : 'reactivated';
}

function entityOf(state: State, { user_id, role_id, department_id }: UserEvent) {
  const { departments, roles } = state.projection;
  if (role_id !== undefined) {
    const entity_name = roles.get(role_id)?.name ?? null;
    return { entity_type: 'role_assignment', entity_id: role_id, entity_name };
  }
  if (department_id !== undefined) {
    const entity_name = departments.get(department_id)?.name ?? null;
    return { entity_type: 'department_membership', entity_id: department_id, entity_name };
  }
  return { entity_type: 'user', entity_id: user_id, entity_name: nameOfUser(state, user_id) };
}

/** Our choice: the address of a user without a name. */
export function nameOfUser(state: State, user_id: string): string | null {
  const user = findPersonById(state, user_id)?.user;
  return user?.full_name ?? user?.email ?? null;
}

const USER_FIELDS = ['account_state', 'role_ids', 'department_ids'] as const;

function changedValues(state: State, event: UserEvent, before: ProjectedPerson | undefined) {
  const first = findFirstPerson(event.user_id, state.users);
  const was: Readonly<Record<string, unknown>> = {
    ...first,
    username: first?.user_name,
    ...before,
    ...before?.profile,
  };
  const said: Readonly<Record<string, unknown>> = { ...event, ...event.profile };
  const named = [...USER_FIELDS, ...Object.keys(event.profile ?? {})].filter(
    (name) => said[name] !== undefined,
  );
  const changed = named.filter((name) => JSON.stringify(was[name] ?? null) !== JSON.stringify(said[name]));
  const pick = (from: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(changed.map((field) => [field, from[field] ?? null]));
  const isNew = !first && !before;
  return { previous_value: isNew ? null : pick(was), new_value: pick(said) };
}

const GROUP_FIELDS = ['name', 'description', 'parent_id', 'capabilities'] as const;

function describeGroup(
  event: DepartmentEvent | RoleEvent,
  id: string,
  before: DepartmentRecord | RoleRecord | undefined,
  department_id: string | null,
): DescribedChange {
  const was: Readonly<Record<string, unknown>> = { ...before };
  const said: Readonly<Record<string, unknown>> = { ...event };
  const isDeletion = event.action === 'deleted';
  const named = GROUP_FIELDS.filter((field) => (isDeletion ? was : said)[field] !== undefined);
  const pick = (from: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(named.map((field) => [field, from[field] ?? null]));
  const name = event.name ?? before?.name ?? null;
  return {
    entity_type: event.kind,
    entity_id: id,
    entity_name: name,
    action_type: event.action,
    target_id: id,
    target_name: name,
    department_id,
    previous_value: before ? pick(was) : null,
    new_value: isDeletion ? null : pick(said),
  };
}
