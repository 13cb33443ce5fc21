import fc from 'fast-check';
import width from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { wideTable } from '../../../src/output/tables/table.ts';
import { terminalTable } from '../../../src/output/tables/terminal-table.ts';
import { type Cell, mayCut, mayWrap } from '../../../src/output/view.ts';
import { useWorld } from '../../world.ts';

const world = useWorld();
const WIDTHS = [40, 59, 60, 80, 120];

/** Names as the world has them. */
const NAMES = [
  'Jane Doe',
  '',
  'Maximiliane Wilhelmine von und zu Hohenstein-Löwenberg',
  '山田太郎と申しますがこの名前はとても長いので端末には入りきりません',
  '👩‍👩‍👧‍👦 Family 👨🏽‍🚀 Astronaut 🇨🇭 Switzerland with many more words to read here',
  'e\u0301'.repeat(60),
  'שלום עולם זהו שם ארוך מאוד שלא נכנס במסך של מחשב קטן בכלל',
  'نص طويل جدا لا يتسع له سطر واحد في نافذة صغيرة من نوافذ الطرفية',
  'हिन्दी में एक बहुत लंबा नाम जो एक पंक्ति में नहीं समाता है',
];

const ADDRESS = 'somebody.with.a.long.address.@subsidiary.example.com';

const members = (id: (index: number) => string) =>
  NAMES.map((full_name, index) => ({
    id: id(index),
    full_name,
    email: ADDRESS.replace('@', `${index}@`),
    role: { name: 'Member' },
    status: { name: 'Active' },
  }));

async function list(columns: number | undefined, id = (index: number) => `usr_${index}`) {
  const users = members(id);
  await world.current.script({ status: 200, body: { members: users, total: users.length } });
  const terminal = columns === undefined ? {} : { terminal: true, columns };
  const { exit, stdout } = await world.current.run('users list --org org_xyz789 --no-color', terminal);
  expect(exit).toBe(0);
  return { lines: stdout.trimEnd().split('\n'), ids: users.map((user) => user.id) };
}

describe('a list at a terminal', () => {
  it.each(WIDTHS)('of %i columns has no wider line, and every id and address whole', async (columns) => {
    const { lines, ids } = await list(columns);
    for (const line of lines)
      expect(width(line), line).toBeLessThanOrEqual(Math.max(columns, ADDRESS.length + 1));
    for (const index of NAMES.keys()) expect(lines.join('\n')).toContain(ADDRESS.replace('@', `${index}@`));
    for (const id of ids) expect(lines.filter((line) => line.split(' ').includes(id))).toHaveLength(1);
  });

  it.each(WIDTHS)('of %i columns keeps ids of 60 characters whole', async (columns) => {
    const { lines, ids } = await list(columns, (index) => `usr_${index}${'x'.repeat(55)}`);
    for (const id of ids) expect(lines.filter((line) => line.includes(id))).toHaveLength(1);
    for (const line of lines) expect(width(line)).toBeLessThanOrEqual(Math.max(columns, 60));
  });

  it('shows a block of lines for each record below 60 columns, with a blank line between them', async () => {
    const { lines } = await list(59);
    expect(lines.slice(0, 15)).toEqual([
      'USER    usr_0',
      'NAME    Jane Doe',
      'EMAIL',
      'somebody.with.a.long.address.0@subsidiary.example.com',
      'ROLE    Member',
      'STATUS  Active',
      '',
      'USER    usr_1',
      'NAME    -',
      'EMAIL',
      'somebody.with.a.long.address.1@subsidiary.example.com',
      'ROLE    Member',
      'STATUS  Active',
      '',
      'USER    usr_2',
    ]);
  });

  it('cuts between characters that a reader sees as one', async () => {
    const { lines } = await list(90);
    const cut = lines.filter((line) => line.includes('e\u0301'));
    expect(cut[0]).toMatch(/^usr_5 {2}(?:e\u0301)+… /);
    for (const line of lines) expect(line).not.toMatch(/\u200d…|\ud83d(?![\udc00-\udfff])|[\ud800-\udbff]…/);
  });

  it('has 80 columns where it does not say how many', async () => {
    expect((await list(0)).lines).toEqual((await list(80)).lines);
  });
});

describe('a list at a pipe', () => {
  it('is never cut', async () => {
    const { lines } = await list(undefined);
    for (const name of NAMES.filter((each) => !each.includes('\u200d')))
      expect(lines.join('\n')).toContain(name);
    expect(lines.join('')).not.toContain('…');
  });
});

describe('facts about one thing', () => {
  it.each([
    [100, /^FACT +VALUE\nuser +usr_/],
    [50, /^USER +usr_\w+\nNAME +/],
  ])('at %i columns', async (columns, shown) => {
    const { stdout } = await world.current.run('auth status --no-color', { terminal: true, columns });
    expect(stdout).toMatch(shown);
  });
});

const text = fc.string({ unit: 'grapheme', maxLength: 60 }).map((each) => each.replaceAll(/\s+/g, ' '));
const id = fc.stringMatching(/^[a-z]{1,30}$/);
const rows = fc.array(fc.tuple(id, text, fc.array(id, { maxLength: 6 }), id), { minLength: 1, maxLength: 5 });
const tableOf = (lines: readonly (readonly [string, string, readonly string[], string])[]) => ({
  columns: ['ID', mayCut('NAME'), mayWrap('LIST'), 'END'],
  rows: lines.map(([first, name, all, end]): Cell[] => [first, name, all.join(', '), end]),
});

describe('whatever is in a table', () => {
  it('is no wider than the terminal, and every id is whole', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 40, max: 130 }), (lines, columns) => {
        const shown = terminalTable((line) => line, columns)(tableOf(lines)).join('');
        for (const line of shown.split('\n')) expect(width(line), shown).toBeLessThanOrEqual(columns);
        const words = shown.split(/[\s,]+/);
        for (const [first, , all, end] of lines)
          for (const each of [first, ...all, end]) expect(words).toContain(each);
      }),
    );
  });

  it('looks as at a pipe where there is room for it', () => {
    fc.assert(
      fc.property(rows, (lines) => {
        const table = tableOf(lines);
        expect(terminalTable((line) => line, 1000)(table)).toEqual(wideTable((line) => line)(table));
      }),
    );
  });

  it('keeps the columns of the first piece while there is room, and blocks once it is in blocks', () => {
    const render = terminalTable((line) => line, 60);
    const piece = (name: string, end: string) => render(tableOf([['a', name, [], end]])).join('');
    expect(piece('A name', 'end')).toBe('ID  NAME    LIST  END\na   A name  -     end\n');
    expect(piece('B', 'end')).toBe('b   B       -     end\n'.replace('b', 'a'));
    expect(piece('C', 'x'.repeat(60))).toContain(`\nID    a\nNAME  C\n`);
    expect(piece('D', 'end')).toBe('\nID    a\nNAME  D\nLIST  -\nEND   end\n');
  });
});
