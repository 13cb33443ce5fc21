import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';
import { file, runFolders } from './many/leavers.ts';

const world = useWorld();

const ONE = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001';
const JOURNAL = 'journal.jsonl';

const headerOf = async (): Promise<Record<string, unknown>> => {
  const [folder = ''] = await runFolders(world.current);
  const text = await readFile(join(world.current.home, 'state', 'runs', folder, JOURNAL), 'utf8');
  return JSON.parse(text.slice(0, text.indexOf('\n')));
};

const many = async (content: string, words: string, env = {}) => {
  const path = await file(world.current, 'leavers.csv', content);
  const line = `users deactivate --from ${path} --org org_xyz789 --transfer-to dept_eng001 --yes --no-check`;
  return world.current.run([...line.split(' '), ...words.split(' ').filter(Boolean)], { env });
};

describe('why a change is made', () => {
  it('is in the record of one, and never in a request', async () => {
    const ended = await world.current.run([...ONE.split(' '), '--reason', 'left the company', '--json']);
    expect(ended.exit).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({ reason: 'left the company', ticket: null });
    expect(JSON.stringify(world.current.requests)).not.toContain('left the company');
  });

  it('is absent where it was not said', async () => {
    const { stdout } = await world.current.run(`${ONE} --json`);
    expect(Object.keys(JSON.parse(stdout))).not.toContain('reason');
    const csv = await world.current.run(`${ONE} -o csv`);
    expect(csv.stdout).not.toContain('reason');
  });

  it.each([
    ['its option beats the variable', ['--ticket', 'HR-2'], { AITRONOS_TICKET: 'HR-1' }, 'HR-2'],
    ['the variable says it alone', [], { AITRONOS_TICKET: ' HR-1 ' }, 'HR-1'],
    ['an empty variable says nothing', ['--reason', 'x'], { AITRONOS_TICKET: '' }, null],
  ])('%s', async (_what, words, env, ticket) => {
    const ended = await world.current.run([...ONE.split(' '), ...words, '--json'], { env });
    expect(JSON.parse(ended.stdout)).toMatchObject({ ticket });
  });

  it.each([
    ['--reason', ''],
    ['--reason', '   '],
    ['--reason', 'two\nlines'],
    ['--reason', 'x'.repeat(1001)],
    ['--ticket', 'a\u0007b'],
    ['--ticket', 'x\u2028y'],
    ['--ticket', 'x'.repeat(256)],
  ])('%s %j is refused', async (option, text) => {
    const { exit, stderr } = await world.current.run([...ONE.split(' '), option, text]);
    expect({ exit, sent: world.current.requests }).toEqual({ exit: 2, sent: [] });
    expect(stderr).toContain(`a ${option.slice(2)} of one line`);
  });

  it('hides the access token', async () => {
    const { stdout } = await world.current.run(
      [...ONE.split(' '), '--reason', 'key secret-token-1234567890 used', '--json'],
      { env: { AITRONOS_ACCESS_TOKEN: 'secret-token-1234567890' } },
    );
    expect(JSON.parse(stdout).reason).toBe('key [redacted] used');
  });

  it.each([
    'reactivate usr_left01',
    'remove usr_abc123 --yes',
    'update-memberships usr_abc123 --no-roles --no-departments',
    'invite a@example.com',
  ])('is taken by users %s', async (words) => {
    const line = `users ${words} --org org_xyz789 --ticket HR-1 --json`;
    expect(JSON.parse((await world.current.run(line)).stdout)).toMatchObject({
      ticket: 'HR-1',
      reason: null,
    });
  });
});

describe('in a run', () => {
  const LIST = 'user_id,reason,Ticket\nusr_abc123,moved away,\nusr_staff01,,HR-9\n';

  it('the row beats what was said for all', async () => {
    const ended = await many(LIST, '--reason everybody --ticket HR-1 -o json');
    const { results, summary } = JSON.parse(ended.stdout);
    expect(results.map(({ reason, ticket }: Record<string, unknown>) => [reason, ticket])).toEqual([
      ['moved away', 'HR-1'],
      ['everybody', 'HR-9'],
    ]);
    expect(summary.columns.used).toMatchObject({ reason: 'reason', ticket: 'Ticket' });
    expect(await headerOf()).toMatchObject({ ticket: 'HR-1' });
  });

  it.each(['json', 'jsonl', 'csv'])('runs show -o %s gives the same bytes', async (format) => {
    const ended = await many(LIST, `-o ${format}`);
    const [run = ''] = await runFolders(world.current);
    const shown = await world.current.run(`runs show ${run} -o ${format}`);
    expect(shown.stdout.trim().split('\n').at(-1)).toBe(ended.stdout.trim().split('\n').at(-1));
  });

  it('the last columns of the CSV are reason and ticket, and the own ones keep their cells', async () => {
    const { stdout } = await many(LIST, '-o csv');
    const [header = '', first = ''] = stdout.split('\n');
    expect(header.trim()).toMatch(/^input_user_id.*,input_reason,.*,attempts,reason,ticket$/i);
    expect(first.trim()).toMatch(/,moved away,$/);
  });

  it('results given back do not say it again', async () => {
    const { stdout } = await many('user_id,reason\nusr_abc123,moved away\n', '-o csv');
    const path = await file(world.current, 'results.csv', stdout);
    const line = `users reactivate --from ${path} --org org_xyz789 --yes --no-check -o json`;
    const { results } = JSON.parse((await world.current.run(line)).stdout);
    expect(results[0].reason).toBeUndefined();
  });

  it('a bad cell is a bad row', async () => {
    const { exit, stderr } = await many(`user_id,ticket\nusr_abc123,${'x'.repeat(256)}\n`, '');
    expect({ exit, sent: world.current.requests }).toEqual({ exit: 2, sent: [] });
    expect(stderr).toContain('leavers.csv:2: ticket: expected a ticket of one line');
  });

  it('a last day is kept with its row', async () => {
    await many(
      'user_id,Austrittsdatum\nusr_abc123,31.10.2026\n',
      '--now 2026-11-25T12:00:00Z --time-zone Europe/Zurich --date-format DD.MM.YYYY',
    );
    const [folder = ''] = await runFolders(world.current);
    const rows = await readFile(join(world.current.home, 'state', 'runs', folder, 'rows.jsonl'), 'utf8');
    expect(JSON.parse(rows.trim())).toMatchObject({ last_day: '2026-10-31' });
    expect(await headerOf()).toMatchObject({ time_zone: 'Europe/Zurich' });
  });
});

describe('the setting require', () => {
  const required = (value: string) => world.current.run(`config set require ${value}`);

  it.each(['reason,ticket', 'ticket', 'reason', 'ticket, reason'])('takes %j', async (value) => {
    expect((await world.current.run(['config', 'set', 'require', value])).exit).toBe(0);
  });

  it.each(['', 'reasons', 'reason,', 'reason;ticket'])('refuses %j', async (value) => {
    expect((await world.current.run(['config', 'set', 'require', value])).exit).toBe(2);
  });

  it.each([
    ['deactivate usr_abc123 --transfer-to dept_eng001', '--reason and --ticket are missing'],
    ['deactivate usr_abc123 usr_zoe01 --transfer-to dept_eng001', '--reason and --ticket are missing'],
    ['reactivate usr_left01 --ticket HR-1', '--reason is missing'],
    ['reactivate usr_left01 usr_abc123 --ticket HR-1', '--reason is missing'],
    ['remove usr_abc123 --yes', '--reason and --ticket are missing'],
    ['invite a@example.com', '--reason and --ticket are missing'],
    ['update-memberships usr_abc123 --no-roles --no-departments', '--reason and --ticket are missing'],
  ])('refuses users %s', async (words, message) => {
    await required('reason,ticket');
    const { exit, stderr } = await world.current.run(`users ${words} --org org_xyz789`);
    expect({ exit, sent: world.current.requests }).toEqual({ exit: 2, sent: [] });
    expect(stderr).toContain(message);
  });

  it.each([
    ['a list', 'usr_abc123\nusr_staff01\n', '', 'no reason, which the setting require wants: give --reason'],
    ['a file without the column', 'user_id\nusr_abc123\n', '', 'add a column reason'],
    ['an empty cell', 'user_id,reason\nusr_abc123,\n', '', 'fill in reason'],
  ])('refuses %s', async (_what, content, words, message) => {
    await required('reason');
    const { exit, stderr } = await many(content, words);
    expect({ exit, sent: world.current.requests }).toEqual({ exit: 2, sent: [] });
    expect(stderr).toContain(message);
  });

  it.each([
    ['the call says it', 'user_id\nusr_abc123\n', '--reason left'],
    ['the row says it', 'user_id,reason\nusr_abc123,left\n', ''],
  ])('is content where %s', async (_what, content, words) => {
    await required('reason');
    expect((await many(content, words)).exit).toBe(0);
  });

  it('is asked of an undo, and not of a resume', async () => {
    await many('user_id\nusr_abc123\n', '');
    const [run = ''] = await runFolders(world.current);
    await required('ticket');
    expect((await world.current.run(`runs undo ${run} --yes`)).exit).toBe(2);
    expect((await world.current.run(`runs resume ${run} --yes`)).exit).toBe(0);
    expect((await world.current.run(`runs undo ${run} --yes --ticket HR-2 -o json`)).stdout).toContain(
      'HR-2',
    );
  });
});

describe('the job of continuous integration is written down', () => {
  it.each([
    [
      'github',
      {
        GITHUB_ACTIONS: 'true',
        GITHUB_SERVER_URL: 'https://github.example',
        GITHUB_REPOSITORY: 'acme/leavers',
        GITHUB_RUN_ID: '77',
        GITHUB_ACTOR: 'jane',
        GITHUB_SHA: 'abc',
      },
      { url: 'https://github.example/acme/leavers/actions/runs/77', actor: 'jane', commit: 'abc' },
    ],
    [
      'gitlab',
      { GITLAB_CI: 'true', CI_JOB_URL: 'https://gitlab.example/job/1', CI_COMMIT_SHA: 'abc' },
      { url: 'https://gitlab.example/job/1', actor: null, commit: 'abc' },
    ],
    [
      'azure',
      {
        TF_BUILD: 'True',
        SYSTEM_COLLECTIONURI: 'https://azure.example/acme/',
        SYSTEM_TEAMPROJECT: 'old leavers',
        BUILD_BUILDID: '77',
        BUILD_REQUESTEDFOR: 'jane',
        BUILD_SOURCEVERSION: 'abc',
      },
      {
        url: 'https://azure.example/acme/old%20leavers/_build/results?buildId=77',
        actor: 'jane',
        commit: 'abc',
      },
    ],
    ['azure', { TF_BUILD: 'True', BUILD_BUILDID: '77' }, { url: null, actor: null, commit: null }],
    [
      'jenkins',
      { JENKINS_URL: 'https://jenkins.example', BUILD_URL: 'https://jenkins.example/1' },
      { actor: null },
    ],
    // No secret is kept of the address of a job, nor where a variable holds the token by mistake.
    [
      'gitlab',
      { GITLAB_CI: 'true', CI_JOB_URL: 'https://bot:hunter2@gitlab.example/1?private_token=glpat-1234&a=1' },
      { url: 'https://bot:[redacted]@gitlab.example/1?private_token=[redacted]&a=1' },
    ],
    [
      'circleci',
      { CIRCLECI: 'true', CIRCLE_USERNAME: 'x sandbox-access-token', CIRCLE_SHA1: 'sandbox-access-token' },
      { actor: 'x [redacted]', commit: '[redacted]' },
    ],
  ])('%s', async (provider, env, facts) => {
    await many('user_id\nusr_abc123\n', '', env);
    const { ci } = await headerOf();
    expect(ci).toMatchObject({ provider, ...facts });
    const { stdout } = await world.current.run('runs report --markdown -');
    const [actor, url, commit] = ['actor', 'url', 'commit'].map(
      (name) => Reflect.get(Object(ci), name) ?? '-',
    );
    const text = stdout.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(code));
    expect(text).toContain(`in a job of ${provider} by ${actor}: ${url}, commit ${commit}\n`);
  });

  it('and none where there is none', async () => {
    await many('user_id\nusr_abc123\n', '', { CI: 'true' });
    expect(await headerOf()).not.toHaveProperty('ci');
  });
});
