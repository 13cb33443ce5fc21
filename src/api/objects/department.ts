import { departmentId, fitsOrNull } from '../../validation/ids.ts';
import { textOrNull } from '../../validation/objects.ts';

/** https://docs.aitronos.com/docs/api-reference/departments/list */
export interface Department {
  id: string;
  name: string;
  description: string | null;
  parent_id: string | null;
  /** Ids from the root down, such as `/dept_abc123/dept_def456`. */
  path: string;
  depth: number;
  organization_id: string;
  member_count: number;
  is_active: boolean;
  is_default: boolean;
  color: string | null;
  created_by: string | null;
  created_at: string;
}

/** A department with all its descendants. */
export interface DepartmentNode extends Department {
  children: DepartmentNode[];
}

/** The organization of the departments. */
export interface DepartmentsParams {
  organization_id: string;
}

/** The part of the tree: these departments with their descendants; the whole tree when absent. */
export interface DepartmentTreeParams extends DepartmentsParams {
  scope?: readonly string[] | undefined;
}

/** A department to create: `name` must be unique (1 to 255 characters); without a parent it stands at the top level. */
export interface CreateDepartmentParams extends DepartmentsParams {
  name: string;
  description?: string | undefined;
  parent_id?: string | null | undefined;
}

/** The fields to change; absent ones stay as they are. */
export interface UpdateDepartmentParams extends DepartmentsParams {
  name?: string | undefined;
  description?: string | null | undefined;
}

/** The department to move and its new parent; null moves it to the top level. */
export interface ReparentDepartmentParams extends DepartmentsParams {
  new_parent_id: string | null;
}

/** The member of the organization. */
export interface DepartmentMemberParams extends DepartmentsParams {
  user_id: string;
}

/** A member of a department. */
export interface DepartmentMember {
  user_id: string;
  full_name: string | null;
  email: string;
  added_at: string;
}

/**
 * The facts about a department that this program uses; null where the answer omits a value or holds an impossible one.
 */
export interface DepartmentFacts {
  readonly id: string | null;
  readonly name: string | null;
  /** Ids from the root down; empty where the answer has none. */
  readonly path: readonly string[];
  readonly is_active: boolean;
}

// The longest path that is read: each of its steps is looked up, and real organizations are never so deep.
const MOST_STEPS = 100;

/** Reads a department of a list. */
export function departmentFacts(row: Department): DepartmentFacts {
  const steps = (textOrNull(row.path) ?? '').split('/', MOST_STEPS).filter((id) => id !== '');
  return {
    id: fitsOrNull(departmentId, row.id),
    name: textOrNull(row.name),
    path: steps,
    is_active: row.is_active !== false,
  };
}
