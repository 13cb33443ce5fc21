import { describe, expect, it } from 'vitest';
import { isNoticeName } from '../../src/runs/input/names/notice-names.ts';
import { file } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

/** Deactivates whom a file names: how it ends, and how many requests that would be. */
async function run(text: string, ...words: readonly string[]) {
  const path = await file(world.current, 'leavers', text);
  const target = ['--org', 'org_xyz789', '--transfer-to', 'dept_eng001', '--no-check', '--dry-run', '--json'];
  const line = ['users', 'deactivate', '--from', path, ...target, '--now', '2026-11-25T12:00:00Z', ...words];
  const { exit, stdout, stderr } = await world.current.run(line);
  const { hint = '', details = {} } = exit === 0 ? {} : JSON.parse(stderr.split('\n').at(-2) ?? '').error;
  const said = (details.problems ?? []).map(({ message }: { message: string }) => message).join('\n');
  return { exit, said, hint, sent: exit === 0 ? JSON.parse(stdout).requests.length : 0 };
}

const table = (header: string, ...rows: readonly string[]) =>
  `user_id,${header}\n${rows.map((row, at) => `usr_${at},${row}\n`).join('')}`;

/** Days on which notice was given, beside a last day: in how many rows that one is empty. */
const REFUSED: readonly (readonly [header: string, rows: readonly string[], empty: string])[] = [
  ['Notice date,Last day', ['2026-10-01,', '2026-10-01,'], 'Last day is empty in 2 of 2'],
  ['Kündigungsdatum,Austritt', ['01.10.2026,', '02.10.2026,'], 'Austritt is empty in 2 of 2'],
  ['Date of resignation letter,Last day', ['1 Oct 2026,', '1 Oct 2026,'], 'Last day is empty in 2 of 2'],
  ['Termination requested on,last_day', ['2026-10-01,', '2026-10-01,'], 'last_day is empty in 2 of 2'],
  ['Notice date,last_day', ['2026-10-01,2026-10-31', '2026-10-01,'], 'last_day is empty in 1 of 2'],
  // Also a date by which people went where no last day stands beside it.
  ['Resignation date,Last day', ['2026-10-01,', '2026-10-01,'], 'Last day is empty in 2 of 2'],
  ['Resignation date,Last day', ['2026-10-01,2026-10-31', '2026-10-01,'], 'Last day is empty in 1 of 2'],
  ['Gekündigt am,Exit date', ['01.10.2026,2026-10-31', '01.10.2026,'], 'Exit date is empty in 1 of 2'],
  ['Resigned on,Termination date', ['2026-10-01,', ',2026-10-31'], 'Termination date is empty in 1 of 2'],
  ['Date de démission,Dernier jour', ['2026-10-01,', '2026-10-01,-'], 'Dernier jour is empty in 2 of 2'],
  [
    'Notice date,Last day,Left on',
    ['2026-10-01,,', '2026-10-01,,2026-10-31'],
    'Last day, Left on are all empty',
  ],
];

const TAKEN: readonly (readonly [why: string, header: string, rows: readonly string[]])[] = [
  ['all have a last day', 'Notice date,Last day', ['2026-10-01,2026-10-31', ',2026-10-31']],
  ['no last day stands there', 'Resignation date', ['2026-10-01', '2026-10-01']],
  ['nobody has given notice', 'Notice date,Last day', [',', ',']],
  ['it is how long a notice is', 'Notice,Last day', ['4 weeks,', '3 months,']],
  ['it is the end after all', 'Gekündigt zum,Last day', ['2026-10-31,', '2026-10-31,']],
  ['another column has the end', 'Notice date,Last day,Left on', ['2026-10-01,,2026-10-31', ',,2026-10-31']],
  ['it is another notice', 'COBRA notice sent', ['2026-10-01', '']],
  ['it says who has been worked on', 'Termination requested', ['2026-10-01', '']],
  ['all have gone', 'Notice date,Last day,Status', ['2026-10-01,,Left', '2026-10-01,,Left']],
];

describe('a day on which notice was given', () => {
  it.each(REFUSED)('does not say when people go: %s, %j', async (header, rows, empty) => {
    const { exit, said, hint } = await run(table(header, ...rows));
    expect({ exit, said }).toEqual({ exit: 2, said: expect.stringContaining(empty) });
    expect(said).toContain(`who may be staying (${header.split(',')[0]} does not say until when)`);
    // Where nobody has a last day, no line is offered that sends them all.
    const [first] = hint.split('\n');
    const isOpen = said.includes('is empty in 2 of 2');
    expect(first).toContain(isOpen ? 'correct the above' : '!=');
  });

  it.each(TAKEN)('is not asked about where %s: %s, %j', async (_, header, rows) => {
    expect(await run(table(header, ...rows))).toMatchObject({ exit: 0, sent: 2 });
  });

  it.each(['Notice date', 'Date de préavis', 'Resignation date'])(
    'sorts those who have one from those who have none where no other date does: %s',
    async (header) => {
      const text = table(header, '2026-10-01', '', '2026-11-01');
      const { exit, said } = await run(text);
      expect({ exit, said }).toEqual({ exit: 2, said: expect.stringContaining('is empty in 1 of 3 rows') });
      expect(await run(text, '--where', `${header}!=`)).toMatchObject({ exit: 0, sent: 2 });
    },
  );

  it('is ignored with the last day in the one line that ignores that', async () => {
    const text = table('Resignation date,Last day', '2026-10-01,2026-10-31', '2026-10-01,', ',');
    const { hint } = await run(text);
    expect(hint).toContain("--ignore-column 'Last day' --ignore-column 'Resignation date'");
  });

  it('is not asked about again where the last day is said not to matter', async () => {
    const text = table('Notice date,Last day', '2026-10-01,', '2026-10-01,');
    expect(await run(text, '--ignore-column', 'Last day')).toMatchObject({ exit: 0, sent: 2 });
  });

  it('is looked for in JSON too', async () => {
    const people = [1, 2].map((at) => ({
      user_id: `usr_${at}`,
      employment: { noticeDate: '2026-10-01', lastWorkingDay: null },
    }));
    const { exit, said } = await run(JSON.stringify(people));
    expect(exit).toBe(2);
    expect(said).toContain('employment.lastWorkingDay is empty in 2 of 2 rows');
  });

  it.each(['Notice end date', 'Notice period ends', 'Last day of notice', 'Kündigungsfrist', 'Exit date'])(
    'has another name than %s',
    (header) => {
      expect(isNoticeName(header)).toBe(false);
    },
  );
});
