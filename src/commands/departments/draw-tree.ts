import { keepObjects } from '../../api/answers.ts';
import type { DepartmentNode } from '../../api/objects/department.ts';
import { safeText } from '../../output/safe/safe-text.ts';
import { cellLines } from '../../output/tables/cut.ts';
import { mayCut, mayWrap, toCell } from '../../output/view.ts';
import { counted } from '../../text/counted.ts';

/** What stands before a department in the tree: on its first line, and on all lines below that one. */
interface Place {
  readonly first: string;
  readonly below: string;
}

/**
 * One line for each department; leading lines draw its place in the tree. Where a line has no room, what is known of
 * the department stands below its name, and the name is cut; ids never are. `width`: columns of the terminal;
 * Infinity where none shows it.
 */
export const drawTree = (nodes: readonly DepartmentNode[], width: number): string[] =>
  nodes.flatMap((node) => drawNode(node, { first: '', below: '' }, width));

function drawNode(node: DepartmentNode, { first, below }: Place, width: number): string[] {
  const children: readonly DepartmentNode[] = keepObjects(node.children);
  const lines = children.flatMap((child, index) => {
    const [branch, under] = index === children.length - 1 ? ['└── ', '    '] : ['├── ', '│   '];
    return drawNode(child, { first: below + branch, below: below + under }, width);
  });
  return [...departmentLines(node, { first, below }, width), ...lines];
}

const NAME = mayCut('NAME');
const FACTS = mayWrap('FACTS');

function departmentLines(node: DepartmentNode, { first, below }: Place, width: number): string[] {
  const name = safeText(String(toCell(node.name) ?? '-'));
  const facts = safeText(describeDepartment(node));
  const whole = `${name} (${facts})`;
  const room = width - first.length;
  if (cellLines(NAME, whole, room)[0] === whole) return [first + whole];
  const indent = `${below}  `;
  return [
    ...cellLines(NAME, name, room).map((line) => first + line),
    ...cellLines(FACTS, facts, width - indent.length).map((line) => indent + line),
  ];
}

/** `dept_eng001, 2 members`; omits facts that the API left out. */
function describeDepartment({ id, member_count, is_active }: DepartmentNode): string {
  const members = typeof member_count === 'number' && counted(member_count, 'member');
  return [toCell(id), members, is_active === false && 'not active'].filter(Boolean).join(', ');
}
