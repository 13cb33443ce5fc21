import { describe, expect, it } from 'vitest';
import { useWorld } from '../../../world.ts';
import { DONE, deactivateFrom, errorOf, ids, later, list, outcomes, refusal, summary } from './leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';

describe('the exit code of a run is', () => {
  it('0 when every user is in the state that was asked for', async () => {
    const ended = await deactivateFrom(world.current, 'usr_abc123\nusr_left01\n', '--yes --json');
    expect(ended.exit).toBe(0);
    expect(summary(ended)).toMatchObject({ changed: 1, unchanged: 1, exit_code: 0 });
    expect(ended.stderr).not.toContain('error');
  });

  it('3 when some rows failed', async () => {
    const ended = await deactivateFrom(world.current, 'usr_abc123\nusr_nobody\n', '--yes --json');
    expect(ended.exit).toBe(3);
    expect(summary(ended)).toMatchObject({ changed: 1, failed: 1, exit_code: 3 });
    expect(errorOf(ended)).toMatchObject({ code: 'ROWS_FAILED', message: '1 of 2 users failed' });
  });

  it('1 when not one row succeeded', async () => {
    const ended = await deactivateFrom(world.current, 'usr_nobody\nusr_nobody2\n', '--yes --json');
    expect(ended.exit).toBe(1);
    expect(summary(ended)).toMatchObject({ failed: 2, exit_code: 1 });
  });

  it('3 when the organization refuses one row with 403: that stops nothing else', async () => {
    await world.current.script(refusal(403, 'OPERATION_NOT_ALLOWED'), DONE);
    const ended = await deactivateFrom(
      world.current,
      'usr_def456\nusr_abc123\n',
      '--yes --json --concurrency 1',
    );
    expect(ended.exit).toBe(3);
    expect(outcomes(ended)).toEqual(['failed', 'changed']);
  });

  it('3 when an answer never came for some, and the command that asks again is told', async () => {
    const w = world.current;
    await w.script('reset', DONE);
    const ended = await deactivateFrom(w, list(2), '--yes --json --retries 0 --concurrency 1');
    expect(ended.exit).toBe(3);
    expect(outcomes(ended)).toEqual(['unknown', 'changed']);
    expect(errorOf(ended).hint).toBe(`aitronos runs resume ${RUN}`);
  });

  it('5 when some were not found, and the others got no more than "not now"', async () => {
    const w = world.current;
    await w.script(refusal(408, 'REQUEST_TIMEOUT'), refusal(404, 'USER_NOT_FOUND'));
    const flags = '--yes --json --retries 0 --concurrency 1 --missing skip';
    const ended = await deactivateFrom(w, list(2), flags);
    expect([ended.exit, errorOf(ended).message]).toEqual([5, '2 users: 1 failed, 1 not found']);
  });
});

describe('--strict', () => {
  it('makes a row that already was so a failure', async () => {
    const w = world.current;
    const ended = await deactivateFrom(w, 'usr_abc123\nusr_left01\n', '--yes --json --strict');
    expect(ended.exit).toBe(3);
    expect(summary(ended)).toMatchObject({ changed: 1, unchanged: 1, exit_code: 3 });
    await later(w);
    expect(await deactivateFrom(w, 'usr_abc123\nusr_left01\n', '--yes --strict')).toMatchObject({ exit: 1 });
  });

  it.each([
    ['usr_left01\nusr_nobody\n', 1, '2 users: 1 unchanged, 1 failed'],
    ['usr_left01\nusr_nobody\nusr_abc123\n', 3, '1 of 3 users failed'],
  ])('tells of those who failed beside the others: %j', async (people, exit, message) => {
    const ended = await deactivateFrom(world.current, people, '--yes --strict --json');
    expect({ exit: ended.exit, message: errorOf(ended).message }).toEqual({ exit, message });
  });

  it('says how many, and why', async () => {
    const ended = await deactivateFrom(world.current, 'usr_abc123\nusr_left01\n', '--yes --strict');
    expect(ended.stderr).toMatch(/error: (?:1 of 2 users was|2 of 2 users were) already in that state/);
  });
});

describe('a request that fails now and then is sent again', () => {
  it('and every row ends well', async () => {
    const w = world.current;
    const faults = (['reset', 500, 'truncate'] as const).map((kind) => ({ kind, share: 0.1 }));
    await w.sandbox({ users: 120, faults, seed: 7 });
    const ended = await deactivateFrom(w, list(100), '--yes --json --retries 10');
    expect(ended.exit).toBe(0);
    const { changed, recovered, total } = summary(ended);
    expect(changed + recovered).toBe(total);
    expect(recovered).toBeGreaterThan(0);
    expect(w.requests.length).toBeGreaterThan(100);
  });

  it('also when it hangs past the timeout', async () => {
    const w = world.current;
    await w.sandbox({ users: 60, faults: [{ kind: 'hang', share: 0.2 }], seed: 3 });
    const ended = await deactivateFrom(w, list(30), '--yes --json --retries 10 --timeout 5');
    expect(ended.exit).toBe(0);
    expect(outcomes(ended)).toEqual(ids(30).map(() => 'changed'));
  });

  it('but not after an answer that settles it', async () => {
    const w = world.current;
    await w.script(refusal(404, 'USER_NOT_FOUND'));
    await deactivateFrom(w, list(5), '--yes');
    expect(w.requests).toHaveLength(5);
  });
});
