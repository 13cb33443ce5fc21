import type { SandboxApp } from '../request.ts';
import { buildTree, requireDepartment, withDescendants } from '../state/departments.ts';
import type { Organization } from '../state/organization.ts';
import { departmentMember } from './list-rows.ts';

const DEPARTMENTS = '/v1/organizations/:organization_id/departments';

/** The departments of the organization. */
export function addDepartmentRoutes(app: SandboxApp, organization: Organization): void {
  // All departments, in a bare array. Our choice: their order.
  // https://docs.aitronos.com/docs/api-reference/departments/list
  app.get(DEPARTMENTS, (c) => c.json(organization.departments()));

  // Our choice: an unknown id in the scope is refused.
  // https://docs.aitronos.com/docs/api-reference/departments/tree
  app.get(`${DEPARTMENTS}/tree`, (c) => {
    const scope = (c.req.query('scope') ?? '').split(',').filter((id) => id !== '');
    scope.forEach(requireDepartment);
    const inScope = new Set(withDescendants(scope));
    const all = organization.departments();
    return c.json(buildTree(scope.length === 0 ? all : all.filter(({ id }) => inScope.has(id))));
  });

  // https://docs.aitronos.com/docs/api-reference/departments/retrieve
  app.get(`${DEPARTMENTS}/:department_id`, (c) => {
    const department_id = c.req.param('department_id');
    requireDepartment(department_id);
    return c.json(organization.departments().find(({ id }) => id === department_id) ?? null);
  });

  // https://docs.aitronos.com/docs/api-reference/departments/list-members: a bare array, all of them
  app.get(`${DEPARTMENTS}/:department_id/members`, (c) => {
    const department_id = c.req.param('department_id');
    requireDepartment(department_id);
    return c.json(organization.inDepartment(department_id).map(departmentMember));
  });
}
