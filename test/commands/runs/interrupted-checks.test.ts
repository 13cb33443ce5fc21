import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markAtWork } from '../../../src/runs/ledger/at-work.ts';
import { thisHolder } from '../../../src/system/locks/lock-holder.ts';
import { perhaps, type ScriptStep } from '../../scripted-server.ts';
import { DEAD, useWorld } from '../../world.ts';
import { DONE, errorOf, file } from '../users/many/leavers.ts';

const world = useWorld();
const answer = (id: string, state: string): ScriptStep => ({
  status: 200,
  body: { id, account_state: state },
});
const SO = (id: string) => answer(id, 'deactivated');
const OTHERWISE = (id: string) => answer(id, 'active');
const REJECTED = { status: 401, body: {} };
const NO_LOG = perhaps({ status: 403, body: {} });

/** Deactivates two users, the answers to whose checks are `steps`. */
async function runOfTwo(...steps: readonly ScriptStep[]): Promise<string> {
  await world.current.script(DONE, DONE, ...steps);
  const path = await file(world.current, 'people.csv', 'usr_a\nusr_b\n');
  const line = `users deactivate --from ${path} --org org_xyz789 --transfer-to dept_1 --yes --no-check --json`;
  return JSON.parse((await world.current.run(line)).stdout).summary.run_id;
}

const keptOf = (run: string) => {
  const path = join(world.current.home, 'state', 'runs', run, 'verified.jsonl');
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line)).map(({ row, verified }) => `${row} ${verified}`);
};

const toldOf = (stdout: string) =>
  JSON.parse(stdout).results.map(({ row, verified }: Record<string, unknown>) => `${row} ${verified}`);

/** A step at which the call is interrupted, which loses the connection. */
function interrupted() {
  const interrupt = new AbortController();
  const step: ScriptStep = () => {
    interrupt.abort();
    return 'reset';
  };
  return { interrupt, step };
}

describe('runs verify that is interrupted', () => {
  it('while it waits to ask again tells and keeps what it found', async () => {
    const run = await runOfTwo(SO('usr_a'), OTHERWISE('usr_b'), NO_LOG);
    const ended = await world.current.run(`runs verify ${run} --wait 2m --json`, { interruptAtWait: true });
    expect({ exit: ended.exit, told: toldOf(ended.stdout), kept: keptOf(run) }).toEqual({
      exit: 130,
      told: ['1 yes', '2 differs'],
      kept: ['1 yes', '2 differs'],
    });
    expect(errorOf(ended)).toMatchObject({
      code: 'INTERRUPTED',
      message: 'interrupted: 2 users: 1 verified, 1 differs; this is kept',
      hint: `aitronos runs verify ${run}`,
    });
    expect(JSON.parse(ended.stdout).summary.exit_code).toBe(130);
  });

  it('while it asks tells of those who were not asked, and keeps what the check before found of them', async () => {
    const { interrupt, step } = interrupted();
    const first = [SO('usr_a'), SO('usr_b'), { status: 403, body: {} }];
    const run = await runOfTwo(...first, OTHERWISE('usr_a'), step);
    expect((await world.current.run(`runs verify ${run} --retries 0`)).exit).toBe(0);
    const ended = await world.current.run(`runs verify ${run} --json`, { interrupt });
    expect({ exit: ended.exit, told: toldOf(ended.stdout), kept: keptOf(run) }).toEqual({
      exit: 130,
      told: ['1 differs', '2 unknown'],
      kept: ['1 differs', '2 yes'],
    });
    expect((await world.current.run('runs verify --journal')).exit).toBe(0);
  });

  it('before it found anything keeps what was found before', async () => {
    const { interrupt, step } = interrupted();
    const run = await runOfTwo(step, perhaps(step));
    const ended = await world.current.run(`runs verify ${run}`, { interrupt });
    expect({ exit: ended.exit, kept: keptOf(run) }).toEqual({ exit: 130, kept: null });
    expect(ended.stderr).toContain('unknown: row 1, usr_a: it was not asked about');
  });

  it('while it reads the log of the API tells and keeps what it found', async () => {
    const { interrupt, step } = interrupted();
    const run = await runOfTwo(SO('usr_a'), SO('usr_b'), step);
    const ended = await world.current.run(`runs verify ${run}`, { interrupt });
    expect({ exit: ended.exit, kept: keptOf(run) }).toEqual({ exit: 130, kept: ['1 yes', '2 yes'] });
    expect(ended.stderr).toContain("the API's audit log was not compared: the check was stopped before that");
  });

  it('names the runs that it did not come to', async () => {
    const { interrupt, step } = interrupted();
    const run = await runOfTwo(DONE, step, perhaps(step));
    const line = 'users deactivate usr_c --org org_xyz789 --transfer-to dept_1';
    expect((await world.current.run(line)).exit).toBe(0);
    const [other = ''] = (await world.current.run('runs list -o ids')).stdout.split('\n');
    const ended = await world.current.run(`runs verify ${run} ${other} --json`, { interrupt });
    expect(errorOf(ended)).toMatchObject({
      message: expect.stringContaining(`not asked about: ${other}`),
      hint: `aitronos runs verify ${run} ${other}`,
    });
  });

  it('after a change of one user prints the record of the change', async () => {
    const { interrupt, step } = interrupted();
    await world.current.script(DONE, step);
    const line = 'users deactivate usr_a --org org_xyz789 --transfer-to dept_1 --verify --json';
    const { exit, stdout } = await world.current.run(line, { interrupt });
    expect({ exit, outcome: JSON.parse(stdout).outcome }).toEqual({ exit: 130, outcome: 'changed' });
  });
});

describe('runs verify --wait', () => {
  it.each<[what: string, then: readonly ScriptStep[], exit: number, told: readonly string[]]>([
    ['whose token is no longer accepted', [REJECTED], 4, ['1 yes', '2 differs']],
    ['whose API stays away', [perhaps({ status: 503, body: {} })], 3, ['1 yes', '2 differs']],
  ])('%s tells and keeps what it found', async (_what, then, exit, told) => {
    const run = await runOfTwo(SO('usr_a'), OTHERWISE('usr_b'), ...then);
    const ended = await world.current.run(`runs verify ${run} --wait 3s --retries 0 --json`);
    expect({ exit: ended.exit, told: toldOf(ended.stdout), kept: keptOf(run) }).toEqual({
      exit,
      told,
      kept: told,
    });
    expect(JSON.parse(ended.stdout).summary.exit_code).toBe(exit);
  });
});

describe('runs verify that cannot know how a user is', () => {
  const FORBIDDEN: ScriptStep = { status: 403, body: {} };
  const NOT_SAID: ScriptStep = { status: 200, body: {} };
  const OTHER_DAY = 86_400_000;

  it.each<[what: string, first: ScriptStep, second: ScriptStep, kept: string, now: string]>([
    ['after it was so', SO('usr_a'), 'reset', 'yes', 'unknown'],
    ['after it differed', OTHERWISE('usr_a'), 'reset', 'differs', 'unknown'],
    ['after it was not known', 'reset', 'reset', 'unknown', 'unknown'],
    ['for lack of a right', SO('usr_a'), FORBIDDEN, 'yes', 'unknown'],
    ['from the answer', OTHERWISE('usr_a'), NOT_SAID, 'differs', 'unknown'],
    ['but knew it differed', SO('usr_a'), OTHERWISE('usr_a'), 'differs', 'differs'],
    ['but knew it was so', OTHERWISE('usr_a'), SO('usr_a'), 'yes', 'yes'],
  ])('keeps what was found before, with its time: %s', async (_what, first, second, verified, now) => {
    await world.current.script(DONE, first, NO_LOG, second, NO_LOG, NO_LOG);
    await world.current.run('users deactivate usr_a --org org_xyz789 --transfer-to dept_1');
    await world.current.run('runs verify --retries 0');
    const [before] = await reportedOf();
    await world.current.clock.sleep(OTHER_DAY);
    expect(toldOf((await world.current.run('runs verify --retries 0 --json')).stdout)).toEqual([`1 ${now}`]);
    const [after] = await reportedOf();
    expect(after).toMatchObject({ verified });
    expect(after.verified_at === before.verified_at).toBe(verified !== now);
    expect((await world.current.run('runs verify --journal')).exit).toBe(0);
  });

  it('keeps nothing of before the row was changed', async () => {
    const path = await file(world.current, 'people.csv', 'usr_a\nusr_b\n');
    const away = [perhaps('reset'), perhaps('reset'), perhaps('reset')];
    await world.current.script(DONE, REJECTED, SO('usr_a'), OTHERWISE('usr_b'), NO_LOG, DONE, ...away);
    const line = `users deactivate --from ${path} --org org_xyz789 --transfer-to dept_1 --yes --no-check`;
    await world.current.run(`${line} --concurrency 1`);
    const [run = ''] = (await world.current.run('runs list -o ids')).stdout.split('\n');
    expect((await world.current.run(`runs verify ${run}`)).exit).toBe(3);
    await world.current.clock.sleep(OTHER_DAY);
    const resumed = await world.current.run(`runs resume ${run} --yes`);
    expect(resumed.exit, resumed.stderr).toBe(0);
    expect((await world.current.run(`runs verify ${run} --retries 0`)).exit).toBe(5);
    expect(keptOf(run)).toEqual(['1 yes', '2 unknown']);
  });

  it('keeps nothing of before a request that has no answer', async () => {
    const w = world.current;
    const refused = { status: 409, body: {} };
    await w.script(refused, OTHERWISE('usr_a'), NO_LOG, perhaps('reset'), perhaps('reset'));
    await w.run('users deactivate usr_a --org org_xyz789 --transfer-to dept_1', { pid: DEAD });
    const [run = ''] = (await w.run('runs list -o ids')).stdout.split('\n');
    expect((await w.run('runs verify')).exit).toBe(3);
    // As a retry leaves it that was killed.
    const runs = join(w.home, 'state', 'runs');
    appendFileSync(join(runs, `${run}.jsonl`), '{"sent":1}\n');
    markAtWork(runs, run, thisHolder({ pid: DEAD, isAlive: () => false }, w.clock.now()));
    expect((await w.run('runs verify --retries 0')).exit).toBe(5);
    expect((await reportedOf())[0].verified).toBe('unknown');
  });
});

async function reportedOf() {
  const { stdout } = await world.current.run('runs report --json');
  return JSON.parse(stdout).results;
}
