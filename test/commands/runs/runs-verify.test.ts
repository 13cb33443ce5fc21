import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Answer, perhaps } from '../../scripted-server.ts';
import { ORG, useWorld } from '../../world.ts';
import { DONE, file, runFolders } from '../users/many/leavers.ts';

const world = useWorld();

/** Runs a verb for users and gives back the id of its run. */
async function runOf(verb: string, content: string, words = ''): Promise<string> {
  const before = await runFolders(world.current);
  const path = await file(world.current, 'people.csv', content);
  const ended = await world.current.run(
    `users ${verb} --from ${path} ${ORG} --yes --no-check ${words}`.trimEnd(),
  );
  if (ended.stdout === '' && ended.exit !== 0) throw new Error(ended.stderr);
  const [run = ''] = (await runFolders(world.current)).filter((id) => !before.includes(id) && /^\d/.test(id));
  return run.replace(/\.jsonl$/, '');
}

const leavers = () => runOf('deactivate', 'usr_abc123\nusr_def456\n', '--transfer-to dept_eng001');

const verified = async (words: string) => {
  const ended = await world.current.run(`runs verify ${words} --json`);
  const { summary, results } = JSON.parse(ended.stdout);
  return { ...ended, summary, results };
};

const states = (results: readonly Record<string, unknown>[]) => results.map((result) => result['verified']);

describe('runs verify', () => {
  it('says of each user that it is so, when and by whom', async () => {
    const run = await leavers();
    const { exit, summary, results } = await verified(run);
    expect(exit).toBe(0);
    expect(summary).toMatchObject({ run_ids: [run], total: 2, yes: 2, differs: 0, unknown: 0, exit_code: 0 });
    expect(results[0]).toMatchObject({
      run_id: run,
      row: 1,
      user_id: 'usr_abc123',
      verified: 'yes',
      account_state: 'deactivated',
      later_run: null,
      audit: { actor: expect.any(String), at: expect.any(String) },
    });
  });

  it('takes the newest run without an id, and says which', async () => {
    const run = await leavers();
    const { exit, stderr } = await world.current.run('runs verify');
    expect({ exit, stderr }).toMatchObject({
      exit: 0,
      stderr: expect.stringContaining(`the newest run: ${run}`),
    });
    expect(stderr).toContain('2 users: 2 verified');
  });

  it('keeps what it found beside the journal, for its owner alone', async () => {
    const run = await leavers();
    await verified(run);
    const path = join(world.current.home, 'state', 'runs', run, 'verified.jsonl');
    const [line = ''] = (await readFile(path, 'utf8')).split('\n');
    expect(JSON.parse(line)).toMatchObject({ row: 1, user_id: 'usr_abc123', verified: 'yes' });
    const report = await world.current.run(`runs report ${run} --json`);
    expect(report.stdout).toContain('"verified":"yes"');
  });

  it('sends nothing but reads', async () => {
    const run = await leavers();
    world.current.requests.length = 0;
    await verified(run);
    const changes = world.current.requests.filter(
      ({ method, path }) => method !== 'GET' && !(method === 'POST' && path.endsWith('/users')),
    );
    expect(changes).toEqual([]);
  });

  it('exits 3 where some differ, and names the later run of ours', async () => {
    const run = await leavers();
    const later = await runOf('reactivate', 'usr_abc123\n');
    const { exit, stderr, summary, results } = await verified(run);
    expect({ exit, code: JSON.parse(stderr.trim().split('\n').at(-1) ?? '').error.code }).toEqual({
      exit: 3,
      code: 'DIFFERS',
    });
    expect(summary).toMatchObject({ yes: 1, differs: 1, exit_code: 3 });
    expect(results[0]).toMatchObject({ verified: 'differs', account_state: 'active', later_run: later });
    const table = await world.current.run(`runs verify ${run}`);
    expect(table.stderr).toContain(`usr_abc123: is active; run ${later} changed them later`);
    // The hint shows the run that differs, also where it is not the first of several.
    const several = await world.current.run(`runs verify ${later} ${run}`);
    expect(several.stderr).toContain(`hint: aitronos runs show ${run}\n`);
  });

  it.each([
    [503, true],
    [403, false],
    [422, false],
  ])('exits 5 where some cannot be asked, which counts more than a difference: %i', async (status, again) => {
    const failing = { status, body: {} };
    const active = { status: 200, body: { id: 'usr_abc123', account_state: 'active' } };
    await world.current.script(DONE, DONE, active, failing, failing);
    const run = await leavers();
    const { exit, stderr } = await world.current.run(`runs verify ${run} --retries 0 --json`);
    expect(exit).toBe(5);
    expect(stderr).toContain('1 differs, 1 could not be asked');
    expect(stderr).toContain("the API's audit log was not compared: ");
    // Whether the same call is worth another try.
    expect(stderr).toMatch(
      new RegExp(`"code":"NOT_VERIFIED".*"retryable":${again}.*"hint":"aitronos runs verify `),
    );
  });

  it.each([
    ['another organization', { organization_id: 'org_else' }, 'org_xyz789, and answered about another org'],
    ['another user', { id: 'usr_zoe01' }, 'usr_abc123, and answered about another user'],
    ['no state', { account_state: null }, ''],
    ['an empty state', { account_state: '' }, ''],
  ])('believes no answer about %s, and says why where others are asked meanwhile', async (_, said, why) => {
    await world.current.script(DONE, DONE, ({ path }) => {
      const id = path.split('/').at(-1) ?? '';
      if (!id.startsWith('usr_')) return { status: 503, body: {} };
      const body = { id, organization_id: 'org_xyz789', account_state: 'deactivated' };
      return { status: 200, body: id === 'usr_abc123' ? { ...body, ...said } : body };
    });
    const run = await leavers();
    const { exit, stderr } = await world.current.run(`runs verify ${run} --retries 0`);
    expect(stderr).toContain('1 verified, 1 could not be asked');
    expect(stderr).toContain(
      `1 of 2 users could not be verified${why && `: the API was asked about ${why}`}`,
    );
    expect(exit).toBe(5);
  });

  const gone = (code: string) => ({
    status: 404,
    body: { success: false, error: { code, message: 'None.' } },
  });
  it.each<[what: string, answer: Answer, exit: number, words: string]>([
    ['is known to nobody', gone('USER_NOT_FOUND'), 0, '2 verified'],
    ['has no organization by now', gone('ORGANIZATION_NOT_FOUND'), 5, '2 could not be asked'],
    [
      'is behind a gateway that knows no such page',
      { status: 404, body: 'Not found' },
      5,
      '2 could not be asked',
    ],
    ['was not looked for', { ...gone('USER_NOT_FOUND'), status: 403 }, 5, '2 could not be asked'],
    ['is told as removed', { status: 200, body: { account_state: 'removed' } }, 0, '2 verified'],
    ['is there', { status: 200, body: { account_state: 'active' } }, 3, '2 differ'],
  ])('a user who was removed, and %s', async (_what, answer, exit, words) => {
    await world.current.script({ status: 204 }, { status: 204 }, perhaps(answer));
    const run = await runOf('remove', 'usr_abc123\nusr_def456\n');
    const ended = await world.current.run(`runs verify ${run} --retries 0`);
    expect(ended.stderr).toContain(words);
    expect(ended.exit).toBe(exit);
  });

  it('tells what stands in the log of the API and no run of ours did', async () => {
    const run = await leavers();
    const path = '/v1/organizations/org_xyz789/users/usr_abc123/reactivate';
    expect((await world.current.run(`api post ${path}`)).exit).toBe(0);
    const { stderr, summary } = await verified(run);
    expect(summary.only_in_audit_log).toMatchObject([{ user_id: 'usr_abc123' }]);
    expect(stderr).toContain("the API's audit log has changes that no run of ours made: usr_abc123 ");
  });

  it.each([
    ['reactivate', 'usr_left01\n', '', 'active'],
    ['remove', 'usr_abc123\n', '', null],
    ['invite', 'email\nnew@example.com\n', '', expect.anything()],
    ['deactivate', 'email\nnone@example.com\n', '--missing skip --transfer-to dept_eng001', null],
  ])('knows what %s wanted', async (verb, content, words, state) => {
    const run = await runOf(verb, content, words);
    const { exit, results } = await verified(run);
    expect(exit).toBe(0);
    expect(states(results)).toEqual(['yes']);
    expect(results[0].account_state).toEqual(state);
  });

  it('a row that failed differs, and one of which no answer came is asked about', async () => {
    const run = await runOf('deactivate', 'usr_abc123\nusr_nobody9\n', '--transfer-to dept_eng001');
    const { exit, results } = await verified(run);
    expect({ exit, states: states(results) }).toEqual({ exit: 3, states: ['yes', 'differs'] });
  });

  it('asks again until all agree, at most for the time of --wait', async () => {
    const run = await leavers();
    await runOf('reactivate', 'usr_abc123\n');
    const begun = world.current.clock.monotonic();
    const { exit } = await verified(`${run} --wait 30s`);
    expect(exit).toBe(3);
    const waited = world.current.clock.monotonic() - begun;
    expect(waited).toBeGreaterThanOrEqual(30_000);
    expect(waited).toBeLessThan(31_000);
  });

  it('of several runs is one answer', async () => {
    const first = await leavers();
    const second = await runOf('reactivate', 'usr_left01\n');
    const { summary, results } = await verified(`${first} ${second}`);
    expect(summary).toMatchObject({ run_ids: [first, second], total: 3, yes: 3 });
    expect(results.map(({ run_id }: Record<string, unknown>) => run_id)).toEqual([first, first, second]);
  });

  it.each([
    ['a run that is not there', '20200101-000000-0000', 1, 'RUN_NOT_FOUND'],
    ['a time that is none', '--wait 2', 2, 'a time such as 90s'],
    ['a time without end', '--wait 100h', 2, '24h at most'],
  ])('refuses %s', async (_what, words, exit, message) => {
    await leavers();
    const ended = await world.current.run(`runs verify ${words}`);
    expect(ended.exit).toBe(exit);
    expect(ended.stderr).toContain(message);
  });

  it('refuses a run of another address', async () => {
    const run = await leavers();
    const ended = await world.current.run(`runs verify ${run} --api-url https://api.example.com`);
    expect(ended).toMatchObject({ exit: 2, stderr: expect.stringContaining('OTHER_ORIGIN') });
  });

  it.each(['csv', 'jsonl', 'ids'])('answers in %s', async (format) => {
    const run = await leavers();
    await runOf('reactivate', 'usr_abc123\n');
    const { stdout } = await world.current.run(`runs verify ${run} -o ${format}`);
    if (format === 'ids') expect(stdout).toBe('usr_abc123\n');
    else expect(stdout.trim().split('\n')).toHaveLength(format === 'csv' ? 3 : 2);
  });
});

describe('--verify', () => {
  const one = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001';

  it('asks at the end of a run, whose answer is as before', async () => {
    const path = await file(world.current, 'people.csv', 'usr_abc123\nusr_def456\n');
    const line = `users deactivate --from ${path} ${ORG} --transfer-to dept_eng001 --yes --no-check --verify`;
    const { exit, stdout, stderr } = await world.current.run(`${line} -o json`);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).summary).toMatchObject({ total: 2, changed: 2, exit_code: 0 });
    expect(stderr).toContain('2 users: 2 verified');
  });

  it('asks after a single change too', async () => {
    const { exit, stderr } = await world.current.run(`${one} --verify`);
    expect({ exit, stderr }).toMatchObject({
      exit: 0,
      stderr: expect.stringContaining('1 user: 1 verified'),
    });
  });

  const active = { status: 200, body: { id: 'usr_abc123', account_state: 'active' } };
  const failing = { status: 503, body: {} };
  it.each([
    ['differ', active, 3, 'DIFFERS', 'differs: row 1, usr_abc123: is active'],
    ['could not be asked', failing, 5, 'NOT_VERIFIED', 'unknown: row 1, usr_abc123: the API'],
  ])(
    'makes a change that succeeded fail where some %s, and names them',
    async (_, seen, code, error, who) => {
      await world.current.script(DONE, seen, failing);
      const { exit, stdout, stderr } = await world.current.run(`${one} --verify --retries 0 --json -q`);
      expect(exit).toBe(code);
      expect(JSON.parse(stdout)).toMatchObject({ outcome: 'changed' });
      // The call is a change: it is not worth another try.
      expect(stderr).toMatch(
        new RegExp(`"code":"${error}".*"retryable":false.*"hint":"aitronos runs verify 2`),
      );
      expect(stderr).toContain(`note: ${who}`);
    },
  );

  const no = { status: 422, body: {} };
  it.each([
    [
      'gives a run that succeeded its',
      [DONE, DONE, active, active, failing],
      5,
      'NOT_VERIFIED',
      /ROWS_FAILED|--strict/,
    ],
    ['leaves a run that failed its', [no, DONE, failing], 3, 'ROWS_FAILED', /\(NOT_VERIFIED\)/],
  ] as const)('%s exit code, in the summary too', async (_what, answers, code, error, other) => {
    await world.current.script(...answers);
    const path = await file(world.current, 'people.csv', 'usr_abc123\nusr_def456\n');
    const line = `users deactivate --from ${path} ${ORG} --transfer-to dept_eng001 --yes --no-check --verify --concurrency 1`;
    const { exit, stdout, stderr } = await world.current.run(`${line} --retries 0 -o json`);
    expect({ exit, summary: JSON.parse(stdout).summary.exit_code }).toEqual({ exit: code, summary: code });
    expect(stderr).toContain(error);
    expect(stderr).toContain(': row 2, usr_def456: ');
    expect(stdout + stderr).not.toMatch(other);
  });

  it('does not ask after a run that was stopped', async () => {
    await world.current.script({ status: 401, body: {} });
    const { exit } = await world.current.run(`${one} --verify --retries 0`);
    expect(exit).toBe(4);
  });
});
