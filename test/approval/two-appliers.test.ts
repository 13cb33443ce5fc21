import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { thisHolder } from '../../src/system/locks/lock-holder.ts';
import { TO, useWorld } from '../world.ts';

const world = useWorld();

/** What is planned, and which of its requests change something. */
const PLANS: readonly (readonly [line: string, isChange: RegExp])[] = [
  [`users deactivate usr_abc123 usr_def456 ${TO}`, /deactivate$/],
  ['users invite one@example.com --org org_xyz789', /invite/],
  ['users update-memberships usr_abc123 --org org_xyz789 --no-roles --no-departments', /memberships$/],
];

const plan = async (line: string): Promise<string> => {
  const file = join(world.current.home, 'plan.json');
  expect(await world.current.run(`${line} --plan ${file}`)).toMatchObject({ exit: 0 });
  return file;
};
const changesSent = (isChange: RegExp) =>
  world.current.requests.map(({ path }) => path).filter((path) => isChange.test(path));

describe.each(PLANS)('the plan of `%s`', (line, isChange) => {
  it('is carried out by one of four who apply it at the same moment', async () => {
    const file = await plan(line);
    const apply = () => world.current.run(`runs apply ${file} --yes`);
    const ended = await Promise.all([apply(), apply(), apply(), apply()]);
    // One that is late finds the run of the plan at its end, and applies it once more.
    const late = ended.filter(({ stderr }) => stderr.includes('was applied before'));
    const held = ended.filter(({ stderr }) => stderr.includes('(RUN_HELD)'));
    expect(held.map(({ exit }) => exit)).toEqual(held.map(() => 1));
    expect(held.length + late.length).toBe(3);
    const sent = changesSent(isChange);
    expect(sent.length).toBeLessThanOrEqual(new Set(sent).size * (1 + late.length));
    expect(sent.length).toBeGreaterThan(0);
  });

  it('is not carried out where that was done while a question waited for its answer', async () => {
    const file = await plan(line);
    const meanwhile = async () => {
      expect(await world.current.run(`runs apply ${file} --yes`)).toMatchObject({ exit: 0 });
      return 'y\r';
    };
    const { exit, stderr } = await world.current.run(`runs apply ${file}`, {
      terminal: true,
      answers: [['org_xyz789', meanwhile]],
    });
    expect({ exit, stderr }).toMatchObject({ exit: 1 });
    expect(stderr).toMatch(/this plan was carried out meanwhile, as run \S+: nothing was sent/);
    const sent = changesSent(isChange);
    expect(sent).toEqual([...new Set(sent)]);
  });
});

it('a plan is not carried out while another process works on its run', async () => {
  const w = world.current;
  const file = await plan(PLANS[0]?.[0] ?? '');
  const first = await w.run(`runs apply ${file} --yes --json`);
  const marks = join(w.home, 'state', 'runs', '.at-work');
  mkdirSync(marks, { recursive: true });
  const other = thisHolder({ pid: process.ppid, isAlive: () => true }, 0);
  writeFileSync(join(marks, JSON.parse(first.stdout).summary.run_id), JSON.stringify(other));
  w.requests.length = 0;
  const { exit, stderr } = await w.run(`runs apply ${file} --yes`);
  expect(stderr).toMatch(/another process carries out this plan, as run \S+: nothing was sent/);
  expect({ exit, requests: w.requests }).toEqual({ exit: 1, requests: [] });
});
