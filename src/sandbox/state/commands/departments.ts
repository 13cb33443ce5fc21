import { Refusal } from '../../refusal.ts';
import { countMembers } from '../counts.ts';
import { hasChildren, pathTo, requireDepartment } from '../departments.ts';
import { FIRST_DEPARTMENTS } from '../first-groups.ts';
import { type Command, numberedId } from './command.ts';
import { refuseTakenName } from './guards.ts';

/** What may be said of a department; what is absent stays as it is. */
export interface DepartmentFields {
  readonly name?: string;
  readonly description?: string | null;
}

/** https://docs.aitronos.com/docs/api-reference/departments/create */
export const departmentCreation =
  (fields: DepartmentFields & { readonly name: string; readonly parent_id: string | null }): Command =>
  (state) => {
    refuseTakenName(state, 'department', fields.name, null);
    if (fields.parent_id !== null) requireDepartment(state, fields.parent_id);
    const created = state.projection.departments.size - FIRST_DEPARTMENTS.length;
    const department_id = numberedId('dept_', created + 1);
    return { kind: 'department', action: 'created', department_id, ...fields };
  };

/** https://docs.aitronos.com/docs/api-reference/departments/update */
export const departmentUpdate =
  (department_id: string, fields: DepartmentFields): Command =>
  (state) => {
    requireDepartment(state, department_id);
    refuseTakenName(state, 'department', fields.name, department_id);
    return { kind: 'department', action: 'updated', department_id, ...fields };
  };

/**
 * Moves a department with all below it. Our choice: the code for one that would come below itself.
 * https://docs.aitronos.com/docs/api-reference/departments/reparent
 */
export const departmentMove =
  (department_id: string, parent_id: string | null): Command =>
  (state) => {
    requireDepartment(state, department_id);
    if (parent_id !== null) {
      requireDepartment(state, parent_id);
      if (pathTo(state, parent_id).includes(department_id)) {
        const details = { department_id, new_parent_id: parent_id };
        throw new Refusal(422, 'DEPARTMENT_CYCLE', 'A department cannot come below itself.', details);
      }
    }
    return { kind: 'department', action: 'reparented', department_id, parent_id };
  };

/**
 * Our choice: the code for a department with members, deactivated ones included.
 * https://docs.aitronos.com/docs/api-reference/departments/delete
 */
export const departmentDeletion =
  (department_id: string): Command =>
  (state) => {
    requireDepartment(state, department_id);
    const details = { department_id };
    if (hasChildren(state, department_id)) {
      const message = 'This department has departments below it.';
      const more = { system_message: 'Department has children' };
      throw new Refusal(422, 'DEPARTMENT_HAS_CHILDREN', message, details, more);
    }
    if ((countMembers(state).departments.get(department_id) ?? 0) > 0) {
      throw new Refusal(422, 'DEPARTMENT_HAS_MEMBERS', 'This department has members.', details);
    }
    return { kind: 'department', action: 'deleted', department_id };
  };
