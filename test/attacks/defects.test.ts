import { expect, it } from 'vitest';
import type { Clock } from '../../src/system/time/clock.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const LINE =
  'users deactivate usr_a usr_b usr_c --org org_xyz789 --transfer-to dept_eng001 --yes --no-check --concurrency 1';

/** Before the first row it is asked who is signed in and which roles there are. */
const LOOKS = 2;

/** A clock that breaks once, when the answer about the first row is waited for. */
function breaksOnce(clock: Clock): Clock {
  let waits = 0;
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    tick: (ms, ring) => clock.tick(ms, ring),
    sleep: (ms, signal) => clock.sleep(ms, signal),
    alarm: (ms, ring) => {
      waits += 1;
      if (waits !== LOOKS + 1) return clock.alarm(ms, ring);
      throw new TypeError('broken');
    },
  };
}

it('a defect in the middle of a row is that row’s outcome, and the others are sent', async () => {
  await world.current.script({ status: 200, body: { account_state: 'deactivated' } });
  const { exit, stdout, stderr } = await world.current.run(`${LINE} --json`, {
    clock: breaksOnce(world.current.clock),
  });
  expect(exit).toBe(3);
  const { results } = JSON.parse(stdout);
  expect(results.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    'failed',
    'changed',
    'changed',
  ]);
  expect(results[0].error).toMatchObject({ code: 'DEFECT', message: 'a bug in aitronos: TypeError' });
  expect(stderr).toContain('ROWS_FAILED');
  expect(world.current.requests).toHaveLength(2);
});
