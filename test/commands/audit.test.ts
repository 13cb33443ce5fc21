import { describe, expect, it } from 'vitest';
import type { Step } from '../scripted-server.ts';
import { ORG, useWorld } from '../world.ts';
import { errorOf, refusal } from './users/many/leavers.ts';

const world = useWorld();
const LOG = '/v1/organizations/org_xyz789/audit-log';
const list = (more = '', options = {}) => world.current.run(`audit list ${ORG} ${more}`, options);
const paths = () => world.current.requests.map(({ method, path }) => `${method} ${path}`);

/** The filters of the last request. */
const asked = () => {
  const query = new URLSearchParams(world.current.requests.at(-1)?.path.split('?')[1]);
  return Object.fromEntries([...query].filter(([name]) => name !== 'skip' && name !== 'limit'));
};

/** Jane was deactivated, and taken back a minute later. */
async function changeTwice(): Promise<void> {
  await world.current.deactivate();
  await world.current.clock.sleep(60_000);
  await world.current.run(`users reactivate usr_abc123 ${ORG}`);
  world.current.requests.length = 0;
}

const answer = (items: readonly unknown[], more: object = {}): Step => ({
  status: 200,
  body: { items, total: items.length, skip: 0, limit: 50, has_more: false, ...more },
});

describe('audit list', () => {
  it('shows what was done, to whom, by whom and when', async () => {
    await changeTwice();
    expect(await list()).toMatchObject({
      exit: 0,
      stdout:
        'TIME                  ACTION       TARGET      NAME      ACTOR\n' +
        '2026-03-01T12:01:00Z  reactivated  usr_abc123  Jane Doe  ada@example.com\n' +
        '2026-03-01T12:00:00Z  deactivated  usr_abc123  Jane Doe  ada@example.com\n',
      stderr: '',
    });
    expect(paths()).toEqual([`GET ${LOG}?skip=0&limit=50`]);
  });

  it('gives in JSON and JSON Lines what the API has, unchanged', async () => {
    const items = [{ odd: [1, { deep: null }], id: 'a1' }, { wide: 1e30 }];
    await world.current.script(answer(items));
    expect(JSON.parse((await list('--json')).stdout)).toEqual(items);
    const { stdout } = await list('-o jsonl');
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(items);
  });

  it('has CSV, ids of entries, and chosen fields', async () => {
    await changeTwice();
    const csv = await list('-o csv');
    expect(csv.stdout.split('\r\n').slice(0, 2)).toEqual([
      'entry_id,at,action,target_id,target_name,actor_id,actor_name,actor_address',
      'audit_000002,2026-03-01T12:01:00Z,reactivated,usr_abc123,Jane Doe,usr_admin01,Ada Admin,ada@example.com',
    ]);
    expect((await list('-o ids')).stdout).toBe('audit_000002\naudit_000001\n');
    expect((await list('-o csv --fields target_id,new_value.account_state')).stdout).toBe(
      'target_id,new_value.account_state\r\nusr_abc123,active\r\nusr_abc123,deactivated\r\n',
    );
    expect(await list('--fields frobnicated')).toMatchObject({ exit: 2, stdout: '' });
  });

  it.each([
    ['-o csv', 'USAGE'],
    ['--json', 'USAGE'],
    ['-o jsonl', 'USAGE'],
  ])('with %s is no list of users to change', async (format) => {
    await changeTwice();
    const { stdout } = await list(format);
    world.current.requests.length = 0;
    const words = `users deactivate --from - ${ORG} --transfer-to dept_eng001 --yes --no-check`;
    expect((await world.current.run(words, { stdin: stdout })).exit).toBe(2);
    expect(paths()).toEqual([]);
  });

  it('says that there is nothing, where there is nothing', async () => {
    expect(await list()).toEqual({ exit: 0, stdout: '', stderr: 'note: the audit log has no entries\n' });
    expect(await list('--action removed')).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'note: no entry matches\n',
    });
    expect((await list('--json')).stdout).toBe('[]\n');
  });

  it.each([
    ['--limit 1', { total: 2 }, '1 of 2 shown; a larger --limit or --all shows all entries'],
    [
      '--limit 1',
      { total: null, has_more: true },
      '1 shown, and there may be more; a larger --limit or --all',
    ],
    [
      '--limit 1',
      { total: null, has_more: null },
      '1 shown, and there may be more; a larger --limit or --all',
    ],
    ['', { total: 60, has_more: true }, null],
    ['--all', { total: 3, has_more: false }, 'the API told of 3 entries, and gave 1'],
  ])('%s of a log that tells %j says that there are more', async (limit, told, words) => {
    await world.current.script(answer([{ id: 'a1' }], { has_more: true, ...told }));
    const { exit, stderr } = await list(limit);
    // Without a limit the second page would have to come, and this server has none.
    if (words === null) expect(exit).toBe(1);
    else expect([exit, stderr.includes(words)]).toEqual([0, true]);
  });

  it('reads page after page with --all, each entry once although new ones come', async () => {
    const all = Array.from({ length: 250 }, (_, at) => ({ id: `a${at}` }));
    let requests = 0;
    await world.current.script(({ path }) => {
      const query = new URLSearchParams(path.split('?')[1]);
      const [skip, limit] = [Number(query.get('skip')), Number(query.get('limit'))];
      const now = [...Array.from({ length: requests }, (_, at) => ({ id: `new${at}` })).reverse(), ...all];
      requests += 1;
      const items = now.slice(skip, skip + limit);
      return { status: 200, body: { items, total: now.length, has_more: skip + limit < now.length } };
    });
    const { stdout, stderr, exit } = await list('--all -o ids');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n')).toEqual(all.map(({ id }) => id));
    expect(requests).toBe(3);
  });

  it.each([
    ['the same page again', answer([{ id: 'a1' }, { id: 'a2' }], { total: 900, has_more: true })],
    ['more than was asked for', answer(Array.from({ length: 101 }, (_, at) => ({ id: `a${at}` })))],
    ['more and none of it', answer([], { has_more: true })],
  ])('ends with an error where the API gives %s', async (_, step) => {
    await world.current.script(step);
    const ended = await list('--all --json');
    expect(ended.exit).toBe(1);
    expect(errorOf(ended)).toMatchObject({ code: 'UNEXPECTED_ANSWER' });
    // The first page, four ahead of the second, and one more once that came.
    expect(paths().length).toBeLessThanOrEqual(6);
  });
});

/** Entries of shapes that the sandbox does not have, and their line in the table. */
const SHAPES: readonly (readonly [entry: object, line: string])[] = [
  [{}, '-     -       -       -     -'],
  [
    {
      actor: { id: 'usr_a', name: 'Ada' },
      target: { id: 'usr_t', name: 'Tom' },
      action: 'x',
      at: 1764063000,
    },
    '2025-11-25T09:30:00Z  x       usr_t   Tom   Ada',
  ],
  [
    { user_id: 'usr_a', user_email: 'a@example.com', resource_id: 'dept_1', action: 'updated' },
    '-     updated  dept_1  -     a@example.com',
  ],
  [{ target: 'usr_t\u001b[31m', action: '\u202eevil' }, '-     evil    -       usr_t  -'],
];

it.each(SHAPES)('an entry %j is shown as far as it is understood', async (entry, line) => {
  await world.current.script(answer([entry]));
  const { stdout, exit } = await list();
  expect([exit, stdout.split('\n')[1]]).toEqual([0, line]);
});

/** Filters, and what is sent for them. */
const FILTERS: readonly (readonly [words: string, sent: object])[] = [
  ['--user usr_abc123', { target_id: 'usr_abc123' }],
  ['--user jane@example.com', { target_id: 'usr_abc123' }],
  ['--user JANE@example.com', { target_id: 'usr_abc123' }],
  ['--actor usr_admin01', { actor_id: 'usr_admin01' }],
  ['--actor ada@example.com --user usr_abc123', { actor_id: 'usr_admin01', target_id: 'usr_abc123' }],
  ['--action deactivated', { action_type: 'deactivated' }],
  ['--action Deactivated', { action_type: 'deactivated' }],
  ['--action membership-added', { action_type: 'membership_added' }],
  ['--since 2026-02-28T12:00:00Z', { from_date: '2026-02-28T12:00:00Z' }],
  ['--since 2026-02-28T12:00:00+01:00', { from_date: '2026-02-28T11:00:00Z' }],
  ['--until 2026-02-28T12:00:00.5Z', { to_date: '2026-02-28T12:00:00.500Z' }],
  ['--since 2026-02-28 --time-zone Europe/Zurich', { from_date: '2026-02-27T23:00:00Z' }],
  ['--until 2026-02-28 --time-zone Europe/Zurich', { to_date: '2026-02-28T22:59:59.999Z' }],
  ['--since 2026-02-28T12:00 --time-zone Asia/Tokyo', { from_date: '2026-02-28T03:00:00Z' }],
  // A day of summer time that has 23 hours, and one of which the first hour is missing.
  ['--until 2026-03-29 --time-zone Europe/Zurich', { to_date: '2026-03-29T21:59:59.999Z' }],
  ['--since 2026-03-29 --time-zone Asia/Beirut', { from_date: '2026-03-28T22:00:00Z' }],
  [
    '--since 2026-10-25T02:30 --until 2026-10-25T02:30 --time-zone Europe/Zurich',
    { from_date: '2026-10-25T00:30:00Z', to_date: '2026-10-25T01:30:00Z' },
  ],
  [
    '--since 2026-02-28 --until 2026-02-28 --time-zone UTC',
    {
      from_date: '2026-02-28T00:00:00Z',
      to_date: '2026-02-28T23:59:59.999Z',
    },
  ],
];

describe('a filter of audit list', () => {
  it.each(FILTERS)('%s', async (words, sent) => {
    expect((await list(words)).exit).toBe(0);
    expect(asked()).toEqual(sent);
  });

  it('takes the time zone from its variable, and from what is stored', async () => {
    await list('--since 2026-02-28', { env: { AITRONOS_TIME_ZONE: 'Asia/Tokyo' } });
    expect(asked()).toEqual({ from_date: '2026-02-27T15:00:00Z' });
    await world.current.run('config set time-zone Europe/Zurich');
    await list('--since 2026-02-28');
    expect(asked()).toEqual({ from_date: '2026-02-27T23:00:00Z' });
  });

  it('finds what happened in the last second of a day, and not in the first of the next', async () => {
    await changeTwice();
    const until = (time: string) => list(`--until ${time} -o ids`);
    expect((await until('2026-03-01T12:00:00.000Z')).stdout).toBe('audit_000001\n');
    expect((await until('2026-03-01T11:59:59.999Z')).stdout).toBe('');
    expect((await list('--since 2026-03-01 --until 2026-03-01 --time-zone UTC -o ids')).stdout).toContain(
      '2',
    );
    expect((await list('--since 2026-03-02 --time-zone UTC -o ids')).stdout).toBe('');
  });

  it.each([
    ['--action deactivate', 'got "deactivate"; did you mean deactivated'],
    ['--action deactivation', 'did you mean deactivated'],
    ['--action remove', 'did you mean removed'],
    ['--action rm!', 'got "rm!"'],
    ['--user jane', 'or an e-mail address, got "jane"'],
    ['--user dept_eng001', 'got "dept_eng001", a department id'],
    ['--since yesterday', '--since: expected a day such as 2026-11-20, or an instant'],
    ['--since 2026-02-30', 'got "2026-02-30"'],
    ['--since 28.02.2026', 'did you mean 2026-02-28?'],
    ['--until 02/03/2026', 'did you mean 2026-03-02 or 2026-02-03?'],
    ['--since 2026-02-28T25:00:00Z', 'got "2026-02-28T25:00:00Z"'],
    ['--since 2026-02-28', 'no time zone is known'],
    ['--until 2026-02-28T12:00:00', 'no time zone is known'],
    ['--since 2026-02-28 --time-zone Zurich', 'did you mean Europe/Zurich?'],
    ['--since 2026-03-01T00:00:00Z --until 2026-02-28T00:00:00Z', 'nothing is in between'],
    ['--limit 0', 'a whole number from 1'],
    ['--limit 5 --all', 'contradict each other'],
  ])('%s is refused, and nothing is sent', async (words, message) => {
    const ended = await list(`${words} --json`);
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(errorOf(ended)).toMatchObject({ code: 'USAGE', hint: expect.stringMatching(/./) });
    expect(errorOf(ended).message).toContain(message);
    expect(paths()).toEqual([]);
  });

  it('by an address that no member has is refused after the look-up', async () => {
    const ended = await list('--user jne@example.com --json');
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(errorOf(ended).message).toContain('did you mean jane@example.com');
    expect(errorOf(ended).hint).toContain('audit list --action removed');
    expect(paths().join('\n')).not.toContain('audit-log');
  });

  it('by an action that the page does not name is sent, and refused where no entry has it', async () => {
    const ended = await list('--action frobnicated --json');
    expect(ended).toMatchObject({ exit: 2, stdout: '' });
    expect(errorOf(ended).message).toBe('--action: no entry says "frobnicated"');
    expect(asked()).toEqual({ action_type: 'frobnicated' });
    await world.current.script(answer([{ id: 'a1', action: 'exported' }]));
    expect(await list('--action exported -o ids')).toMatchObject({ exit: 0, stdout: 'a1\n' });
  });
});

describe('an audit log that may not be read', () => {
  it.each([
    [
      403,
      'INSUFFICIENT_PERMISSIONS',
      4,
      'may not read the audit log, which needs the capability view_audit_log',
    ],
    [403, 'ACCESS_DENIED', 4, 'view_audit_log'],
    [403, 'ORGANIZATION_ACCESS_DENIED', 4, '`aitronos organizations list` shows your organizations'],
    [404, 'NOT_FOUND', 1, 'has no audit log of this organization'],
    [404, 'ORGANIZATION_NOT_FOUND', 1, '`aitronos organizations list` shows your organizations'],
    [401, 'TOKEN_EXPIRED', 4, 'auth login'],
    [501, 'NOT_IMPLEMENTED', 1, 'does not offer this'],
    [405, 'METHOD_NOT_ALLOWED', 1, 'does not offer this'],
  ])('is told with a %i %s', async (status, code, exit, hint) => {
    await world.current.script(refusal(status, code));
    const ended = await list('--json');
    expect(ended).toMatchObject({ exit, stdout: '' });
    expect(errorOf(ended)).toMatchObject({ code, status, hint: expect.stringContaining(hint) });
  });

  it('is told by the sandbox to a member who does not hold the capability', async () => {
    const post = async (path: string, body: object): Promise<Readonly<Record<string, unknown>>> => {
      const headers = { 'content-type': 'application/json' };
      const sent = await fetch(`${world.current.url}/v1/auth/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      return JSON.parse(await sent.text());
    };
    const who = { email_or_username: 'johnsmith', password: 'sandbox-password' };
    const { email_key } = await post('login', who);
    const { token } = await post('verify', { email_key, verification_code: 1234 });
    const { exit, stderr, stdout } = await list('', { env: { AITRONOS_ACCESS_TOKEN: String(token) } });
    expect([exit, stdout]).toEqual([4, '']);
    expect(stderr).toContain('may not read the audit log, which needs the capability view_audit_log');
  });
});
