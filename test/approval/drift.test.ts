import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ORG, TO, useWorld } from '../world.ts';
import { plannedRow, planOf } from './planned.ts';

const world = useWorld();
const PAIR = 'usr_abc123 usr_def456';
const planFile = () => join(world.current.home, 'plan.json');

/** Runs a line that has to succeed. */
async function done(line: string): Promise<void> {
  const { exit, stderr } = await world.current.run(line);
  expect({ line, exit, stderr }).toMatchObject({ exit: 0 });
}

/** The changes that a call sent. */
async function applied(words = '') {
  world.current.requests.length = 0;
  const ended = await world.current.run(`runs apply ${planFile()} --yes --json --concurrency 1 ${words}`);
  const sent = world.current.requests.filter(
    ({ method, path }) => method === 'DELETE' || method === 'PATCH' || /activate$|invite/.test(path),
  );
  return { ...ended, sent: sent.map(({ path }) => path.split('/')[5]) };
}

/** What changed between plan and apply, of the first user; the plan was for two. */
const DRIFTED: readonly (readonly [what: string, plan: string, meanwhile: string, words: string])[] = [
  [
    'was reactivated',
    `users remove ${PAIR} ${ORG}`,
    `users reactivate usr_abc123 ${ORG}`,
    'usr_abc123 was deactivated, and became active since it was planned',
  ],
  [
    'was removed',
    `users deactivate ${PAIR} ${TO}`,
    `users remove usr_abc123 ${ORG} --yes`,
    'usr_abc123 was removed from the organization since it was planned',
  ],
  [
    'was deactivated',
    `users remove ${PAIR} ${ORG}`,
    `users deactivate usr_abc123 ${TO}`,
    'usr_abc123 was active, and became deactivated since it was planned',
  ],
  [
    'got other roles',
    `users deactivate ${PAIR} ${TO}`,
    `users update-memberships usr_abc123 ${ORG} --role role_owner --no-departments`,
    'usr_abc123 had the roles role_admin1, and got role_owner since it was planned',
  ],
  [
    'has no role any more',
    `users deactivate ${PAIR} ${TO}`,
    `users update-memberships usr_abc123 ${ORG} --no-roles --no-departments`,
    'usr_abc123 had the roles role_admin1, and got none since it was planned',
  ],
];

describe('a user who changed since the plan', () => {
  const deactivatedBefore = async (what: string) => {
    if (what === 'was reactivated') await done(`users deactivate usr_abc123 ${TO}`);
  };

  it.each(DRIFTED)('and %s is a bad row', async (what, plan, meanwhile, words) => {
    await deactivatedBefore(what);
    await done(`${plan} --plan ${planFile()}`);
    await done(meanwhile);
    const { exit, stderr, sent } = await applied();
    const { error } = JSON.parse(stderr.split('\n').find((line) => line.startsWith('{')) ?? '');
    expect(error).toMatchObject({
      code: 'PLAN_DRIFT',
      details: { problem_count: 1, problems: [{ message: words }] },
    });
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] });
  });

  it.each(DRIFTED)(
    'and %s is left out with --drift skip, and stays so',
    async (what, plan, meanwhile, words) => {
      await deactivatedBefore(what);
      await done(`${plan} --plan ${planFile()}`);
      await done(meanwhile);
      const { exit, stdout, stderr, sent } = await applied('--drift skip --profile default');
      expect(stderr).toContain(`left out: ${words}`);
      expect(stderr).not.toContain('were already in that state');
      const { summary, results } = JSON.parse(stdout);
      expect(summary).toMatchObject({ total: 2, changed: 1, not_sent: 1 });
      const hint = expect.stringMatching(/^`aitronos users get \S+ --org org_xyz789 --profile default`$/);
      expect(results[0]).toMatchObject({
        outcome: 'not_sent',
        error: { code: 'PLAN_DRIFT', message: words, hint },
      });
      expect({ exit, sent }).toEqual({ exit: 3, sent: ['usr_def456'] });
      world.current.requests.length = 0;
      const resumed = await world.current.run(`runs resume ${summary.run_id} --yes`);
      expect(resumed.stderr).toContain('nothing is left to do');
      expect(world.current.requests).toEqual([]);
    },
  );
});

describe('an address that nobody had, and somebody has by now', () => {
  // Few are searched for, of many the list is read.
  it.each([1, 12])('of %d such addresses is a bad row, or left out', async (count) => {
    const ghosts = Array.from({ length: count }, (_, index) => `ghost${index}@example.com`);
    const list = join(world.current.home, 'list.csv');
    writeFileSync(list, ['email', 'jane@example.com', ...ghosts].join('\n'));
    await done(`users deactivate --from ${list} --missing skip ${TO} --plan ${planFile()}`);
    await done(`users invite Ghost0@example.com ${ORG}`);
    const dryRun = await applied('--dry-run');
    expect(dryRun.stderr).toContain(
      `${count} of ${count + 1} users ${count === 1 ? 'is' : 'are'} not in org_xyz789: g`,
    );
    expect(dryRun.sent).toEqual([]);
    const { exit, stderr, sent } = await applied();
    const words = 'ghost0@example.com was not in the organization, and has come since it was planned';
    expect(stderr).toContain(words);
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] });
    const skipped = await applied('--drift skip');
    expect(skipped.stderr).toContain(`left out: ${words}`);
    expect(skipped.stderr.includes('not in org_xyz789: ghost0@example.com')).toBe(false);
    const { summary, results } = JSON.parse(skipped.stdout);
    expect(summary).toMatchObject({ changed: 1, not_sent: 1, not_found: count - 1 });
    expect(results[1].error).toMatchObject({ code: 'PLAN_DRIFT', message: words });
    expect({ exit: skipped.exit, sent: skipped.sent }).toEqual({ exit: 3, sent: ['usr_abc123'] });
  });
});

it('whether an address became that of a member is noted where the API does not show it', async () => {
  const w = world.current;
  const gone = plannedRow(1, 'usr_gone01', {
    user_id: null,
    department_id: null,
    email: 'g@x.org',
    seen: null,
  });
  const rows = [gone, plannedRow(2, 'usr_abc123', {})];
  const head = { missing: 'skip', rows, total: 2 };
  await w.script(({ path, method }) =>
    method === 'POST' && path.endsWith('/deactivate')
      ? { status: 200, body: { id: 'usr_abc123', account_state: 'deactivated' } }
      : { status: 403, body: { error: { code: 'FORBIDDEN', message: 'Not yours.' } } },
  );
  writeFileSync(planFile(), JSON.stringify(planOf([], { origin: w.url, ...head })));
  const { exit, stderr, sent } = await applied('--no-check');
  expect(stderr).toContain('whether 2 users changed since is not checked: Not yours\n');
  expect({ exit, sent }).toEqual({ exit: 0, sent: ['usr_abc123'] });
});

describe('a user who is as the plan wants already', () => {
  it.each([
    ['deactivated', `users deactivate ${PAIR} ${TO}`, `users deactivate usr_abc123 ${TO}`, 'deactivated'],
    ['removed', `users remove ${PAIR} ${ORG}`, `users remove usr_abc123 ${ORG} --yes`, null],
  ])('%s is unchanged, and nothing is sent for them', async (_, plan, meanwhile, account_state) => {
    await done(`${plan} --plan ${planFile()}`);
    await done(meanwhile);
    const { exit, stdout, stderr, sent } = await applied();
    expect(stderr).toContain('already as planned: usr_abc123');
    const { summary, results } = JSON.parse(stdout);
    expect(summary).toMatchObject({ total: 2, changed: 1, unchanged: 1 });
    expect(results[0]).toMatchObject({ outcome: 'unchanged', changed: false, account_state });
    expect({ exit, sent }).toEqual({ exit: 0, sent: ['usr_def456'] });
  });

  it('all of them: a run of which nothing is sent, and nobody is asked', async () => {
    await done(`users deactivate ${PAIR} ${TO} --plan ${planFile()}`);
    await done(`users deactivate ${PAIR} ${TO} --yes`);
    world.current.requests.length = 0;
    const { exit, stderr } = await world.current.run(`runs apply ${planFile()}`, { terminal: true });
    expect(stderr).toContain('2 users: 2 unchanged');
    expect(exit).toBe(0);
    expect(world.current.requests.filter(({ path }) => path.endsWith('/deactivate'))).toEqual([]);
  });

  it('is a failure with --strict', async () => {
    await done(`users deactivate ${PAIR} ${TO} --plan ${planFile()}`);
    await done(`users deactivate usr_abc123 ${TO}`);
    expect(await applied('--strict')).toMatchObject({ exit: 3, sent: ['usr_def456'] });
  });
});

describe('many users', () => {
  it('are looked at by one list, and those who changed are named', async () => {
    await world.current.sandbox({ users: 60 });
    const all = (await world.current.run(`users list ${ORG} --all -o ids --status active`)).stdout
      .trim()
      .split('\n');
    const some = all.filter((id) => /^usr_\d/.test(id)).slice(0, 30);
    await done(`users deactivate ${some.join(' ')} ${TO} --plan ${planFile()}`);
    const asked = world.current.requests.filter(
      ({ method, path }) => method === 'GET' && /users\/usr_\d+$/.test(path),
    );
    expect(asked).toEqual([]);
    await done(`users remove ${some[3]} ${ORG} --yes`);
    await done(`users deactivate ${some[5]} ${TO}`);
    const { exit, stderr, sent } = await applied();
    expect(stderr).toContain(`${some[3]} was removed from the organization since it was planned`);
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] });
    const skipped = await applied('--drift skip');
    expect(JSON.parse(skipped.stdout).summary).toMatchObject({ changed: 28, unchanged: 1, not_sent: 1 });
    expect(skipped.sent).toEqual(some.filter((_, index) => index !== 3 && index !== 5));
  });
});

describe('a few users of a large organization', () => {
  it('are asked for one by one, where the list has more pages than there are users', async () => {
    await world.current.sandbox({ users: 1500 });
    const some = Array.from({ length: 11 }, (_, index) => `usr_${String(index + 1).padStart(6, '0')}`);
    world.current.requests.length = 0;
    await done(`users reactivate ${some.join(' ')} ${ORG} --no-check --plan ${planFile()}`);
    const paths = world.current.requests.map(({ method, path }) => `${method} ${path}`);
    expect(paths.filter((path) => /^GET .*\/users\/usr_\d+$/.test(path))).toHaveLength(11);
    expect(paths.filter((path) => path.startsWith('POST')).length).toBeLessThan(8);
  });
});

describe('the question before a plan is applied', () => {
  it('is about those to whom something is sent', async () => {
    await done(`users remove ${PAIR} ${ORG} --plan ${planFile()}`);
    await done(`users remove usr_abc123 ${ORG} --yes`);
    const { exit, stderr } = await world.current.run(`runs apply ${planFile()}`, {
      terminal: true,
      answers: [['Remove 1 user', '1\r']],
    });
    expect(stderr).toContain('It is John Smith (john@example.com).');
    expect(exit).toBe(0);
  });
});

describe('guards of a run hold for a plan', () => {
  it.each([
    ['more than --max', '--max 1', 'TOO_MANY'],
    ['a protected user', '--protect', 'PROTECTED_USER'],
  ])('%s', async (_, option, code) => {
    await done(`users deactivate ${PAIR} ${TO} --plan ${planFile()}`);
    const list = join(world.current.home, 'protected.txt');
    writeFileSync(list, 'usr_def456\n');
    const { exit, stderr, sent } = await applied(option === '--protect' ? `--protect ${list}` : option);
    expect(stderr).toContain(code);
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] });
  });

  it('who is signed in', async () => {
    const plan = planOf(['usr_abc123', 'usr_admin01'], { origin: world.current.url });
    writeFileSync(planFile(), JSON.stringify(plan));
    const { exit, stderr, sent } = await applied();
    expect(stderr).toContain('is the signed-in user');
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] });
  });

  it('and a reason that the settings require by now', async () => {
    await done(`users deactivate ${PAIR} ${TO} --plan ${planFile()}`);
    await done('config set require reason');
    const { exit, stderr, sent } = await applied();
    expect(stderr).toContain('row 1 has no reason');
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] });
    await done(`users deactivate ${PAIR} ${TO} --reason leaves --ticket HR-1 --plan ${planFile()}`);
    expect(JSON.parse(readFileSync(planFile(), 'utf8'))).toMatchObject({ reason: 'leaves', ticket: 'HR-1' });
    const ended = await applied();
    expect(JSON.parse(ended.stdout).results[0]).toMatchObject({ reason: 'leaves', ticket: 'HR-1' });
  });
});

describe('a plan whose row names another person than its user is', () => {
  const email = 'zoe@example.com';
  const columns = (header: string) => ({ columns_read: { used: { email: header }, not_used: [] } });
  const seen = { is_member: true, account_state: 'active', role_ids: null, department_ids: null };
  it.each([
    ['where nothing was seen', { input: { email }, seen: null }, columns('email')],
    ['where no address was seen', { input: { email }, seen }, columns('email')],
    [
      'where the address seen is none',
      { input: { email }, seen: { ...seen, email: null } },
      columns('email'),
    ],
    ['in another case', { input: { email: 'ZOE@EXAMPLE.COM' }, seen: null }, columns('email')],
    ['in a column of another name', { input: { Mail: email }, seen: null }, columns('Mail')],
    ['and says nothing of columns', { input: { email }, seen: null }, {}],
  ])('is refused %s', async (_what, more, head) => {
    const rows = [plannedRow(1, 'usr_abc123', more)];
    const plan = planOf(['usr_abc123'], { origin: world.current.url, ...head, rows });
    writeFileSync(planFile(), JSON.stringify(plan));
    const { exit, stderr, sent } = await applied();
    expect(stderr).toMatch(/usr_abc123 is in the plan as zoe@example.com, but .*jane@example.com/i);
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] });
    const skipped = await applied('--drift skip');
    expect(skipped).toMatchObject({ exit: 1, sent: [] });
  });

  it('is applied where it is the same one', async () => {
    const rows = [plannedRow(1, 'usr_abc123', { input: { email: 'JANE@example.com' }, seen: null })];
    writeFileSync(planFile(), JSON.stringify(planOf(['usr_abc123'], { origin: world.current.url, rows })));
    const { exit, stderr, sent } = await applied();
    expect(stderr).toContain('whether 1 user changed since is not checked: the plan or the API does not say');
    expect({ exit, sent }).toEqual({ exit: 0, sent: ['usr_abc123'] });
  });

  it('is no failure under --missing skip, which the plan keeps, where the user is gone', async () => {
    const rows = [plannedRow(1, 'usr_gone01', { seen: null })];
    const head = { origin: world.current.url, missing: 'skip', rows };
    writeFileSync(planFile(), JSON.stringify(planOf(['usr_gone01'], head)));
    const { exit, stdout } = await applied();
    expect(JSON.parse(stdout).summary).toMatchObject({ not_found: 1, failed: 0 });
    expect(exit).toBe(0);
  });
});

describe('an answer about something else than the user of a plan', () => {
  const shown = { id: 'usr_abc123', account_state: 'active' };

  it.each([
    ['another user', { status: 200, body: { ...shown, id: 'usr_def456' } }],
    ['another organization', { status: 200, body: { ...shown, organization_id: 'org_other' } }],
    ['an error', { status: 200, body: { ...shown, error: { code: 'STALE', message: 'Cached.' } } }],
    ['nobody', { status: 200, body: [] }],
    ['no content', { status: 204 }],
  ])('sends nothing: %s', async (_what, answer) => {
    const server = await world.current.script(({ method, path }) => {
      if (path.endsWith('/usr_abc123')) return answer;
      if (path.endsWith('/me')) return { status: 403, body: {} };
      return method === 'POST'
        ? { status: 200, body: { ...shown, account_state: 'deactivated' } }
        : { status: 404, body: {} };
    });
    writeFileSync(planFile(), JSON.stringify(planOf(['usr_abc123'], { origin: server.url })));
    const stopped = await applied('--drift skip --no-check');
    expect(stopped).toMatchObject({ exit: 1, stdout: '', sent: [] });
    expect(stopped.stderr).toMatch(/"code":"UNEXPECTED_(ANSWER|STATE)".*"hint":"nothing was sent; /);
  });

  it('sends nothing where the list of many ends early, and says who may read it', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `usr_${index + 1}`);
    const server = await world.current.script({ status: 200, body: { users: [], total_users_count: 12 } });
    writeFileSync(planFile(), JSON.stringify(planOf(ids, { origin: server.url })));
    const { exit, stderr, sent } = await applied('--no-check');
    expect({ exit, sent }).toEqual({ exit: 1, sent: [] });
    expect(stderr).toMatch(/"hint":"nothing was sent; `aitronos auth status` shows who is asking: /);
  });
});

describe('a list of members that leaves some out', () => {
  const some = Array.from({ length: 101 }, (_, index) => `usr_${index + 1}`);
  const rows = some.map((id, index) => plannedRow(index + 1, id, { department_id: null, seen: null }));

  it('is no proof that they were removed: each is asked for', async () => {
    const server = await world.current.script(({ method, path }) => {
      if (method === 'POST') return { status: 200, body: [] };
      const user_id = path.split('/').at(-1) ?? '';
      return { status: 200, body: { user_id, account_state: 'deactivated' } };
    });
    writeFileSync(planFile(), JSON.stringify(planOf(some, { action: 'remove', origin: server.url, rows })));
    const { exit, stdout, sent } = await applied('--no-check');
    expect(JSON.parse(stdout).summary).toMatchObject({ total: 101, changed: 101, unchanged: 0 });
    expect({ exit, sent: sent.length }).toEqual({ exit: 0, sent: 101 });
  });

  it.each([
    ['proof where none of a hundred is there', 404, 'USER_NOT_FOUND', { unchanged: 101 }, 0],
    ['no proof where none may be asked for', 403, 'ORGANIZATION_ACCESS_DENIED', { changed: 101 }, 101],
  ])('is %s', async (_what, status, code, counts, sends) => {
    const refused = { success: false, error: { code, message: 'None.' } };
    const server = await world.current.script(({ method }) => {
      if (method === 'DELETE') return { status: 204 };
      return method === 'POST' ? { status: 200, body: [] } : { status, body: refused };
    });
    writeFileSync(planFile(), JSON.stringify(planOf(some, { action: 'remove', origin: server.url, rows })));
    const { exit, stdout, sent } = await applied('--no-check');
    expect(JSON.parse(stdout).summary).toMatchObject({ total: 101, ...counts });
    const asked = world.current.requests.filter(
      ({ method, path }) => method === 'GET' && /\/users\/usr_\d+$/.test(path),
    );
    expect({ exit, sent: sent.length, asked: asked.length }).toEqual({ exit: 0, sent: sends, asked: 100 });
  });
});
