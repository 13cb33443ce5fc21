import { keepObjects } from '../api/answers.ts';
import type { Department, DepartmentNode } from '../api/objects/department.ts';
import type { Context } from '../cli/context.ts';
import { requireOrganization } from '../cli/missing/required-values.ts';
import { newCommand, newNoun, orgOption, type Run } from '../cli/options.ts';
import { idIn, type RecordShape } from '../output/selection/record-shape.ts';
import { mayCut, type Table, toCells, type View } from '../output/view.ts';
import { lineWidth } from '../system/terminal-kind.ts';
import { departmentId } from '../validation/ids.ts';

export const departmentsCommand = (run: Run) =>
  newNoun('departments', 'Find the departments of an organization, and their ids.', run, [listCommand]);

const listCommand = (run: Run) =>
  newCommand('list', {
    summary: 'list the departments',
    description: 'List the departments of an organization; --tree draws which is below which.',
    examples: ['departments list --org org_xyz789', 'departments list --tree'],
  })
    .addOption(orgOption())
    .option('--tree', 'draw them as a tree, with the number of their members')
    .action(({ org, tree }) => run({ records: DEPARTMENTS }, (context) => list(context, org, tree === true)));

const DEPARTMENTS: RecordShape = {
  headings: {
    department: 'id',
    department_id: 'id',
    parent: 'parent_id',
    members: 'member_count',
    active: 'is_active',
  },
  idOf: idIn(departmentId, 'id'),
  fields: [
    'id',
    'name',
    'description',
    'parent_id',
    'path',
    'depth',
    'organization_id',
    'member_count',
    'is_active',
    'is_default',
    'color',
    'created_by',
    'created_at',
  ],
  isOpen: true,
  children: 'children',
};

async function list(context: Context, org: string | undefined, asTree: boolean): Promise<View> {
  const organization_id = await requireOrganization(context, org);
  const { departments } = await context.api();
  const options = { signal: context.environment.signal };
  if (!asTree) {
    const all = await departments.list({ organization_id }, options);
    return { ...departmentsView(all, all), table: departmentsGrid(all) };
  }
  const nodes = await departments.tree({ organization_id }, options);
  const { drawTree } = await import('./departments/draw-tree.ts');
  return {
    ...departmentsView(nodes, flattenTree(nodes)),
    table: drawTree(nodes, lineWidth(context.environment.stdout))
      .map((line) => `${line}\n`)
      .join(''),
  };
}

const departmentsView = (json: unknown, all: readonly Department[]) => ({
  json,
  lines: all,
  csv: {
    columns: ['department_id', 'name', 'parent_id', 'path', 'member_count', 'is_active'],
    rows: all.map(({ id, name, parent_id, path, member_count, is_active }) =>
      toCells(id, name, parent_id, path, member_count, is_active),
    ),
  },
  notes: all.length === 0 ? ['there are no departments'] : [],
});

const departmentsGrid = (all: readonly Department[]): Table => ({
  columns: ['DEPARTMENT', mayCut('NAME'), 'PARENT', 'MEMBERS', 'ACTIVE'],
  rows: all.map(({ id, name, parent_id, member_count, is_active }) =>
    toCells(id, name, parent_id, member_count, is_active),
  ),
});

function flattenTree(nodes: readonly DepartmentNode[]): Department[] {
  return nodes.flatMap(({ children, ...department }) => [department, ...flattenTree(keepObjects(children))]);
}
