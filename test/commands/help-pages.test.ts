import { readdirSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allCommands, readCommandTree } from '../../scripts/docs/command-tree.ts';
import { TOPICS } from '../../src/commands/help.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const folder = fileURLToPath(new URL('../data/help', import.meta.url));

/** What follows `aitronos help`, for every page that there is. */
const pages = [...allCommands(readCommandTree()).map(({ words }) => words.join(' ')), ...TOPICS];
const fileOf = (page: string) => `${page === '' ? 'aitronos' : page.replaceAll(' ', '-')}.txt`;

/** No page is longer, in characters: the stream has to hold a whole one, since it is read afterwards. */
const LONGEST_PAGE = 1_000_000;

async function read(page: string, columns: number): Promise<readonly string[]> {
  const stdout = Object.assign(new PassThrough({ encoding: 'utf8', highWaterMark: LONGEST_PAGE }), {
    columns,
  });
  const { exit, stderr } = await world.current.run(`help ${page}`, { stdout });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  return String(stdout.read()).split('\n');
}

describe('the page of help', () => {
  // Made anew by `npx vitest run test/commands/help-pages.test.ts -u`, and read aloud after that.
  it.each(pages)('%s is as it was read last', async (page) => {
    const lines = await read(page, 80);
    await expect(lines.join('\n')).toMatchFileSnapshot(`../data/help/${fileOf(page)}`);
  });

  it('is kept for every command and topic, and for nothing else', () => {
    expect(readdirSync(folder).sort()).toEqual(pages.map(fileOf).sort());
  });

  it.each(pages.flatMap((page) => [40, 80, 120].map((columns) => [page, columns] as const)))(
    '%s fits %i columns',
    async (page, columns) => {
      const lines = await read(page, columns);
      expect(lines.filter((line) => line.length > columns && canBreak(line))).toEqual([]);
      if (columns === 80) expect(lines.filter((line) => line.length > columns)).toEqual([]);
    },
  );

  it('of the command that everything exists for fits a screen of 40 lines', async () => {
    expect((await read('users deactivate', 80)).length).toBeLessThanOrEqual(40);
  });

  it.each([
    ['users deactivate', ['--org <id>', '--transfer-to <id>']],
    ['users remove', ['--org <id>']],
    ['users get', ['--org <id>']],
    ['departments list', ['--org <id>']],
    ['api', []],
  ])('%s begins its options with those that are required', async (page, required) => {
    const lines = await read(page, 120);
    const options = lines.slice(lines.indexOf('Options:') + 1).slice(0, required.length + 1);
    expect(options.map((line) => line.includes('(required)'))).toEqual([...required.map(() => true), false]);
    for (const [index, option] of required.entries()) expect(options[index]).toContain(option);
  });

  it('of the program begins with three examples, and then has the commands', async () => {
    const lines = await read('', 80);
    expect(lines.slice(1, 7).map((line) => line.slice(0, 12))).toEqual([
      '',
      'Examples:',
      ...Array(3).fill('  $ aitronos'),
      '',
    ]);
    expect(lines.join('\n')).toContain('\n  users ');
  });

  it.each(pages.filter((page) => !TOPICS.some((topic) => topic === page)))(
    '%s ends with where the options of every command are told of',
    async (page) => {
      expect((await read(page, 80)).slice(-2)).toEqual([
        'Global options: -o, --json, --profile, --sandbox, -h, …: aitronos help options',
        '',
      ]);
    },
  );
});

/** A line of one word, such as a path or a text of code, cannot be made shorter. */
const canBreak = (line: string): boolean =>
  line
    .trim()
    .replace(/^(?:\$|-\S+) /, '')
    .replace(/ \\$/, '')
    .replaceAll(/"[^"]*"/g, '""')
    .includes(' ');

describe('the version', () => {
  it.each(['--version', '-V', '-v', 'version', 'users -v', 'users list -V'])(
    'is told by %s',
    async (line) => {
      const { exit, stdout, stderr } = await world.current.run(line);
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
      expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    },
  );
});
