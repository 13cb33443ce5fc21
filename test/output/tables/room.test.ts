import { tmpdir } from 'node:os';
import width from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { wideTable } from '../../../src/output/tables/table.ts';
import { terminalTable } from '../../../src/output/tables/terminal-table.ts';
import { mayCut, mayLeaveOut, mayShorten, type TableColumn } from '../../../src/output/view.ts';
import { useWorld } from '../../world.ts';

const world = useWorld(tmpdir());
const plain = (text: string) => text;
const LONG_NAME = 'Johann Sebastian Wolfeschlegelsteinhausenbergerdorff the Third of that Name';
const at = (screen: number, columns: readonly TableColumn[], ...row: string[]) =>
  terminalTable(plain, screen)({ columns, rows: [row] }).join('');

describe('a column of free text', () => {
  const show = (text: string) =>
    at(60, ['USER', mayCut('NAME'), mayCut('EMAIL')], 'usr_abc123', LONG_NAME, text);

  it.each([
    'maximiliane.musterfrau@example.com',
    'mÜller+tag@bücher.example',
    '"odd"@example.com',
    'usr_0123456789abcdefghijklmnop',
    'org_0123456789abcdefghijklmnop',
    'dept_0123456789abcdefghijklmno',
    'role_0123456789abcdefghijklmno',
    'inv_0123456789abcdefghijklmnop',
    '20260301-120000-8000-123456',
  ])('does not cut %s, which says who or what is meant', (text) => {
    const shown = show(text);
    expect(shown).toContain(text);
    expect(shown).toContain('…');
    for (const line of shown.split('\n')) expect(width(line)).toBeLessThanOrEqual(60);
  });

  it('shows a block where whole addresses have no room', () => {
    const address = `${'long.'.repeat(10)}name@example.com`;
    expect(show(address)).toContain(address);
    expect(show(address)).toMatch(/^USER {3}usr_abc123$/m);
  });

  it.each([
    LONG_NAME,
    `${LONG_NAME} <johann@example.com>`,
    'update_memberships'.repeat(4),
    `${'x'.repeat(300)}@example.com`,
    '@'.repeat(80),
  ])('cuts %s', (text) => {
    expect(show(text)).not.toContain(text);
  });
});

describe('a row that one blank less between the columns makes room for', () => {
  it.each([
    [66, 'usr_abc123456  Johann Sebastian Bach  jsb@example.com'],
    [65, 'usr_abc123456 Johann Sebastian Bach jsb@example.com'],
    [62, 'usr_abc123456  Johann Sebastian…  jsb@example.com'],
  ])('at %d columns: %s', (screen, text) => {
    const row = ['usr_abc123456', 'Johann Sebastian Bach', 'jsb@example.com', 'deactivated'];
    const columns = ['USER', mayCut('NAME'), mayCut('EMAIL'), 'STATE'];
    expect(at(screen, columns, ...row).split('\n')[1]).toContain(text);
  });
});

describe('a column of instants', () => {
  const COLUMNS = ['USER', mayShorten('AT'), 'STATE'];
  const ROW = ['usr_0123456789abcdefghijk', '2026-03-01T12:34:56.789Z', 'deactivated'] as const;

  it.each([
    [80, '  2026-03-01T12:34:56.789Z  deactivated'],
    [62, ' 2026-03-01T12:34:56.789Z deactivated'],
    [61, '  2026-03-01 12:34Z '],
  ])('at %d columns has %s', (screen, text) => {
    expect(at(screen, COLUMNS, ...ROW).split('\n')[1]).toContain(`${ROW[0]}${text}`);
  });

  it('is whole at a pipe', () => {
    expect(wideTable(plain)({ columns: COLUMNS, rows: [ROW] }).join('')).toContain(ROW[1]);
  });
});

describe('columns that say nothing of their own', () => {
  const COLUMNS = [mayLeaveOut('SECOND', 2), 'USER', mayLeaveOut(mayCut('FIRST'), 1)];
  const ROW = ['x'.repeat(20), `usr_${'1'.repeat(36)}`, LONG_NAME] as const;

  it.each([
    [90, 'SECOND                USER                                      FIRST'],
    [65, 'SECOND                USER'],
    [60, 'USER'],
    [59, 'SECOND  xxxxxxxxxxxxxxxxxxxx'],
  ])('at %d columns: %s', (screen, head) => {
    expect(at(screen, COLUMNS, ...ROW).split('\n')[0]).toBe(head);
  });

  it('stay left out in later pieces, and there at a pipe', () => {
    const toTable = terminalTable(plain, 65);
    toTable({ columns: COLUMNS, rows: [ROW] });
    expect(
      toTable({ columns: COLUMNS, rows: [['a', 'usr_1', 'b']] })
        .join('')
        .trim(),
    ).toMatch(/^a +usr_1$/);
    expect(wideTable(plain)({ columns: COLUMNS, rows: [ROW] }).join('')).toMatch(/^SECOND +USER +FIRST$/m);
  });
});

describe('at 80 columns', () => {
  const TO = '--org org_xyz789 --transfer-to dept_eng001 --yes';
  const show = async (line: string, terminal = true) =>
    (await world.current.run(`${line} --no-color`, { terminal, columns: 80 })).stdout.trimEnd().split('\n');

  it('runs are a line each, and at a pipe with every column', async () => {
    await world.current.run(`users deactivate usr_abc123 usr_def456 usr_nobody1 ${TO} --no-check`);
    await world.current.run(
      'users update-memberships usr_zoe01 --org org_xyz789 --role role_member --no-departments',
    );
    const [head, ...runs] = await show('runs list');
    expect(head).toMatch(/^RUN +ACTION +USERS +CHANGED +UNCHANGED +FAILED +OPEN +EXIT$/);
    expect(runs).toHaveLength(2);
    for (const run of runs)
      expect(run).toMatch(/^2026\d{4}-\d{6}-[0-9a-f]{4}(?:-\d)? +\w+…? +\d+ +\d+ +\d+ +\d+ +\d+ +\d$/);
    const [whole, memberships] = await show('runs list', false);
    expect(whole).toContain('ORGANIZATION');
    expect(memberships).toContain('update_memberships');
  });

  it.each([
    [
      `users deactivate usr_abc123 usr_def456 usr_nobody1 ${TO} --no-check`,
      /^ROW +OUTCOME +USER +NAME +EMAIL .*ERROR$/,
    ],
    [`users deactivate usr_abc123 usr_def456 ${TO} --dry-run`, /^ACTION +USER +RESOURCES TO/],
    ['users list --org org_xyz789', /^USER +NAME +EMAIL +ROLE +STATUS$/],
    ['audit list --org org_xyz789', /^TIME +ACTION +TARGET +NAME +ACTOR$/],
    ['runs verify', /^USER +VERIFIED +STATE +CHANGED BY +CHANGED AT +LATER RUN$/],
    ['runs report', /^USER +NAME +ACTION +OUTCOME .*VERIFIED +LATER RUN$/],
    ['runs delete --before 2030-01-01 --time-zone UTC --dry-run', /^RUN +ACTION +.*OUTCOME +WHY$/],
  ])('%s is a table with whole addresses', async (line, head) => {
    await world.current.run(`users deactivate usr_zoe01 usr_yamada01 ${TO}`);
    const lines = await show(line);
    expect(lines[0]).toMatch(head);
    for (const each of lines) {
      if (each === '') break;
      expect(width(each), each).toBeLessThanOrEqual(80);
      expect(each).not.toMatch(/@\S*…/);
    }
  });
});

describe('doctor', () => {
  it.each([40, 60, 80, 120])('divides no word at %d columns', async (columns) => {
    const env = { PATH: '/nowhere', NODE_EXTRA_CA_CERTS: undefined };
    const words = (text: string) => text.split(/\s+/).filter((word) => !/^\d+$/.test(word));
    const piped = await world.current.run('doctor', { env });
    const { stdout } = await world.current.run('doctor', { env, terminal: true, columns });
    expect(words(stdout)).toEqual(words(piped.stdout));
    for (const line of stdout.split('\n')) {
      const isOneWord = line.trim().split(' ').length === 1;
      if (!isOneWord) expect(width(line), line).toBeLessThanOrEqual(columns);
    }
  });
});
