import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import width from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { wideTable } from '../../src/output/tables/table.ts';
import { terminalTable } from '../../src/output/tables/terminal-table.ts';
import { mayCut, type Table } from '../../src/output/view.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const plain = (text: string) => text;
const COLUMNS = ['USER', mayCut('NAME'), mayCut('EMAIL'), 'STATE'];
const table = (...rows: readonly (readonly (string | boolean | null)[])[]): Table => ({
  columns: COLUMNS,
  rows,
});
const linesAt = (screen: number, piece: Table) =>
  terminalTable(plain, screen)(piece).join('').split('\n').slice(0, -1);

const LONG = 'Wolfeschlegelsteinhausenbergerdorff '.repeat(3).trim();

describe('a table at a terminal', () => {
  it.each([
    ['a long name', LONG],
    ['a Japanese name', '山田太郎'.repeat(12)],
    ['emoji of several parts', '👩‍👩‍👧‍👦'.repeat(20)],
    ['letters with accents of their own', 'é'.repeat(90)],
    ['a name from right to left', 'מרים לוי '.repeat(12).trim()],
  ])('cuts %s with a mark, and leaves the id whole', (_what, name) => {
    for (const screen of [60, 80, 120]) {
      const lines = linesAt(screen, table(['usr_abc123', name, 'jane@example.com', 'active']));
      expect(lines).toHaveLength(2);
      for (const line of lines) expect(width(line)).toBeLessThanOrEqual(screen);
      expect(lines[1]).toContain('usr_abc123');
      expect(lines[1]).toContain('active');
      if (width(name) > screen) expect(lines[1]).toContain('…');
      // No character that a reader sees as one is divided.
      expect(lines[1]).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|\u200d…/);
    }
  });

  it('is as it was where there is room', () => {
    const piece = table(['usr_abc123', 'Jane Doe', 'jane@example.com', null], ['usr_b', '', null, true]);
    expect(terminalTable(plain, 200)(piece)).toEqual(wideTable(plain)(piece));
  });

  it.each(['', ' ', '\u200b', '\u3164', '\n'])(
    'shows a dash where there is nothing to be seen: %j',
    (name) => {
      const [, line] = linesAt(80, table(['usr_abc123', name, 'jane@example.com', 'active']));
      expect(line).toMatch(/^usr_abc123 +- +jane@example\.com/);
    },
  );

  it.each([`sha256:${'0f'.repeat(32)}`, '0f'.repeat(32), '20261128-131357-7b48'])(
    'leaves %s whole',
    (text) => {
      const lines = linesAt(80, table(['usr_abc123', 'Jane Doe', text, 'active']));
      expect(lines.join('\n')).toContain(text);
    },
  );

  it('is a block of lines for each record under 60 columns', () => {
    const piece = table(
      ['usr_abc123', 'Jane Doe', 'jane@example.com', 'active'],
      ['usr_b', null, null, null],
    );
    expect(linesAt(40, piece)).toEqual([
      'USER   usr_abc123',
      'NAME   Jane Doe',
      'EMAIL  jane@example.com',
      'STATE  active',
      '',
      'USER   usr_b',
      'NAME   -',
      'EMAIL  -',
      'STATE  -',
    ]);
  });

  it('is blocks also where ids alone have no room', () => {
    const id = `usr_${'x'.repeat(90)}`;
    const lines = linesAt(80, table([id, 'Jane', 'jane@example.com', 'active']));
    expect(lines.join('\n')).toContain(id);
    expect(lines.length).toBeGreaterThan(2);
  });

  it('is never wider than the terminal, and never loses an id, whatever the texts', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    const id = fc.stringMatching(/^usr_[a-z0-9]{1,20}$/);
    const row = fc.tuple(id, text, text, fc.constantFrom('active', 'deactivated', null));
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 40, max: 200 }),
        (rows, screen) => {
          const lines = linesAt(screen, table(...rows));
          for (const line of lines) expect(width(line)).toBeLessThanOrEqual(screen);
          for (const [user] of rows) expect(lines.join('\n')).toContain(user);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a command', () => {
  const list = async (columns: number | null) => {
    const stdout = Object.assign(
      new PassThrough({ encoding: 'utf8' }),
      columns ? { columns, isTTY: true } : {},
    );
    await world.current.sandbox({ users: 60 });
    const { exit } = await world.current.run('users list --org org_xyz789 --limit 20', { stdout });
    expect(exit).toBe(0);
    return String(stdout.read());
  };

  it.each([40, 80, 120])('fits a terminal of %i columns', async (columns) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what is taken off is colour.
    const lines = (await list(columns)).replace(/\u001b\[[\d;]*m/g, '').split('\n');
    for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
  });

  it('cuts nothing at a pipe', async () => {
    expect(await list(null)).not.toContain('…');
  });
});
