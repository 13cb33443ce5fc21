import { Command } from '@commander-js/extra-typings';
import type { Department, DepartmentNode } from '../api/departments.ts';
import type { Context } from '../context.ts';
import { safeText } from '../output/safe-text.ts';
import type { Grid, View } from '../output/view.ts';
import { examples, orgOption, type Run } from './options.ts';

export const departmentsCommand = (run: Run) =>
  new Command('departments')
    .description('Find the departments of an organization, and their ids.')
    .addCommand(listCommand(run));

const listCommand = (run: Run) =>
  new Command('list')
    .summary('list the departments')
    .description('List the departments of an organization; --tree draws which is below which.')
    .addOption(orgOption())
    .option('--tree', 'draw them as a tree, with the number of their members')
    .addHelpText('after', examples('departments list --org org_xyz789', 'departments list --tree'))
    .action(({ org, tree }) => run((context) => list(context, org, tree === true)));

async function list(context: Context, org: string | undefined, asTree: boolean): Promise<View> {
  const organization_id = context.need('org', org);
  const { departments } = await context.api();
  const options = { signal: context.host.signal };
  if (!asTree) {
    const all = await departments.list({ organization_id }, options);
    return { ...departmentsView(all, all), table: departmentsGrid(all) };
  }
  const nodes = await departments.tree({ organization_id }, options);
  return {
    ...departmentsView(nodes, flattened(nodes)),
    table: drawn(nodes)
      .map((line) => `${safeText(line)}\n`)
      .join(''),
  };
}

const departmentsView = (json: unknown, all: readonly Department[]) => ({
  json,
  lines: all,
  csv: {
    columns: ['department_id', 'name', 'parent_id', 'path', 'member_count', 'is_active'],
    rows: all.map((one) => [one.id, one.name, one.parent_id, one.path, one.member_count, one.is_active]),
  },
  notes: all.length === 0 ? ['there are no departments'] : [],
});

const departmentsGrid = (all: readonly Department[]): Grid => ({
  columns: ['DEPARTMENT', 'NAME', 'PARENT', 'MEMBERS', 'ACTIVE'],
  rows: all.map((one) => [one.id, one.name, one.parent_id, one.member_count, one.is_active ? 'yes' : 'no']),
});

/** A node and all below it, without the nesting. */
function flattened(nodes: readonly DepartmentNode[]): Department[] {
  return nodes.flatMap(({ children, ...department }) => [department, ...flattened(children ?? [])]);
}

/** One line a department, its place shown by lines before it. */
function drawn(nodes: readonly DepartmentNode[], before = '', top = true): string[] {
  return nodes.flatMap((node, index) => {
    const last = index === nodes.length - 1;
    const [branch, below] = top ? ['', ''] : last ? ['└── ', '    '] : ['├── ', '│   '];
    const inactive = node.is_active === false ? ', not active' : '';
    const line = `${before}${branch}${node.name} (${node.id}, ${node.member_count} members${inactive})`;
    return [line, ...drawn(node.children ?? [], before + below, false)];
  });
}
