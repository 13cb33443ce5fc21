import { jsonAnswer } from '../../json-answer.ts';
import { buildTree } from '../../state/departments.ts';
import type { Route } from '../route.ts';

/** Our choice: an unknown id in the scope is refused. */
export const departmentTree: Route = {
  at: 'GET /v1/organizations/:organization_id/departments/tree',
  page: 'https://docs.aitronos.com/docs/api-reference/departments/tree',
  answer: ({ c, organization }) => {
    const scope = (c.req.query('scope') ?? '').split(',').filter((id) => id !== '');
    const inScope = new Set(organization.withDescendants(scope));
    const all = organization.departments();
    return jsonAnswer(c, buildTree(scope.length === 0 ? all : all.filter(({ id }) => inScope.has(id))));
  },
};
