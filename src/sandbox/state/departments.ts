import { Refusal } from '../refusal.ts';
import type { MemberCounts } from './counts.ts';
import { ORGANIZATION_ID, OWNER_ID } from './first-data.ts';

/** https://docs.aitronos.com/docs/api-reference/departments/list */
export interface SandboxDepartment {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly parent_id: string | null;
  readonly path: string;
  readonly depth: number;
  readonly organization_id: string;
  readonly member_count: number;
  readonly is_active: boolean;
  readonly is_default: boolean;
  readonly color: string | null;
  readonly created_by: string | null;
  readonly created_at: string;
}

const createDepartment = (
  id: string,
  name: string,
  rest: Partial<SandboxDepartment> = {},
): SandboxDepartment => ({
  id,
  name,
  description: null,
  parent_id: null,
  path: `/${id}`,
  depth: 0,
  organization_id: ORGANIZATION_ID,
  member_count: 0,
  is_active: true,
  is_default: false,
  color: null,
  created_by: OWNER_ID,
  created_at: '2025-01-15T09:00:00Z',
  ...rest,
});

/** Our choice: the departments, and their order (by path, parents before children). */
const DEPARTMENTS: readonly SandboxDepartment[] = [
  createDepartment('dept_eng001', 'Engineering', {
    description: 'Builds the product',
    is_default: true,
    color: '#3366CC',
  }),
  createDepartment('dept_be001', 'Backend', {
    parent_id: 'dept_eng001',
    path: '/dept_eng001/dept_be001',
    depth: 1,
  }),
  createDepartment('dept_lab001', 'Laboratory', { description: 'Closed in 2025', is_active: false }),
  createDepartment('dept_sales001', 'Sales', { color: '#CC6633' }),
  createDepartment('dept_support001', 'Support'),
];

/** All departments, with their numbers of members. */
export const countDepartmentMembers = ({ departments }: MemberCounts): readonly SandboxDepartment[] =>
  DEPARTMENTS.map((one) => ({ ...one, member_count: departments.get(one.id) ?? 0 }));

/**
 * Throws the documented refusal when there is no such department.
 * https://docs.aitronos.com/docs/api-reference/departments/retrieve
 */
export function findDepartment(
  departments: readonly SandboxDepartment[],
  department_id: string,
): SandboxDepartment {
  const found = departments.find(({ id }) => id === department_id);
  if (found) return found;
  throw new Refusal(404, 'DEPARTMENT_NOT_FOUND', 'The requested department could not be found.', {
    details: { department_id },
  });
}

/** Throws the documented refusal when there is no such department. */
export const requireDepartment = (department_id: string): void => {
  findDepartment(DEPARTMENTS, department_id);
};

/** The ids of these departments and of all their descendants. */
export const withDescendants = (ids: readonly string[]): string[] =>
  DEPARTMENTS.filter(({ path }) => path.split('/').some((part) => ids.includes(part))).map(({ id }) => id);

/** A department with its children. */
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
