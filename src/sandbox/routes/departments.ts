import {
  departmentCreation,
  departmentDeletion,
  departmentMove,
  departmentUpdate,
} from '../state/commands/departments.ts';
import { departmentEntry, departmentExit } from '../state/commands/memberships.ts';
import { buildTree } from '../state/departments.ts';
import type { Person } from '../state/people.ts';
import { wholeSeconds } from '../times.ts';
import {
  invalidField,
  readBody,
  readName,
  readNullableText,
  readOptionalName,
  readText,
} from './request-fields.ts';
import { changeOnly, type Route } from './route.ts';

const LONGEST_NAME = 255;

export const DEPARTMENT_ROUTES: readonly Route[] = [
  /** All departments, in a bare array. Our choice: their order. */
  {
    at: 'GET /v1/organizations/:organization_id/departments',
    page: 'https://docs.aitronos.com/docs/api-reference/departments/list',
    answer: ({ organization }) => organization.departments(),
  },
  /** Our choice: an unknown id in the scope is refused. */
  {
    at: 'GET /v1/organizations/:organization_id/departments/tree',
    page: 'https://docs.aitronos.com/docs/api-reference/departments/tree',
    answer: ({ c, organization }) => {
      const scope = (c.req.query('scope') ?? '').split(',').filter((id) => id !== '');
      const inScope = new Set(organization.withDescendants(scope));
      const all = organization.departments();
      return buildTree(scope.length === 0 ? all : all.filter(({ id }) => inScope.has(id)));
    },
  },
  {
    at: 'GET /v1/organizations/:organization_id/departments/:department_id',
    page: 'https://docs.aitronos.com/docs/api-reference/departments/retrieve',
    answer: ({ organization, param }) => organization.department(param('department_id')),
  },
  /** Our choice: the capability, which is `create_subdepartments` or `manage_departments` whatever the parent is. */
  {
    at: 'POST /v1/organizations/:organization_id/departments',
    page: 'https://docs.aitronos.com/docs/api-reference/departments/create',
    needs: ['manage_departments', 'create_subdepartments'],
    status: 201,
    answer: async ({ c, organization, caller_id }) => {
      const body = await readBody(c);
      const name = readName(body, LONGEST_NAME);
      const description = readNullableText(body, 'description') ?? null;
      const parent_id = readNullableText(body, 'parent_id') ?? null;
      const creation = departmentCreation({ name, description, parent_id });
      return organization.change(caller_id, creation, (id) => organization.department(id));
    },
  },
  /** Only what the body names is changed. Our choice: the capability, and the status 200. */
  {
    at: 'PATCH /v1/organizations/:organization_id/departments/:department_id',
    page: 'https://docs.aitronos.com/docs/api-reference/departments/update',
    needs: ['manage_departments'],
    answer: async ({ c, organization, caller_id, param }) => {
      const { id } = organization.department(param('department_id'));
      const body = await readBody(c);
      const name = readOptionalName(body, LONGEST_NAME);
      const description = readNullableText(body, 'description');
      const fields = {
        ...(name !== undefined && { name }),
        ...(description !== undefined && { description }),
      };
      return organization.change(caller_id, departmentUpdate(id, fields), () => organization.department(id));
    },
  },
  /** Our choice: the capability, and the status 200. */
  {
    at: 'POST /v1/organizations/:organization_id/departments/:department_id/reparent',
    page: 'https://docs.aitronos.com/docs/api-reference/departments/reparent',
    needs: ['reparent_departments', 'manage_departments'],
    answer: async ({ c, organization, caller_id, param }) => {
      const { id } = organization.department(param('department_id'));
      const parent_id = readNullableText(await readBody(c), 'new_parent_id');
      if (parent_id === undefined) {
        throw invalidField('new_parent_id', 'The field new_parent_id is required; null is the top level.');
      }
      return organization.change(caller_id, departmentMove(id, parent_id), () => organization.department(id));
    },
  },
  /** Our choice: the capability. */
  {
    at: 'DELETE /v1/organizations/:organization_id/departments/:department_id',
    page: 'https://docs.aitronos.com/docs/api-reference/departments/delete',
    needs: ['manage_departments'],
    answer: (call) => changeOnly(call, departmentDeletion(call.param('department_id'))),
  },
  /** A bare array, all of them. */
  {
    at: 'GET /v1/organizations/:organization_id/departments/:department_id/members',
    page: 'https://docs.aitronos.com/docs/api-reference/departments/list-members',
    answer: ({ organization, param }) => {
      const { id } = organization.department(param('department_id'));
      return organization.inDepartment(id).map((person) => viewMember(person, id));
    },
  },
  /** Our choice: the capability. */
  {
    at: 'POST /v1/organizations/:organization_id/departments/:department_id/members',
    page: 'https://docs.aitronos.com/docs/api-reference/departments/add-member',
    needs: ['manage_departments', 'manage_users'],
    status: 201,
    answer: async ({ c, organization, caller_id, param }) => {
      const { id } = organization.department(param('department_id'));
      const user_id = readText(await readBody(c), 'user_id');
      const view = () => viewMember(organization.member(user_id), id);
      return organization.change(caller_id, departmentEntry(id, user_id), view);
    },
  },
  /** Our choice: the capability. */
  {
    at: 'DELETE /v1/organizations/:organization_id/departments/:department_id/members/:user_id',
    page: 'https://docs.aitronos.com/docs/api-reference/departments/remove-member',
    needs: ['manage_departments', 'manage_users'],
    answer: (call) => changeOnly(call, departmentExit(call.param('department_id'), call.param('user_id'))),
  },
];

/** Our choice: who was not added to a department alone was there from the beginning. */
const viewMember = ({ user, created_at, entered }: Person, department_id: string) => ({
  user_id: user.id,
  full_name: user.full_name,
  email: user.email,
  added_at: entered?.[department_id] ? wholeSeconds(entered[department_id]) : created_at,
});
