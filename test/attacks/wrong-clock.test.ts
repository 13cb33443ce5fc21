import { describe, expect, it } from 'vitest';
import { clockAhead } from '../clock.ts';
import { file } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const YEAR = 365 * DAY;

/** Calls a line by a clock that is so many milliseconds ahead of the API's, which is 2026-03-01T12:00:00Z. */
async function call(line: string, ahead_ms: number) {
  const w = world.current;
  w.requests.length = 0;
  const ended = await w.run(line, { clock: clockAhead(w.clock, ahead_ms) });
  const sent = w.requests.flatMap(({ path }) =>
    path.endsWith('/deactivate') ? [path.split('/').at(-2) ?? ''] : [],
  );
  return { ...ended, sent };
}

const HEADS = { last_day: 'user_id,last_day', effective_at: 'user_id,effective_at' };

/** A date, how far the clock is ahead, and whom a run deactivates; null where it is refused. */
const DATES: readonly (readonly [
  header: keyof typeof HEADS,
  date: string,
  ahead_ms: number,
  words: string,
  sent: readonly string[] | null,
])[] = [
  ['last_day', '2026-02-27', 0, '--due', ['usr_abc123']],
  ['last_day', '2026-02-27', 2 * YEAR, '--due', ['usr_abc123']],
  ['last_day', '2026-02-27', 2 * YEAR, '', ['usr_abc123']],
  ['last_day', '2027-06-30', 2 * YEAR, '--due', null],
  ['last_day', '2027-06-30', 2 * YEAR, '', null],
  ['last_day', '2027-06-30', 2 * YEAR, '--check', null],
  ['last_day', '2027-06-30', 2 * YEAR, '--due --plan plan.json', null],
  ['last_day', '2027-06-30', 2 * YEAR, '--now 2028-03-01T12:00:00Z', ['usr_abc123']],
  ['last_day', '2027-06-30', 2 * YEAR, '--ignore-column last_day', ['usr_abc123']],
  ['last_day', '2026-03-01', DAY, '--due --time-zone Europe/Zurich', null],
  ['effective_at', '2026-03-01T12:30:00Z', 60 * MINUTE, '--due', null],
  ['effective_at', '2026-03-01T11:59:00Z', 60 * MINUTE, '--due', ['usr_abc123']],
  ['effective_at', '2026-03-01T12:00:20Z', 30_000, '--due', ['usr_abc123']],
  ['effective_at', '2026-03-01T11:00:00Z', -30 * MINUTE, '--due', ['usr_abc123']],
];

describe('a clock that is ahead of the API', () => {
  it.each(DATES)('%s %s, by %i ms, %s', async (header, date, ahead_ms, words, sent) => {
    const from = await file(world.current, 'leavers', `${HEADS[header]}\nusr_abc123,${date}\n`);
    const line = `users deactivate --from ${from} --org org_xyz789 --transfer-to dept_eng001 --yes ${words}`;
    const ended = await call(line.trim(), ahead_ms);
    expect({ exit: ended.exit, sent: ended.sent }).toEqual(
      sent === null ? { exit: 2, sent: [] } : { exit: 0, sent },
    );
    if (sent !== null) return;
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toMatch(
      /the clock of this machine, \S+Z, is \d+ \w+ ahead of the API's: a date of \S+leavers has/,
    );
    expect(ended.stderr).toContain('hint: set the clock; or say what counts as now: --now 2026-03-01T1');
  });

  it('takes nobody of a roster for gone, and answers nothing', async () => {
    const people = 'email,last_day\njane@example.com,2027-06-30\nada@example.com,\njohn@example.com,\n';
    const from = await file(world.current, 'roster', people);
    const line = `users diff --roster ${from} --org org_xyz789 --max 100 -o ids --time-zone UTC`;
    expect(await call(line, 2 * YEAR)).toMatchObject({ exit: 2, stdout: '' });
    expect((await call(line, 0)).exit).toBe(0);
  });
});

describe('a clock that is behind the API', () => {
  it('says that a date has come there, and leaves it out', async () => {
    const rows = 'user_id,last_day\nusr_abc123,2024-01-31\nusr_def456,2026-01-31\n';
    const from = await file(world.current, 'leavers', rows);
    const line = `users deactivate --from ${from} --org org_xyz789 --transfer-to dept_eng001 --yes --due`;
    const { exit, sent, stderr } = await call(line, -YEAR);
    expect({ exit, sent }).toEqual({ exit: 0, sent: ['usr_abc123'] });
    expect(stderr).toMatch(/is 365 days behind the API's: a date of \S+leavers has come by the API's/);
  });
});
