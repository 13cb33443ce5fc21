import { wholeSeconds } from '../../times.ts';
import { type DepartmentRecord, departmentRecord, type RoleRecord, roleRecord } from '../first-groups.ts';
import type { DepartmentEvent, RoleEvent } from './event.ts';

/** The department after the change; `before` is undefined for a new one. */
export function applyToDepartment(
  before: DepartmentRecord | undefined,
  event: DepartmentEvent,
): DepartmentRecord {
  const { department_id: id, action, name, description, parent_id } = event;
  const made = { created_by: event.actor_id ?? null, created_at: wholeSeconds(event.at) };
  return {
    ...(before ?? departmentRecord(id, id, made)),
    is_deleted: action === 'deleted',
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(parent_id !== undefined && { parent_id }),
  };
}

/** The role after the change; `before` is undefined for a new one. */
export function applyToRole(before: RoleRecord | undefined, event: RoleEvent): RoleRecord {
  const { role_id: id, action, name, description, capabilities } = event;
  return {
    ...(before ?? { ...roleRecord(id, id, [], true), created_at: wholeSeconds(event.at) }),
    is_deleted: action === 'deleted',
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(capabilities !== undefined && { capabilities }),
  };
}
