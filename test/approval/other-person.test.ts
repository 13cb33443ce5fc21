import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { later } from '../commands/users/many/leavers.ts';
import { ORG, TO, useWorld } from '../world.ts';
import { digestOf, plannedRow, planOf } from './planned.ts';

const world = useWorld();
const file = (name: string) => join(world.current.home, name);
const seen = (more: object) => ({
  ...{ is_member: true, account_state: 'active', role_ids: null, department_ids: null },
  ...{ full_name: null, email: null, ...more },
});
const changes = () => world.current.requests.filter(({ path }) => /activate$|memberships$/.test(path));

describe('the address of a user, since the plan', () => {
  it.each([
    [
      'is another',
      { email: 'old@example.com' },
      'usr_abc123 had the address old@example.com, and got jane@example.com',
    ],
    ['is the same in another case', { email: 'JANE@Example.com' }, null],
    ['was not shown then', {}, null],
    ['was not shown then, nor was the state', { account_state: null }, null],
    ['was empty then', { email: '' }, null],
  ])('%s', async (_what, more, words) => {
    const w = world.current;
    const row = plannedRow(1, 'usr_abc123', { seen: seen(more) });
    writeFileSync(file('plan.json'), JSON.stringify(planOf(['usr_abc123'], { origin: w.url, rows: [row] })));
    const { exit, stderr } = await w.run(`runs apply ${file('plan.json')} --yes`);
    expect(exit).toBe(words === null ? 0 : 2);
    expect(stderr.includes('PLAN_DRIFT')).toBe(words !== null);
    if (words !== null) expect(stderr).toContain(`${words} since it was planned`);
    expect(changes()).toHaveLength(words === null ? 1 : 0);
  });

  it('is not compared where the plan has ids only', async () => {
    const w = world.current;
    await w.run(`users deactivate usr_abc123 ${TO} --ids-only --plan ${file('plan.json')}`);
    expect(readFileSync(file('plan.json'), 'utf8')).not.toContain('jane@');
    expect((await w.run(`runs apply ${file('plan.json')} --yes`)).exit).toBe(0);
  });
});

describe('the name of a user, where a plan has no address', () => {
  it.each([
    ['is another', { full_name: 'Bob Leaver' }, {}, 'was called Bob Leaver, and is called Jane Doe'],
    ['is the same in another case', { full_name: 'JANE DOE' }, {}, null],
    [
      'is another, beside the address of the user',
      { full_name: 'Jane Roe', email: 'jane@example.com' },
      {},
      null,
    ],
    [
      'is another, beside the address that was typed',
      { full_name: 'Jane Roe' },
      { email: 'jane@example.com' },
      null,
    ],
  ])('%s', async (_what, more, input, words) => {
    const w = world.current;
    const row = plannedRow(1, 'usr_abc123', { input, seen: seen(more) });
    writeFileSync(file('plan.json'), JSON.stringify(planOf(['usr_abc123'], { origin: w.url, rows: [row] })));
    const { exit, stderr } = await w.run(`runs apply ${file('plan.json')} --yes`);
    expect(exit, stderr).toBe(words === null ? 0 : 2);
    if (words !== null) expect(stderr).toContain(`usr_abc123 ${words} since it was planned`);
    expect(changes()).toHaveLength(words === null ? 1 : 0);
  });
});

it('the question marks an address that the API does not show as that of the plan', async () => {
  const w = world.current;
  const row = plannedRow(1, 'usr_abc123', { input: { email: 'bob@example.com' } });
  const others = { status: 403, body: { error: { code: 'FORBIDDEN', message: 'No.' } } } as const;
  await w.script(others, others, others);
  writeFileSync(file('plan.json'), JSON.stringify(planOf(['usr_abc123'], { origin: w.url, rows: [row] })));
  const asked = await w.run(`runs apply ${file('plan.json')} --no-check`, { terminal: true, stdin: 'n\r' });
  expect(asked.stderr).toMatch(/It is by the plan[\s\S]{1,40}bob@example.com \(usr_abc123\)/);
});

describe('a plan of memberships', () => {
  it('may be applied once more: a list that is as wanted is no drift', async () => {
    const w = world.current;
    const line = `users update-memberships usr_abc123 ${ORG} --role role_member --no-departments`;
    await w.run(`${line} --plan ${file('plan.json')}`);
    for (const _ of [1, 2]) {
      const { exit, stderr } = await w.run(`runs apply ${file('plan.json')} --yes`);
      expect(exit, stderr).toBe(0);
    }
    await w.run(`users update-memberships usr_abc123 ${ORG} --role role_owner --no-departments`);
    const other = await w.run(`runs apply ${file('plan.json')} --yes`);
    expect(other.stderr).toContain('had the roles role_admin1, and got role_owner');
    expect(other.exit).toBe(2);
  });
});

describe('an address in the columns of a file', () => {
  it.each([
    ['user_id,manager', 'usr_abc123,boss@example.com', '-'],
    ['manager,user_id', 'boss@example.com,usr_abc123', '-'],
    ['Work Email,manager', 'jane@example.com,boss@example.com', 'jane&#64;example&#46;com'],
    ['manager,Work Email', 'boss@example.com,jane@example.com', 'jane&#64;example&#46;com'],
    ['user_id', 'jane@example.com', 'jane&#64;example&#46;com'],
  ])('%s: the plan shows that of the person alone', async (header, cells, shown) => {
    const w = world.current;
    writeFileSync(file('people.csv'), `${header}\n${cells}\n`);
    await w.run(`users deactivate --from ${file('people.csv')} ${TO} --plan ${file('plan.json')}`);
    // The API does not show the user.
    const plan = JSON.parse(readFileSync(file('plan.json'), 'utf8'));
    for (const row of plan.rows) row.seen = null;
    plan.digest = digestOf(plan);
    writeFileSync(file('plan.json'), JSON.stringify(plan));
    const { stdout } = await w.run(`runs apply ${file('plan.json')} --dry-run -o markdown`);
    expect(stdout).toContain(`| 1 | \`usr_abc123\` | - | ${shown} | - |`);
    expect(stdout).not.toContain('boss');
  });

  it('is not the one of somebody else in a report of who failed', async () => {
    const w = world.current;
    writeFileSync(file('people.csv'), 'manager,user_id\nboss@example.com,usr_nobody\n');
    await w.run(`users deactivate --from ${file('people.csv')} ${TO} --yes --no-check`);
    const { stdout } = await w.run('runs report --json');
    expect(JSON.parse(stdout).results).toMatchObject([{ user_id: 'usr_nobody', email: null }]);
  });
});

describe('a plan in place of a list of users', () => {
  it.each([
    ['users deactivate', TO],
    ['users reactivate', ORG],
    ['users remove', `${ORG} --yes`],
    ['users invite', ORG],
  ])('%s refuses it, in whatever order its fields are', async (command, more) => {
    const w = world.current;
    const plan = planOf(['usr_abc123', 'usr_def456'], { origin: w.url });
    const reversed = Object.fromEntries(Object.entries(plan).reverse());
    for (const [fields, indent] of [
      [plan, 0],
      [plan, 1],
      [reversed, 0],
      [reversed, 1],
    ] as const) {
      writeFileSync(file('plan.json'), JSON.stringify(fields, null, indent));
      const { exit, stderr } = await w.run(`${command} --from ${file('plan.json')} ${more} --yes`);
      // Where its rows stand first, their columns may be refused before the rest is read.
      expect(stderr).toMatch(/this is a plan: `aitronos runs apply` carries it out|BAD_COLUMNS/);
      if (fields === plan) expect(stderr).toMatch(/this is a plan.*hint: `aitronos runs apply <plan>`/s);
      expect(exit).toBe(2);
      expect(w.requests).toEqual([]);
    }
  });
});

describe('beside a plan', () => {
  it.each([
    [`users deactivate usr_abc123 ${TO} --verify`, /--plan sends no change.*\n.*runs apply/],
    [`users invite new@example.org ${ORG} --verify`, /--plan sends no change.*\n.*runs apply/],
  ])('%s is refused', async (line, words) => {
    const { exit, stderr } = await world.current.run(`${line} --plan ${file('plan.json')}`);
    expect(stderr).toMatch(words);
    expect(exit).toBe(2);
    expect(world.current.requests).toEqual([]);
  });

  it('--four-eyes is said not to be checked by a dry run', async () => {
    const w = world.current;
    await w.run(`users deactivate usr_abc123 ${TO} --plan ${file('plan.json')}`);
    const { exit, stderr } = await w.run(`runs apply ${file('plan.json')} --four-eyes --dry-run`);
    expect(stderr).toContain('--four-eyes was not checked');
    expect(exit).toBe(0);
  });
});

describe('by whom a run was begun', () => {
  const people = 'usr_abc123 usr_def456';
  it.each([
    ['--four-eyes', `runs apply PLAN --yes --four-eyes`],
    ['--four-eyes and --no-check', `runs apply PLAN --yes --four-eyes --no-check`],
    ['--no-check', `users deactivate ${people} ${TO} --yes --no-check`],
    ['neither', `users deactivate ${people} ${TO} --yes`],
  ])('is recorded with %s', async (_what, line) => {
    const w = world.current;
    const rows = ['usr_left01', 'usr_zoe01'].map((id, at) =>
      plannedRow(at + 1, id, { department_id: null, seen: null }),
    );
    const more = { action: 'reactivate', origin: w.url, total: 2, rows };
    writeFileSync(file('plan.json'), JSON.stringify(planOf([], more)));
    const { exit, stderr } = await w.run(line.replace('PLAN', file('plan.json')));
    expect(exit, stderr).toBe(0);
    const report = await w.run('runs report -o csv --fields by');
    expect(report.stdout).toMatch(/^by\r\n(usr_admin01\r\n){2}$/);
  });

  it('is recorded of an undo', async () => {
    const w = world.current;
    await w.run(`users deactivate ${people} ${TO} --yes`);
    await later(w);
    const { exit, stderr } = await w.run('runs undo 20260301-120000-8000 --yes');
    expect(exit, stderr).toBe(0);
    expect((await w.run('runs report -o csv --fields by')).stdout).toMatch(/^by\r\n(usr_admin01\r\n){2}$/);
  });
});
