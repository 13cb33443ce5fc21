import { describe, expect, it } from 'vitest';
import { errorOf, file, runFolders } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';
import { read } from './reading.ts';

const world = useWorld();

const TARGET = '--org org_xyz789 --transfer-to dept_eng001';
const run = async (text: string, more: string) =>
  world.current.run(
    `users deactivate --from ${await file(world.current, 'rows.csv', text)} ${TARGET} ${more}`,
  );

const READ: readonly (readonly [what: string, text: string, columns: unknown])[] = [
  [
    'other names',
    'Work Email,Team,Manager\njane@example.com,Web,Kim\n',
    { used: { email: 'Work Email' }, not_used: ['Team', 'Manager'] },
  ],
  ['our names', 'user_id\nusr_abc123\n', { used: { user_id: 'user_id' }, not_used: [] }],
  [
    'two columns for one field',
    'mail,userPrincipalName\njane@example.com,jane@example.com\n',
    { used: { email: 'mail, userPrincipalName' }, not_used: [] },
  ],
  [
    'JSON Lines',
    '{"email":"jane@example.com","__proto__":"x"}\n',
    { used: { email: 'email' }, not_used: ['__proto__'] },
  ],
  ['a list', 'jane@example.com\n', undefined],
];

describe('which columns were read', () => {
  it.each(READ)('is in the summary, and stays with the run: %s', async (_, text, columns) => {
    const done = await run(text, '--yes --json');
    expect(done.exit).toBe(0);
    const { summary } = JSON.parse(done.stdout);
    expect(summary.columns).toEqual(columns);
    const shown = await world.current.run(`runs show ${summary.run_id} --json`);
    expect(JSON.parse(shown.stdout).summary.columns).toEqual(columns);
  });

  it('is not said of arguments', async () => {
    const done = await world.current.run(`users deactivate usr_abc123 usr_def456 ${TARGET} --yes --json`);
    expect(JSON.parse(done.stdout).summary).not.toHaveProperty('columns');
  });

  it('is noted in a dry run, and before a question that cannot be asked', async () => {
    const text = 'Work Email,Team\njane@example.com,Web\n';
    for (const more of ['--dry-run', '']) {
      const { stderr } = await run(text, more);
      expect(stderr).toContain('note: columns: email (Work Email); not used: Team\n');
    }
  });
});

/** Who has more fields than all before is far down. */
const farDown = (late: object) =>
  Array.from({ length: 1100 }, (_, at) =>
    JSON.stringify({ user_id: `usr_${at}`, ...(at === 1099 && late) }),
  ).join('\n');

describe('a column that JSON adds far down', () => {
  it.each([
    ['is read', '', 'dept_sales002', 'note: columns: user_id, transfer_to, reason; not used: Team\n'],
    ['is not', '--ignore-column transfer_to --ignore-column Team', 'dept_eng001', undefined],
    ['is not', '--ignore-column transfer_to', 'dept_eng001', '; not used: Team\n'],
  ])('%s where the call says %o', async (_, more, department, note) => {
    const late = { transfer_to: 'dept_sales002', reason: 'left', Team: 'Ops' };
    const done = await run(farDown(late), `${more} --dry-run --json`);
    expect(JSON.parse(done.stdout).requests.at(-1).body).toEqual({
      transfer_resources_to_department_id: department,
    });
    expect(done.stderr).toContain(note ?? '');
    if (note === undefined) expect(done.stderr).not.toContain('columns:');
  });

  it.each([
    ['is nearly one', { transferto_dep: 'dept_sales002' }, 'transferto_dep'],
    ['is one more of a field', { userId: 'usr_2' }, 'userId'],
  ])('is refused where it %s', async (_, late, name) => {
    const { exit, stderr } = await run(farDown(late), '--dry-run');
    expect([exit, stderr]).toEqual([
      2,
      expect.stringContaining(`${name} first appears in row 1000 or later`),
    ]);
    expect(stderr).toMatch(new RegExp(`hint: .* --ignore-column ${name}\\n$`));
  });

  it.each([
    ['Left on', '2026-01-31', 'Left on is empty in 1099 of 1100 rows, who may be staying'],
    ['Kündigungsdatum', '2026-01-31', 'Kündigungsdatum is empty in 1099 of 1100 rows'],
    ['terminated', true, 'terminated holds true (1), and nothing in 1099 of 1100 rows'],
    ['active', false, 'active holds false (1), and nothing in 1099 of 1100 rows'],
    ['Deactivate?', 'yes', 'Deactivate? holds yes (1)'],
  ])('is refused where it says of few that they go: %s', async (name, cell, words) => {
    const { exit, stderr } = await run(farDown({ [name]: cell }), '--dry-run');
    expect([exit, stderr]).toEqual([2, expect.stringContaining(words)]);
    expect(stderr).toContain(
      ': put it into the first row too and use --where to choose rows, or --ignore-column',
    );
    expect(stderr).toMatch(/hint: .* --ignore-column .+\n$/);
  });

  it('is told with all rows', async () => {
    const { stderr } = await run(farDown({ status: 'Terminated' }), '--dry-run');
    expect(stderr).toContain('note: status is Terminated in 1 of 1100 rows\n');
  });

  it('names no person where the call says who does', async () => {
    const late = { user_id: '', email: 'jane@example.com' };
    const { exit, stderr } = await run(farDown(late), '--dry-run --column user_id=user_id');
    expect([exit, stderr]).toEqual([2, expect.stringContaining(':1100: user_id: expected a user id')]);
  });

  it('is read where it is stored', async () => {
    await world.current.run('config set column.transfer_to Ziel');
    const { stdout } = await run(farDown({ Ziel: 'dept_sales002' }), '--dry-run --json');
    expect(JSON.parse(stdout).requests.at(-1).body).toEqual({
      transfer_resources_to_department_id: 'dept_sales002',
    });
  });

  it('leaves the days that are kept with rows', async () => {
    const rows = farDown({ Team: 'Ops' }).replaceAll('{', '{"last_day":"2025-01-31",');
    const { kept } = await read(rows, { reading: { now: Date.UTC(2026, 10, 25) } });
    expect(kept.at(-1)).toMatchObject({ last_day: '2025-01-31', input: { Team: 'Ops' } });
  });
});

describe('a column of a field that the command does not read', () => {
  it.each([
    ['reactivate', 'email,transfer_to\nlena@example.com,Nowhere\n', '', 'email; not used: transfer_to'],
    ['reactivate', 'email,To\nlena@example.com,x\n', '--column transfer_to=To', 'email; not used: To'],
    ['remove', 'email,Team\nlena@example.com,x\n', '--column role=Team', 'email; not used: Team'],
    ['remove', 'email,transfer_to\nlena@example.com,Sales\n', '', null],
    ['remove', 'email,Why\nlena@example.com,x\n', '--column reason=Why', 'reason (Why), email'],
  ])('is said to be unused: %s of %j %s', async (verb, text, more, words) => {
    const path = await file(world.current, 'rows.csv', text);
    const { exit, stderr } = await world.current.run(
      `users ${verb} --from ${path} --org org_xyz789 --dry-run ${more}`,
    );
    expect(exit).toBe(0);
    expect(/note: columns: (.*)/.exec(stderr)?.[1] ?? null).toBe(words);
  });
});

describe('--column with a field that there is none of', () => {
  it.each([
    ['emial', 'email'],
    ['E-Mail', 'email'],
    ['transfer-to', 'transfer_to'],
    ['lastday', 'last_day'],
    ['constructor', undefined],
    ['colour', undefined],
  ])('%s is a mistake, and %s is the nearest', async (field, nearest) => {
    const ended = await run('Work Email\njane@example.com\n', `--column ${field}=#1 --yes --json`);
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    const { code, message } = errorOf(ended);
    expect(code).toBe('USAGE');
    expect(message).toContain(`there is no field "${field}"`);
    if (nearest === undefined) expect(message).not.toContain('did you mean');
    else expect(message).toContain(`did you mean ${nearest}?`);
    expect(world.current.requests).toEqual([]);
    expect(await runFolders(world.current)).toEqual([]);
  });
});

describe('--column and --ignore-column that contradict each other', () => {
  const TEXT = 'Work Email,Home\njane@example.com,zoe@example.com\n';
  it.each([
    ['--column email=#1 --column email=Home', '--column names two columns for email: #1, Home'],
    [
      '--column email=Home --ignore-column Home',
      '--column says that Home is email, and --ignore-column that it means nothing',
    ],
    [
      '--column email=#2 --ignore-column home',
      '--column says that Home is email, and --ignore-column that it means nothing',
    ],
  ])('are refused, because one would count for nothing: %s', async (flags, words) => {
    const { exit, stdout, stderr } = await run(TEXT, `${flags} --yes`);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(world.current.requests).toEqual([]);
    const roster = await file(world.current, 'hr.csv', TEXT);
    const differences = await world.current.run(`users diff --roster ${roster} --org org_xyz789 ${flags}`);
    expect(differences).toMatchObject({ exit: 2, stdout: '' });
    expect(differences.stderr).toContain(words);
  });

  it.each(['--column email=Home --column email=Home', '--column email=Home --ignore-column #1'])(
    'are none: %s',
    async (flags) => {
      expect(await run(TEXT, `${flags} --dry-run`)).toMatchObject({ exit: 0 });
    },
  );
});

describe('an option for a file without one', () => {
  it.each([
    ['users deactivate usr_abc123 --column email=#1', '--column names a column of a file'],
    ['users deactivate usr_abc123 --ignore-column Team', '--ignore-column names a column of a file'],
    ['users invite sam@example.com --column email=#1', '--column names a column of a file'],
    ['users deactivate usr_abc123 --now usr_def456', '--now is for the dates of a file'],
    ['users deactivate usr_abc123 usr_def456 --now 2027-01-01T00:00:00Z', '--now is for the dates of a file'],
    ['users invite sam@example.com --date-format DD.MM.YYYY', '--date-format is for the dates of a file'],
  ])('%s is a mistake', async (words, message) => {
    const target = words.includes('invite') ? '--org org_xyz789' : TARGET;
    const { exit, stdout, stderr } = await world.current.run(`${words} ${target} --yes`);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(world.current.requests).toEqual([]);
  });

  it('the roster of users diff knows the fields too', async () => {
    const roster = await file(world.current, 'hr.csv', 'email\njane@example.com\n');
    const { exit, stderr } = await world.current.run(
      `users diff --roster ${roster} --org org_xyz789 --column emial=#1`,
    );
    expect(exit).toBe(2);
    expect(stderr).toContain('did you mean email?');
  });
});
