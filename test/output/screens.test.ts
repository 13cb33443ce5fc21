import width from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';
import { SCREENS } from './screen-lines.ts';

const world = useWorld();
const TERMINALS = [{ TERM: 'xterm-256color' }, { TERM: 'dumb' }, { TERM: 'linux', CI: '1' }];
const WIDTHS = [40, 59, 60, 80, 120];

// biome-ignore lint/suspicious/noControlCharactersInRegex: what is taken off is colour.
const COLOUR = /\u001b\[[\d;]*m/g;

describe.each(SCREENS.filter(({ prose }) => !prose))('$line', ({ line, whole, exit = 0 }) => {
  it.each(WIDTHS)('fits %i columns, and loses nothing', async (columns) => {
    for (const env of TERMINALS) {
      const ended = await world.current.run(line, { terminal: true, columns, env });
      expect(ended.exit).toBe(exit);
      if (env.TERM === 'dumb' || 'CI' in env) expect(ended.stdout).not.toContain('\u001b');
      const text = ended.stdout.replaceAll(COLOUR, '');
      for (const each of text.split('\n')) expect(width(each), each).toBeLessThanOrEqual(columns);
      for (const word of whole) expect(text).toContain(word);
    }
  });
});

describe('a table at a terminal', () => {
  it.each([60, 80, 120])(
    'of %i columns has each cell below its name, wide characters too',
    async (columns) => {
      const line = 'users list --org org_xyz789 --no-color';
      const { stdout } = await world.current.run(line, { terminal: true, columns });
      const [head = '', ...rows] = stdout.trimEnd().split('\n');
      const start = width(head.slice(0, head.indexOf('STATUS')));
      expect(rows).toHaveLength(8);
      for (const row of rows) {
        const at = row.search(/(?:Active|Inactive)$/);
        expect(width(row.slice(0, at)), row).toBe(start);
      }
    },
  );
});

describe('a tree of departments', () => {
  const node = (id: string, name: string, children: readonly object[] = []) => ({
    id,
    name,
    member_count: 12,
    is_active: false,
    children,
  });
  const TREE = [
    node('dept_1', '研究開発部門の名前はとても長いので入りません', [
      node('dept_2', 'Short', [node('dept_3', 'A name that is rather long for so few columns')]),
      node('dept_4', '👩‍👩‍👧‍👦'.repeat(30)),
    ]),
  ];

  it.each([40, 60, 80, 120])('fits %i columns, with every id whole', async (columns) => {
    await world.current.script({ status: 200, body: TREE });
    const line = 'departments list --tree --org org_xyz789';
    const { stdout } = await world.current.run(line, { terminal: true, columns });
    for (const each of stdout.split('\n')) expect(width(each), each).toBeLessThanOrEqual(columns);
    for (const id of ['dept_1', 'dept_2', 'dept_3', 'dept_4']) expect(stdout).toContain(id);
    expect(stdout.match(/not active/g)).toHaveLength(4);
  });
});
