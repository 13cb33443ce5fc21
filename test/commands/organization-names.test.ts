import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planOf } from '../approval/planned.ts';
import { perhaps } from '../scripted-server.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const run = (words: readonly string[], env = {}) => world.current.run(words, { env });
const paths = () => world.current.requests.map(({ method, path }) => `${method} ${path}`);
const LOOK = 'GET /v1/organizations?skip=0&limit=100';
const DEACTIVATE = ['users', 'deactivate', 'usr_abc123', '--transfer-to', 'dept_eng001'];
const SENT = 'POST /v1/organizations/org_xyz789/users/usr_abc123/deactivate';

describe('an organization by name', () => {
  it.each(['Example', 'example', ' EXAMPLE '])('is looked up: --org %j', async (name) => {
    const { exit, stdout } = await run([...DEACTIVATE, '--org', name, '--json']);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ organization_id: 'org_xyz789', outcome: 'changed' });
    expect(paths()).toEqual([LOOK, SENT]);
  });

  it('may come from AITRONOS_ORG or from what is stored', async () => {
    expect((await run(DEACTIVATE, { AITRONOS_ORG: 'Example' })).exit).toBe(0);
    expect((await run(['config', 'set', 'org', 'Example'])).exit).toBe(0);
    expect((await run(DEACTIVATE)).exit).toBe(0);
    expect(paths()).toEqual([LOOK, SENT, LOOK, SENT]);
  });

  it('costs no request where it is an id', async () => {
    await run([...DEACTIVATE, '--org', 'org_xyz789']);
    expect(paths()).toEqual([SENT]);
  });

  it.each([
    [['users', 'list']],
    [['users', 'get', 'usr_abc123']],
    [['users', 'invite', 'new1@example.com']],
    [['users', 'update-memberships', 'usr_zoe01', '--no-roles', '--no-departments']],
    [['users', 'reactivate', 'usr_1', 'usr_2', '--yes', '--no-check']],
    [['departments', 'list']],
    [['roles', 'list']],
    [['api', 'get', '/v1/organizations/{org}/roles']],
  ])('stands for its id in %j', async (words) => {
    await run([...words, '--org', 'Example']);
    const [first, ...others] = paths();
    expect(first).toBe(LOOK);
    expect(others.length).toBeGreaterThan(0);
    expect(others.every((path) => path.includes('/v1/organizations/org_xyz789/'))).toBe(true);
  });

  it('that means none is refused with the nearest, and nothing is changed', async () => {
    const { exit, stderr } = await run([...DEACTIVATE, '--org', 'Exampel']);
    expect(exit).toBe(1);
    expect(stderr).toContain('--org: there is no organization called "Exampel" (did you mean Example?)');
    expect(stderr).toContain('hint: `aitronos organizations list` shows yours\n');
    expect(paths()).toEqual([LOOK]);
    await run(['config', 'set', 'org', 'Exampel']);
    const stored = await run(DEACTIVATE);
    expect(stored.stderr).toContain('shows yours, `aitronos config set org <organization>` stores another');
  });

  it('that means two is refused with both', async () => {
    const body = [
      { id: 'org_1', name: 'Twin' },
      { id: 'org_2', name: 'twin' },
    ];
    await world.current.script({ status: 200, body });
    const { exit, stderr } = await run([...DEACTIVATE, '--org', 'Twin']);
    expect(exit).toBe(1);
    expect(stderr).toContain('org_1 (Twin), org_2 (twin)');
  });

  it('is looked up in a dry run, which changes nothing', async () => {
    const { stdout } = await run([...DEACTIVATE, '--org', 'Example', '--dry-run', '--json']);
    expect(JSON.parse(stdout).requests[0].url).toContain('/v1/organizations/org_xyz789/users/');
    expect(paths()).toEqual([LOOK]);
  });

  it.each(['usr_1', 'dept_1', 'role_1', 'org_', 'org_a/b', ''])('is not %j', async (text) => {
    expect((await run([...DEACTIVATE, '--org', text])).exit).toBe(2);
    expect(paths()).toEqual([]);
  });
});

const FILES: Readonly<Record<string, string>> = {
  bad: 'user_id\nusr_1\nnonsense !\n',
  good: 'user_id\nusr_abc123\nusr_def456\n',
  invited: 'email\nnew@example.com\nno address\n',
  protected: 'usr_abc123\n',
  domain: '*@example.com\n',
  both: '*@example.com\nusr_gone1\n',
  wrong: 'this is no rule at all\n',
};

/** Calls whose line or files show that they are refused. */
const REFUSED: readonly string[] = [
  'users deactivate --from bad --transfer-to dept_1 --yes',
  'users deactivate --from none --transfer-to dept_1 --yes',
  'users deactivate usr_1 nonsense! --transfer-to dept_1 --yes',
  'users deactivate usr_1 usr_2 --transfer-to dept_1',
  'users deactivate --from good --transfer-to dept_1',
  'users deactivate --from good --transfer-to dept_1 --max 1 --yes',
  'users deactivate --from good --transfer-to dept_1 --protect protected --yes',
  'users deactivate --from good --transfer-to dept_1 --protect wrong --yes',
  'users deactivate --from good --transfer-to dept_1 --protect none --yes',
  'users deactivate --from bad --transfer-to dept_1 --dry-run',
  'users deactivate --from good --transfer-to dept_1 --plan none/plan.json',
  'users deactivate --from good --transfer-to dept_1 --yes --summary-file none/summary.json',
  'users deactivate usr_abc123 --transfer-to dept_1 --protect protected',
  'users deactivate usr_abc123 --transfer-to dept_1 --protect none',
  'users deactivate usr_abc123 --transfer-to dept_1 --protect wrong',
  'users deactivate usr_abc123 --transfer-to dept_1 --plan none/plan.json',
  'users deactivate usr_abc123 --transfer-to dept_1 --summary-file none/summary.json',
  'users deactivate jane@example.com --transfer-to Engineering --protect none',
  'users deactivate jane@example.com --transfer-to dept_1 --protect domain',
  'users remove usr_abc123',
  'users remove jane@example.com',
  'users reactivate --from bad --yes',
  'users invite --from invited --yes',
  'users invite --from none --yes',
  'users update-memberships usr_abc123 --no-roles --no-departments --protect protected',
  'users update-memberships usr_abc123 --no-roles --no-departments --protect none',
  'users update-memberships usr_abc123 --no-roles --no-departments --plan none/plan.json',
  'users list --columns nonsense',
  'users diff --roster none',
  'users diff --roster invited',
  'api post /v1/organizations/{org}/users/invite --input none',
  'api post /v1/organizations/{org}/users/invite --input wrong',
];

/** The words of a line, with the paths of the files that it names. */
async function wordsOf(line: string): Promise<string[]> {
  const { home } = world.current;
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(home, name), text);
  const isFile = (word: string) => word in FILES || /^(?:none|plan\.json)/.test(word);
  return line.split(' ').map((word) => (isFile(word) ? join(home, word) : word));
}

/** What is there before a call: a run whose rows failed or are open, one to undo, one of invitations, a plan. */
const BEFORE = {
  failed: 'users deactivate usr_gone1 usr_gone2 --transfer-to dept_eng001 --yes --no-check',
  open: 'users deactivate usr_gone1 usr_zoe01 usr_def456 --transfer-to dept_eng001 --yes --no-check --fail-fast --concurrency 1',
  changed: 'users deactivate usr_zoe01 usr_def456 --transfer-to dept_eng001 --yes --no-check',
  invited: 'users invite new1@example.com',
  planned: 'users deactivate usr_zoe01 usr_def456 --transfer-to dept_eng001 --plan plan.json',
} as const;

/** The folder that no shell expanded. */
const STATE = { AITRONOS_STATE_DIR: 'relative' };

/** Calls that take up what is there, and whose line or files show that they are refused. */
const REFUSED_AFTER: { readonly [Name in keyof typeof BEFORE]: readonly string[] } = {
  failed: [
    'runs retry RUN --protect domain',
    'runs retry RUN --max 1%',
    'runs retry RUN --protect domain --max 1 --yes',
    'runs retry RUN --protect both --yes',
  ],
  open: ['runs resume RUN --protect domain', 'runs resume RUN --protect domain --max 1 --yes'],
  changed: [
    'runs undo RUN --protect domain',
    'runs undo RUN --max 1%',
    'runs undo RUN --protect domain --max 1 --yes',
    'runs undo RUN --protect domain --max 1 --dry-run',
  ],
  invited: ['runs undo RUN', 'runs undo RUN --protect none --yes', 'runs undo RUN --protect none --dry-run'],
  planned: [
    'runs apply plan.json --org Example',
    'runs apply plan.json --org Example --protect none --yes',
    'runs apply plan.json --org Example --max 1 --yes',
    'runs apply plan.json --org Other --max 1 --yes',
    'runs apply plan.json --max 1%',
  ],
};

describe('nothing is looked up for what the line and its files show to be refused', () => {
  it.each(REFUSED)('%s', async (line) => {
    const { exit, stderr } = await run([...(await wordsOf(line)), '--org', 'Example']);
    expect({ exit, paths: paths() }, stderr).toEqual({ exit: 2, paths: [] });
  });

  it.each(Object.keys(REFUSED_AFTER) as (keyof typeof BEFORE)[])('after %s', async (before) => {
    await run([...(await wordsOf(BEFORE[before])), '--org', 'org_xyz789']);
    const [id = ''] = (await run(['runs', 'list', '-o', 'ids'])).stdout.split('\n');
    world.current.answersLooks = false;
    const known = world.current.requests.length;
    for (const line of REFUSED_AFTER[before]) {
      const { exit, stderr } = await run((await wordsOf(line)).map((word) => (word === 'RUN' ? id : word)));
      expect({ exit, paths: paths().slice(known) }, `${line}: ${stderr}`).toEqual({ exit: 2, paths: [] });
      expect(stderr).toMatch(/needs confirmation|more than --max 1|cannot read|is protected by/);
    }
  });

  it.each([
    'users deactivate jane@example.com --transfer-to Engineering',
    'users remove jane@example.com --yes',
    'users invite new@example.com --role Member',
    'users update-memberships jane@example.com --role Member --no-departments',
  ])('a folder for records that is none: %s', async (line) => {
    const { exit, stderr } = await run([...line.split(' '), '--org', 'Example'], STATE);
    expect({ exit, paths: paths() }, stderr).toEqual({ exit: 2, paths: [] });
    expect(stderr).toContain('AITRONOS_STATE_DIR=relative is not an absolute path');
  });
});

it('of another organization refuses a plan before anything is changed', async () => {
  const plan = join(world.current.home, 'plan.json');
  await world.current.script(
    perhaps({
      status: 200,
      body: [
        { id: 'org_xyz789', name: 'Example' },
        { id: 'org_else', name: 'Other' },
      ],
    }),
  );
  await writeFile(plan, JSON.stringify(planOf(['usr_abc123'], { origin: world.current.url })));
  const { exit, stderr } = await run(['runs', 'apply', plan, '--org', 'Other', '--yes']);
  expect(stderr).toMatch(/the plan is for org_xyz789, and --org is Other.*OTHER_ORGANIZATION/);
  expect({ exit, others: paths().filter((path) => !path.startsWith('GET /v1/organizations?')) }).toEqual({
    exit: 2,
    others: [],
  });
});
