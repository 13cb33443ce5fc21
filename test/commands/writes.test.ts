import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ORG, useWorld } from '../world.ts';
import { later } from './users/many/leavers.ts';

const world = useWorld();
const DEACTIVATE = `users deactivate usr_def456 ${ORG} --transfer-to dept_eng001`;

let plan = '';
let digest = '';
let leavers = '';
let newcomers = '';

/** A run of two whose second row fails, a single call, and a plan: what is there before writing is limited. */
beforeEach(async () => {
  leavers = join(world.current.home, 'leavers.csv');
  newcomers = join(world.current.home, 'newcomers.csv');
  await writeFile(leavers, 'user_id\nusr_def456\nusr_zoe01\n');
  await writeFile(newcomers, 'email\nnew@example.org\n');
  plan = join(world.current.home, 'plan.json');
  digest = JSON.parse((await world.current.run(`${DEACTIVATE} --plan ${plan} -o json`)).stdout).digest;
  await world.current.run(
    `users deactivate usr_abc123 usr_absent1 ${ORG} --transfer-to dept_eng001 --yes --no-check`,
  );
  world.current.requests.length = 0;
});

const runId = async (): Promise<string> =>
  JSON.parse((await world.current.run('runs list -o json')).stdout)[0].run_id;

/** Every way to change something, with RUN for the run, PLAN and DIGEST for the plan. */
const CHANGES: readonly string[] = [
  DEACTIVATE,
  `users deactivate usr_def456 usr_zoe01 ${ORG} --transfer-to dept_eng001 --yes`,
  `users deactivate --from LEAVERS ${ORG} --transfer-to dept_eng001 --yes`,
  `users reactivate usr_ghi789 ${ORG}`,
  `users remove usr_def456 ${ORG} --yes`,
  `users invite new@example.org ${ORG}`,
  `users invite --from NEWCOMERS ${ORG} --yes`,
  `users update-memberships usr_def456 ${ORG} --role role_member --no-departments`,
  'runs apply PLAN --yes',
  'runs resume RUN --yes',
  'runs retry RUN --yes',
  'runs undo RUN --yes',
  'api post /v1/organizations/{org}/users/usr_def456/deactivate --org org_xyz789',
  'api DELETE /v1/organizations/org_xyz789/users/usr_def456',
  'api patch /v1/organizations/org_xyz789/users/usr_def456/memberships -f role_ids=[]',
];

/** What changes nothing: looking, asking, planning. */
const LOOKS: readonly string[] = [
  `${DEACTIVATE} --dry-run`,
  `${DEACTIVATE} --check`,
  `${DEACTIVATE} --plan PLAN`,
  `users deactivate --from LEAVERS ${ORG} --transfer-to dept_eng001 --dry-run`,
  `users list ${ORG}`,
  `users get usr_def456 ${ORG}`,
  'runs list',
  'runs show RUN',
  'runs retry RUN --dry-run',
  'runs undo RUN --dry-run',
  'runs apply PLAN --dry-run',
  'api get /v1/user/me',
  'api post /v1/organizations/org_xyz789/users/usr_def456/deactivate --dry-run',
];

async function run(line: string, writes: string | undefined) {
  const words: Record<string, string> = {
    RUN: await runId(),
    PLAN: plan,
    LEAVERS: leavers,
    NEWCOMERS: newcomers,
    DIGEST: digest,
  };
  const filled = line.replaceAll(/RUN|PLAN|LEAVERS|NEWCOMERS|DIGEST/g, (word) => words[word] ?? word);
  world.current.requests.length = 0;
  return world.current.run(filled, { env: { AITRONOS_WRITES: writes } });
}

const isChange = ({ method, path }: { method: string; path: string }) =>
  method !== 'GET' && !path.endsWith('/users');

/** Interrupts the program when the first change has arrived. */
function interruptAtFirstChange() {
  const interrupt = new AbortController();
  const { requests } = world.current;
  const push = requests.push.bind(requests);
  requests.push = (...arrived) => {
    if (arrived.some(isChange)) interrupt.abort();
    return push(...arrived);
  };
  return { interrupt };
}

const ADVICE = {
  off: 'look with --dry-run, in users commands also with --check or --plan; ',
  planned: 'write a plan with --plan of a users command, ',
};

describe.each(['off', 'planned'] as const)('with writes %s', (writes) => {
  it.each(CHANGES)('nothing is sent by: %s', async (line) => {
    const { exit, stdout, stderr } = await run(line, writes);
    expect({ exit, stdout, sent: world.current.requests }).toEqual({ exit: 4, stdout: '', sent: [] });
    expect(stderr).toContain(`(WRITES_${writes.toUpperCase()})`);
    // `api` and `runs` have neither option.
    expect(stderr).toContain(`hint: ${ADVICE[writes]}`);
  });

  it.each(LOOKS)('and this is let be: %s', async (line) => {
    const { exit, stderr } = await run(line, writes);
    expect({ exit, stderr }).toMatchObject({ exit: 0 });
    expect(world.current.requests.filter(isChange)).toEqual([]);
  });
});

describe('an approved plan', () => {
  const APPLY = 'runs apply PLAN --digest DIGEST --yes';

  it.each([
    ['allowed', 0, 1],
    ['planned', 0, 1],
    ['off', 4, 0],
  ])('with writes %s ends with %i', async (writes, exit, changes) => {
    expect((await run(APPLY, writes)).exit).toBe(exit);
    expect(world.current.requests.filter(isChange)).toHaveLength(changes);
  });

  it.each([
    ['allowed', 'with its digest', 0],
    ['planned', 'with its digest', 0],
    ['off', 'with its digest', 4],
    ['allowed', 'alone', 0],
    ['planned', 'alone', 4],
    ['off', 'alone', 4],
  ])('that was interrupted is resumed with writes %s, begun %s: %i', async (writes, begun, exit) => {
    await world.current.sandbox({ users: 50 });
    const words = `users deactivate usr_000001 usr_000002 usr_000003 ${ORG} --transfer-to dept_eng001 --plan ${plan} -o json`;
    digest = JSON.parse((await world.current.run(words)).stdout).digest;
    await later(world.current);
    const approved = begun === 'alone' ? '' : `--digest ${digest}`;
    const apply = `runs apply ${plan} ${approved} --yes --concurrency 1`;
    expect((await world.current.run(apply, interruptAtFirstChange())).exit).toBe(130);
    expect((await run('runs resume RUN --yes', writes)).exit).toBe(exit);
    expect((await run('runs retry RUN --yes', 'planned')).exit).toBe(4);
  });
});

describe('the stricter of environment and store', () => {
  it.each([
    [undefined, undefined, 'allowed', 'default'],
    [undefined, 'allowed', 'allowed', 'stored'],
    ['allowed', undefined, 'allowed', 'environment'],
    ['allowed', 'planned', 'planned', 'stored'],
    ['planned', 'allowed', 'planned', 'environment'],
    ['planned', 'off', 'off', 'stored'],
    ['off', 'planned', 'off', 'environment'],
    ['off', 'off', 'off', 'environment'],
    ['', 'planned', 'planned', 'stored'],
    [undefined, 'off', 'off', 'stored'],
  ])('environment %j, stored %j: %s, from %s', async (variable, stored, value, source) => {
    if (stored !== undefined) await world.current.run(`config set writes ${stored}`);
    const env = { AITRONOS_WRITES: variable };
    const { stdout } = await world.current.run('config get writes --json', { env });
    expect(JSON.parse(stdout)).toMatchObject({ value, source });
    const { exit } = await world.current.run(DEACTIVATE, { env });
    expect(exit).toBe(value === 'allowed' ? 0 : 4);
  });

  it.each<readonly [profile: string, own: string | undefined, value: string]>([
    ['never-seen', undefined, 'off'],
    ['staging', 'planned', 'planned'],
    ['staging', 'allowed', 'allowed'],
  ])('the default profile stores off, %s %j: %s', async (profile, own, value) => {
    await world.current.run('config set writes off');
    if (own !== undefined) await world.current.run(`config set writes ${own} --profile ${profile}`);
    const { exit } = await world.current.run(`${DEACTIVATE} --profile ${profile}`);
    expect(exit).toBe(value === 'allowed' ? 0 : 4);
    await world.current.run('config set timeout 60 --profile never-seen');
    const { stdout } = await world.current.run(`config get writes --profile ${profile} --json`);
    expect(JSON.parse(stdout)).toMatchObject({ value, source: 'stored' });
  });

  it.each(['on', 'OFF', 'no', 'true', 'readonly'])('%j is refused, and lets nothing pass', async (writes) => {
    const variable = await world.current.run(DEACTIVATE, { env: { AITRONOS_WRITES: writes } });
    expect({ exit: variable.exit, sent: world.current.requests }).toEqual({ exit: 2, sent: [] });
    expect(variable.stderr).toContain('AITRONOS_WRITES: expected a limit on changes (allowed, planned, off)');
    expect((await world.current.run(`config set writes ${writes}`)).exit).toBe(2);
  });

  it('is named in the error, and is an error object in JSON', async () => {
    await world.current.run('config set writes off');
    const { stderr } = await world.current.run(`${DEACTIVATE} --json`);
    expect(JSON.parse(stderr).error).toMatchObject({
      code: 'WRITES_OFF',
      message: 'the stored setting writes is off, so that every change is refused: nothing was sent',
    });
  });
});
