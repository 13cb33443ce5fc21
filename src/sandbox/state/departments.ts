import type { Department } from '../../api/objects/department.ts';
import { Refusal } from '../refusal.ts';
import { countMembers } from './counts.ts';
import type { State } from './events/projection.ts';
import { ORGANIZATION_ID } from './first-data.ts';
import type { DepartmentRecord } from './first-groups.ts';

export type SandboxDepartment = Readonly<Department>;

/** The ids from the root down to this department, itself included. */
export function pathTo({ projection }: State, department_id: string): readonly string[] {
  const path: string[] = [];
  let id: string | null = department_id;
  // A parent that stands in the path already ends it, whatever the log says.
  while (id !== null && !path.includes(id)) {
    path.unshift(id);
    id = projection.departments.get(id)?.parent_id ?? null;
  }
  return path;
}

const listRecords = ({ projection }: State): readonly DepartmentRecord[] =>
  [...projection.departments.values()].filter(({ is_deleted }) => !is_deleted);

/** All departments, with their numbers of members. Our choice: the order, each followed by those below it. */
export function viewDepartments(state: State): readonly SandboxDepartment[] {
  const { departments } = countMembers(state);
  const below = (parent: string | null): SandboxDepartment[] =>
    records.filter(({ parent_id }) => parent_id === parent).flatMap((one) => [view(one), ...below(one.id)]);
  const records = listRecords(state);
  const view = (record: DepartmentRecord): SandboxDepartment => {
    const { id, name, description, parent_id, is_active, is_default, color, created_by, created_at } = record;
    const path = pathTo(state, id);
    return {
      id,
      name,
      description,
      parent_id,
      path: `/${path.join('/')}`,
      depth: path.length - 1,
      organization_id: ORGANIZATION_ID,
      member_count: departments.get(id) ?? 0,
      is_active,
      is_default,
      color,
      created_by,
      created_at,
    };
  };
  return below(null);
}

/**
 * Throws the documented refusal when there is no such department.
 * https://docs.aitronos.com/docs/api-reference/departments/retrieve
 */
export function requireDepartment({ projection }: State, department_id: string): DepartmentRecord {
  const found = projection.departments.get(department_id);
  if (found && !found.is_deleted) return found;
  throw new Refusal(404, 'DEPARTMENT_NOT_FOUND', 'The requested department could not be found.', {
    department_id,
  });
}

export const hasChildren = (state: State, department_id: string): boolean =>
  listRecords(state).some(({ parent_id }) => parent_id === department_id);

/** The ids of these departments and of all their descendants. */
export function withDescendants(state: State, ids: readonly string[]): string[] {
  const wanted = new Set(ids);
  return viewDepartments(state)
    .filter(({ path }) => path.split('/').some((part) => wanted.has(part)))
    .map(({ id }) => id);
}

export interface SandboxDepartmentNode extends SandboxDepartment {
  readonly children: readonly SandboxDepartmentNode[];
}

/** Builds a tree; a department whose parent is not in the list stands at the top. */
export function buildTree(departments: readonly SandboxDepartment[]): readonly SandboxDepartmentNode[] {
  const ids = new Set(departments.map(({ id }) => id));
  const node = (one: SandboxDepartment): SandboxDepartmentNode => ({
    ...one,
    children: departments.filter(({ parent_id }) => parent_id === one.id).map(node),
  });
  return departments.filter(({ parent_id }) => parent_id === null || !ids.has(parent_id)).map(node);
}
