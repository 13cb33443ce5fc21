import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { file } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';
import { read } from './reading.ts';

const world = useWorld();

const example = (name: string) => readFileSync(join(import.meta.dirname, '../data/files', name));

const NOW = '2026-11-25T12:00:00Z';

/** Deactivates whom a file names, with further words of the command line. */
async function run(content: string | Uint8Array, words: string, now = NOW, env = {}) {
  const w = world.current;
  w.requests.length = 0;
  const path = await file(w, 'leavers', content);
  const line = `users deactivate --from ${path} --org org_xyz789 --transfer-to dept_eng001 --no-check --yes`;
  const at = words.includes('--now ') ? [] : ['--now', now];
  const ended = await w.run([...line.split(' '), ...at, ...words.split(' ').filter(Boolean)], { env });
  const sent = w.requests.flatMap(({ method, path: url }) =>
    method === 'POST' && url.endsWith('/deactivate') ? [url.split('/').at(-2) ?? ''] : [],
  );
  return { ...ended, sent };
}

const refused = async (content: string | Uint8Array, words = '', now = NOW) => {
  const { exit, stderr, sent } = await run(content, words, now);
  expect({ exit, sent }).toEqual({ exit: 2, sent: [] });
  return stderr;
};

describe('files of HR systems', () => {
  const files: readonly (readonly [name: string, refusals: readonly string[], mended: string])[] = [
    [
      '010-bamboohr-leavers.csv',
      [
        'Employment Status holds Active (1), Terminated (1)',
        'Termination Date is still to come in one row (here 2026-12-31)',
      ],
      '--where Employment#Status=Terminated --time-zone Europe/Zurich',
    ],
    [
      '101-future-last-day.csv',
      ['status holds Active (1), Leaver (1)', 'last_day is still to come in one row (here 2027-03-31)'],
      '--where status=Leaver --due --time-zone Europe/Zurich',
    ],
  ];
  it.each(files)(
    '%s is refused for both, and taken as it is with its line',
    async (name, refusals, mended) => {
      const stderr = await refused(example(name));
      for (const words of refusals) expect(stderr).toContain(words);
      const w = world.current;
      const path = await file(w, 'leavers', example(name));
      const words = mended.split(' ').map((word) => word.replace('#', ' '));
      const target = [
        '--org',
        'org_xyz789',
        '--transfer-to',
        'dept_eng001',
        '--no-check',
        '--yes',
        '--now',
        NOW,
      ];
      const { exit, stdout } = await w.run(['users', 'deactivate', '--from', path, ...target, ...words]);
      expect(exit).toBe(0);
      expect(stdout).toContain('usr_abc123');
      expect(stdout.split('\n')).toHaveLength(3);
    },
  );
});

describe('a row in the future', () => {
  const FUTURE: readonly (readonly [header: string, cell: string, said: string])[] = [
    ['last_day', '2027-03-31', 'last_day is still to come'],
    ['Termination Date', '2026-11-26', 'Termination Date is still to come'],
    ['TermDate', '2026-11-26', 'TermDate is still to come'],
    ['LWD', '2026-11-26', 'LWD is still to come'],
    ['last_day', '2026-11-25', 'is still to come in some parts of the world'],
    ['last_day', '9999-12-31', 'is still to come'],
    ['last_day', '2026-11-30T00:00:00Z', 'is still to come'],
    ['last_day', '2026-11-30T00:00:00-05:00', 'use --due to leave such rows out'],
    ['Letzter Arbeitstag', '31.12.2026', '--date-format DD.MM.YYYY'],
    ['Austrittsdatum', '1.12.2026', '--date-format D.MM.YYYY'],
    ['end date', '12/31/2026', '--date-format MM/DD/YYYY'],
    ['end date', '10/12/2026', 'is still to come'],
    ['last_day', '26-12-20', 'is still to come in one row (here 26-12-20)'],
    ['effective_at', '2026-11-25T13:00:01+01:00', 'effective_at is still to come'],
    ['effective_at', '2026-12-01', 'effective_at is still to come'],
    ['last_day', 'soon', 'cannot be read as a date'],
    ['Contract until', '2026-12-31', 'Contract until is a date in the future'],
    ['Contract until', '31.12.2026', 'is a date in the future'],
    ['when', '2026-11-25T12:00:01Z', 'is a date in the future'],
  ];
  it.each(FUTURE)('is refused: %s %s', async (header, cell, said) => {
    const text = `user_id,${header}\nusr_abc123,2026-01-31\nusr_def456,${cell}\n`.replace(
      /(effective_at\nusr_abc123),2026-01-31/,
      '$1,2026-01-31T00:00:00Z',
    );
    const stderr = await refused(text);
    expect(stderr).toContain(`leavers:3: ${header}`);
    expect(stderr).toContain(said);
    const path = await file(world.current, 'leavers', text);
    const words = `users deactivate --org org_xyz789 --transfer-to dept_eng001 --dry-run --now ${NOW}`.split(
      ' ',
    );
    const ignored = await world.current.run([...words, '--from', path, '--ignore-column', header]);
    expect(ignored.exit).toBe(0);
  });

  /** `read`: what reads a last day that is none in the future, and that reports would lack. */
  const PAST: readonly (readonly [header: string, cell: string, read?: string])[] = [
    ['last_day', '2026-11-23'],
    ['last_day', ''],
    ['last_day', 'n/a'],
    ['last_day', '31.10.2026', '--date-format DD.MM.YYYY'],
    ['last_day', '10/11/2025', '--date-format DD/MM/YYYY or --date-format MM/DD/YYYY'],
    ['last_day,kind', '31 Oct 2026,leaver', "--date-format 'D MMM YYYY'"],
    ['last_day', '26/10/20', '--date-format DD/MM/YY or --date-format YY/MM/DD'],
    ['last_day', '26/12/25', '--date-format DD/MM/YY or --date-format YY/MM/DD'],
    ['last_day', '27/03/20\nusr_abc123,15/06/21', '--date-format DD/MM/YY or --date-format YY/MM/DD'],
    ['last_day', '27.03.20', '--date-format DD.MM.YY'],
    ['effective_at', '2026-11-25T13:00:00+01:00'],
    ['created', '2026-11-25'],
    ['created', '2026-11-26'],
    ['last sign in', '2026/11/24 10:00:00'],
    ['when', '10/12/2026'],
    ['birthday', '1990-02-30'],
    ['phone', '2099 555 1234'],
    ['version', '9999-99-99'],
  ];
  it.each(PAST)('is none: %s %s', async (header, cell, read) => {
    const { sent, stderr } = await run(`user_id,${header}\nusr_abc123,${cell}\n`, '');
    expect(sent).toEqual(['usr_abc123']);
    const lacking = /^note: reports will lack last_day \(here .+\), which is not read: (.+) reads it$/m;
    expect(lacking.exec(stderr)?.[1]).toBe(read);
  });

  it('is asked for among the rows that are chosen alone', async () => {
    const text = 'user_id,team,last_day\nusr_abc123,a,2026-01-01\nusr_def456,b,2027-01-01\n';
    expect((await run(text, '--where team=a')).sent).toEqual(['usr_abc123']);
  });

  it('is refused by every command that takes a file', async () => {
    const path = await file(world.current, 'rem.csv', example('172-rem-future.csv'));
    for (const verb of ['remove', 'reactivate', 'invite']) {
      const { exit, stderr } = await world.current.run(
        `users ${verb} --from ${path} --org org_xyz789 --yes --now ${NOW}`,
      );
      expect({ verb, exit }).toEqual({ verb, exit: 2 });
      expect(stderr).toContain('last_day is still to come');
    }
    expect(world.current.requests).toEqual([]);
  });

  it('is refused too late to be judged, far down a file of JSON', async () => {
    const rows = Array.from({ length: 1100 }, (_, index) =>
      JSON.stringify({ user_id: `usr_${index}`, ...(index > 1050 && { last_day: '2020-01-01' }) }),
    ).join('\n');
    expect(await refused(rows)).toMatch(
      /last_day first appears in row 1000 or later.* --ignore-column last_day\n$/s,
    );
  });
});

it.each([
  ['2026-11-24T23:00:00Z', 1],
  ['2026-11-23T23:00:00Z', 0],
  ['2026-11-24T18:00:00Z', 0],
])('a last day that is written as the instant at which it begins in the zone: %s', async (cell, count) => {
  const reading = { now: Date.parse('2026-11-25T12:00:00Z'), zone: 'Europe/Berlin' };
  const { column_problems } = await read(`user_id,last_day\nusr_1,${cell}\n`, { reading });
  expect(column_problems).toHaveLength(count);
  expect(JSON.stringify(column_problems)).not.toContain('effective_at=');
});

describe('--due', () => {
  const at = (cell: string, words: string, now: string) =>
    run(`user_id,last_day\nusr_abc123,${cell}\n`, `--due ${words}`, now).then(
      ({ sent }) => sent.length === 1,
    );

  // Both ends of the day: the last second of it, and the first after it.
  const ends: readonly (readonly [zone: string, day: string, ends: string])[] = [
    ['Europe/Zurich', '2026-11-20', '2026-11-20T23:00:00Z'],
    ['Europe/Zurich', '2026-07-20', '2026-07-20T22:00:00Z'],
    ['Europe/Zurich', '2026-03-28', '2026-03-28T23:00:00Z'],
    ['Europe/Zurich', '2026-03-29', '2026-03-29T22:00:00Z'],
    ['Europe/Zurich', '2026-10-24', '2026-10-24T22:00:00Z'],
    ['Europe/Zurich', '2026-10-25', '2026-10-25T23:00:00Z'],
    ['Asia/Kolkata', '2026-11-20', '2026-11-20T18:30:00Z'],
    ['Asia/Kathmandu', '2026-11-20', '2026-11-20T18:15:00Z'],
    ['Australia/Lord_Howe', '2026-10-03', '2026-10-03T13:30:00Z'],
    ['America/New_York', '2026-11-01', '2026-11-02T05:00:00Z'],
    ['Pacific/Kiritimati', '2026-11-20', '2026-11-20T10:00:00Z'],
    ['Pacific/Pago_Pago', '2026-11-20', '2026-11-21T11:00:00Z'],
    ['UTC', '2028-02-28', '2028-02-29T00:00:00Z'],
    ['UTC', '2028-02-29', '2028-03-01T00:00:00Z'],
    ['UTC', '2026-12-31', '2027-01-01T00:00:00Z'],
    // The day after begins at one o'clock, because summer time begins at midnight.
    ['Africa/Cairo', '2026-04-23', '2026-04-23T22:00:00Z'],
    ['America/Havana', '2026-03-07', '2026-03-08T05:00:00Z'],
    // A day that was left out there.
    ['Pacific/Apia', '2011-12-29', '2011-12-30T10:00:00Z'],
  ];
  it.each(ends)('%s: %s ends at %s', async (zone, day, end) => {
    const before = new Date(Date.parse(end) - 1000).toISOString();
    expect(await at(day, `--time-zone ${zone}`, before)).toBe(false);
    expect(await at(day, `--time-zone ${zone}`, end)).toBe(true);
  });

  it('wants a zone for a bare date, unless every zone on earth gives the same answer', async () => {
    expect(await at('2026-11-23', '', '2026-11-24T12:00:00Z')).toBe(true);
    expect(await at('2026-11-24', '', '2026-11-24T09:59:59Z')).toBe(false);
    for (const now of ['2026-11-24T10:00:00Z', '2026-11-25T11:59:59Z']) {
      const stderr = await refused('user_id,last_day\nusr_abc123,2026-11-24\n', '--due', now);
      expect(stderr).toContain(
        'leavers:2: last_day 2026-11-24 is over in some parts of the world only: --time-zone',
      );
    }
    expect(await at('2026-11-24', '', '2026-11-25T12:00:00Z')).toBe(true);
  });

  it('takes the zone from the option, the variable or what is stored, and never from the machine', async () => {
    const text = 'user_id,last_day\nusr_abc123,2026-11-24\n';
    const now = '2026-11-25T05:30:00Z';
    expect((await run(text, '--due', now, { TZ: 'Europe/Zurich' })).exit).toBe(2);
    const env = { AITRONOS_TIME_ZONE: 'America/Los_Angeles' };
    expect((await run(text, '--due', now, env)).stderr).toContain('--due chooses 0 of 1 row\n');
    expect((await run(text, '--due --time-zone Europe/Zurich', now, env)).sent).toEqual(['usr_abc123']);
    await world.current.run('config set time-zone Europe/Zurich');
    expect((await run(text, '--due', now)).stderr).toContain('--due chooses 1 of 1 row\n');
  });

  const instants: readonly (readonly [cell: string, comes: string])[] = [
    ['2026-11-20T18:00:00+01:00', '2026-11-20T17:00:00Z'],
    ['2026-11-20T18:00Z', '2026-11-20T18:00:00Z'],
    ['2026-11-20 18:00:00-03:30', '2026-11-20T21:30:00Z'],
    ['2026-11-20T24:00:00+01:00', '2026-11-20T23:00:00Z'],
    ['2028-02-28T24:00Z', '2028-02-29T00:00:00Z'],
    ['2026-12-31T24:00:00.000Z', '2027-01-01T00:00:00Z'],
  ];
  it.each(instants)('%s comes at %s, whatever the last day is', async (cell, comes) => {
    const text = `user_id,last_day,effective_at\nusr_abc123,2099-01-01,${cell}\n`;
    const before = new Date(Date.parse(comes) - 1000).toISOString();
    expect((await run(text, '--due', before)).sent).toEqual([]);
    expect((await run(text, '--due', comes)).sent).toEqual(['usr_abc123']);
  });

  const bad: readonly (readonly [header: string, cell: string, said: string])[] = [
    ['last_day', '', 'no date: --due needs one in every row'],
    ['last_day', '2026-02-29', 'expected a date'],
    ['last_day', '2026-13-01', 'expected a date'],
    ['last_day', '20.11.2026', 'expected a date (2026-11-20), got "20.11.2026"'],
    ['last_day', '2026-11-20T18:00:00+01:00', 'expected a date'],
    ['effective_at', '2026-11-20', 'expected an instant with an offset'],
    ['effective_at', '2026-11-20T18:00', 'expected an instant with an offset'],
    ['effective_at', '2026-11-20T25:00Z', 'expected an instant with an offset'],
    ['effective_at', '2026-11-20T24:01Z', 'expected an instant with an offset'],
    ['effective_at', '2026-02-30T10:00Z', 'expected an instant with an offset'],
  ];
  it.each(bad)('finds a bad row where %s is "%s"', async (header, cell, said) => {
    const stderr = await refused(`user_id,${header}\nusr_abc123,${cell}\n`, '--due --time-zone UTC');
    expect(stderr).toContain(`leavers:2: ${header}: ${said}`);
  });

  it('says what becomes of a time without an offset that is read as a day', async () => {
    const text = 'user_id,effective_at\nusr_abc123,2026-11-20T18:00\n';
    const stderr = await refused(text, '--due --time-zone UTC');
    expect(stderr).toContain(
      "hint: write the offset behind the time; or, if the end of that day will do: --column 'last_day=effective_at'",
    );
  });

  it('says how rows without a day are left out, beside others', async () => {
    const text = 'user_id,Last day\nusr_abc123,2026-11-20\nusr_def456,\n';
    const stderr = await refused(text, '--due --time-zone UTC');
    expect(stderr).toContain("or leave out those with nothing in Last day: --where 'Last day!='\n");
  });

  const formats: readonly (readonly [format: string, cell: string, isDue: boolean])[] = [
    ['DD.MM.YYYY', '20.11.2026', true],
    ['DD.MM.YYYY', '12.01.2027', false],
    ['D.M.YYYY', '1.2.2026', true],
    ['MM/DD/YYYY', '11/20/2026', true],
    ['MM/DD/YYYY', '12/01/2026', false],
    ['DD/MM/YYYY', '12/01/2026', true],
    ['YYYY/MM/DD', '2026/12/01', false],
    ['YYYYMMDD', '20261120', true],
    ['DD.MM.YY', '20.11.26', true],
    ['M/D/YY', '12/1/26', false],
    ['D-MMM-YY', '20-Nov-26', true],
    ['D MMM YYYY', '1. Dezember 2026', false],
    ['D MMM YYYY', '20 novembre 2026', true],
    ['MMM D, YYYY', '"Friday, November 20, 2026"', true],
    ['MM/DD/YYYY', '11/20/2026 5:00 PM', true],
    ['DD MM YYYY', '29 02 2024', true],
  ];
  it.each(formats)('reads %s: %s', async (format, cell, isDue) => {
    const path = await file(world.current, 'leavers', `user_id,last_day\nusr_abc123,${cell}\n`);
    const line = `users deactivate --from ${path} --org org_xyz789 --transfer-to dept_eng001 --due --now ${NOW}`;
    const words = ['--time-zone', 'UTC', '--dry-run', '--json', '--date-format', format];
    const { exit, stdout } = await world.current.run([...line.split(' '), ...words]);
    expect({ exit, requests: JSON.parse(stdout).requests.length }).toEqual({
      exit: 0,
      requests: isDue ? 1 : 0,
    });
  });

  it.each(['DD.MM', 'DD.MM.Y', 'dd.mm.yyyy', 'DD.DD.YYYY', 'x', ''])(
    'knows no format "%s"',
    async (format) => {
      const path = await file(world.current, 'leavers', 'user_id\nusr_abc123\n');
      const line =
        `users deactivate --from ${path} --org org_xyz789 --transfer-to dept_eng001 --dry-run`.split(' ');
      const { exit, stderr } = await world.current.run([...line, '--date-format', format]);
      expect(exit).toBe(2);
      expect(stderr).toContain('--date-format: expected a format of dates such as DD.MM.YYYY');
    },
  );

  it.each([
    ['--time-zone zurich', 'did you mean Europe/Zurich?'],
    ['--time-zone +02:00', 'a time zone such as Europe/Zurich'],
    ['--time-zone Europe/Zuerich', 'Europe/Zurich'],
    ['--now yesterday', 'an instant with an offset'],
    ['--now 2026-11-25T12:00', 'an instant with an offset'],
    ['--now 2026-02-30T12:00Z', 'an instant with an offset'],
  ])('%s is a mistake', async (words, said) => {
    const [, now] = words.startsWith('--now ') ? words.split(' ') : [];
    const { exit, stderr } = await run('user_id\nusr_abc123\n', now === undefined ? words : '', now);
    expect({ exit, said: stderr.includes(said) ? said : stderr }).toEqual({ exit: 2, said });
  });

  it('wants a column that says when, and names those that could', async () => {
    expect(await refused('user_id,Exit\nusr_abc123,2026-01-01\n', '--due')).toContain(
      "--column 'last_day=Exit'",
    );
    expect(
      (await run('user_id,Exit\nusr_abc123,2026-01-01\n', '--due --column last_day=Exit')).sent,
    ).toHaveLength(1);
    expect(await refused('usr_abc123\n', '--due')).toContain('--due: a list has no columns');
    const one = await world.current.run(
      'users deactivate usr_abc123 --due --org org_xyz789 --transfer-to dept_eng001',
    );
    expect(one.exit).toBe(2);
  });

  it('counts who is due alone, and whom it leaves for later', async () => {
    const text = 'user_id,last_day\nusr_abc123,2026-01-01\nusr_def456,2027-01-01\nusr_zoe01,2028-01-01\n';
    const { exit, stdout, stderr } = await run(text, '--due --max 1 --json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).summary).toMatchObject({ total: 1, changed: 1, not_due: 2 });
    expect(stderr).toContain('--due chooses 1 of 3 rows');
    expect((await run(text, '--due', '2027-06-01T00:00:00Z')).stderr).toContain('; not due: 1');
    expect((await run(text, '--due --max 1', '2027-06-01T00:00:00Z')).exit).toBe(2);
  });

  it('has nothing to do when nobody is due: a success, and no run', async () => {
    const { exit, stdout, stderr } = await run('user_id,last_day\nusr_abc123,2027-01-01\n', '--due --json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { run_id: null, total: 0, not_due: 1 },
      results: [],
    });
    expect(stderr).toContain('nothing to do');
    expect(world.current.requests).toEqual([]);
    expect((await world.current.run('runs list')).stderr).toContain('no runs');
  });

  it.each([
    ['', 'input_user_id,last_day,row,user_id,outcome'],
    ['--fields input.last_day,outcome', 'input.last_day,outcome\r\n'],
  ])('has the columns of the file when nobody is due: -o csv %s', async (fields, header) => {
    const ended = await run('user_id,last_day\nusr_abc123,2027-01-01\n', `--due -o csv ${fields}`);
    expect(ended.exit).toBe(0);
    expect(ended.stdout.startsWith(header)).toBe(true);
  });

  it('asks for states before it, and for the cells of a row only when it is due', async () => {
    const text = 'user_id,last_day,status\nusr_abc123,2026-01-01,Leaver\nnobody,2027-01-01,Active\n';
    expect(await refused(text, '--due')).toContain('status holds');
    expect((await run(text, '--due --ignore-column status')).sent).toEqual(['usr_abc123']);
  });
});

describe('one person whose time has come in one row and not in another', () => {
  const DUE = '2026-11-01';
  const LATER = '2027-01-31';
  it.each([
    ['by an address', `jane@example.com,,${DUE}`, `Jane@Example.com,,${LATER}`],
    ['by an id and an address', `,usr_abc123,${DUE}`, `Jane@Example.com,,${LATER}`],
    ['by an address and an id', `jane@example.com,,${DUE}`, `,usr_abc123,${LATER}`],
    ['by both and an address', `jane@example.com,usr_abc123,${DUE}`, `jane@example.com,,${LATER}`],
    ['by both and an id', `jane@example.com,usr_abc123,${DUE}`, `,usr_abc123,${LATER}`],
    ['by an address and both', `jane@example.com,,${DUE}`, `jane@example.com,usr_abc123,${LATER}`],
    ['by an id and both', `,usr_abc123,${DUE}`, `jane@example.com,usr_abc123,${LATER}`],
  ])('is refused, the end first or the renewal: %s', async (_, ...rows) => {
    for (const lines of [rows, [...rows].reverse()]) {
      const stderr = await refused(['email,user_id,last_day', ...lines].join('\n'), '--due --time-zone UTC');
      expect(stderr).toMatch(/due in one row and not yet in another: lines 2 and 3; keep only the row/);
    }
  });

  it('is taken once where it has come in both', async () => {
    const rows = 'email,last_day\njane@example.com,2026-11-01\njane@example.com,2026-11-02\n';
    expect((await run(rows, '--due --time-zone UTC')).sent).toEqual(['usr_abc123']);
  });
});

describe('31 December of a year 99 of two digits', () => {
  const JANE = 'email,last_day\njane@example.com,31.12.99\n';

  it('is for ever, as databases write it', async () => {
    const ended = await run(JANE, '--due --time-zone UTC --date-format DD.MM.YY');
    expect(ended).toMatchObject({ exit: 0, sent: [] });
  });

  it('is still to come without --due', async () => {
    expect(await refused(JANE)).toContain('still to come');
  });
});
