import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { useEndedSession } from '../auth/renewing.ts';
import { DEACTIVATE, useMachine } from '../bin/process.ts';
import { takeBack } from '../take-back.ts';

const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';
const AHEAD = { LD_PRELOAD: FAKETIME, FAKETIME: '+10s' };
const BEHIND = { LD_PRELOAD: FAKETIME, FAKETIME: '-10s' };

const machine = useMachine();
const session = useEndedSession(machine);
const { credentials } = session;

/** Whether a promise has not settled within so many milliseconds. */
const waits = (ms: number, promise: Promise<unknown>) =>
  Promise.race([promise.then(() => false), sleep(ms, true)]);

const GOOD = { exit: 0, stderr: takeBack() };
const onlyEnd = ({ exit, stderr }: { exit: number | null; stderr: string }) => ({ exit, stderr });

describe('a process that finds a renewal', () => {
  it('that is suspended waits for it, spends nothing and is not signed out', async () => {
    const first = await credentials.renewing('answering');
    first.process.child.kill('SIGSTOP');
    first.go();
    const second = machine.current.run(DEACTIVATE);
    expect(await waits(9000, second)).toBe(true);
    first.process.child.kill('SIGCONT');
    expect(onlyEnd(await first.process.ended)).toEqual(GOOD);
    expect(onlyEnd(await second)).toEqual(GOOD);
    expect(session.server).toMatchObject({ refreshed: 1, refused: 0 });
    expect(credentials.stored()).toMatchObject({ access_token: 'access-2', refresh_token: 'refresh-2' });
    expect([`${credentials.file}.lock`, `${credentials.file}.holder`].filter(existsSync)).toEqual([]);
  });

  it('that stays suspended gives up after half a minute: says who holds it, exit 5, the session as it was', {
    timeout: 60_000,
  }, async () => {
    const before = credentials.stored();
    const first = await credentials.renewing('arriving', {
      env: { AITRONOS_TIMEOUT: '120' },
      longest_life_ms: 60_000,
    });
    first.process.child.kill('SIGSTOP');
    const began = Date.now();
    const { exit, stderr } = await machine.current.run(DEACTIVATE, { longest_life_ms: 60_000 });
    expect(Date.now() - began).toBeLessThan(36_000);
    expect(exit).toBe(5);
    expect(stderr).toContain(`the access token was not renewed: process ${first.process.child.pid} on `);
    // What the first one stored before it sent the refresh token, in case that it is killed.
    expect(credentials.stored()).toEqual({ ...before, unheard: 'was cut off before its answer came' });
    first.process.child.kill('SIGCONT');
    first.go();
    expect((await first.process.ended).exit).toBe(0);
    expect(session.server).toMatchObject({ refreshed: 1, refused: 0 });
    expect(credentials.stored()).not.toHaveProperty('unheard');
  });

  it('of a process that was killed takes it over within a few seconds', async () => {
    const first = await credentials.renewing('arriving');
    first.process.child.kill('SIGKILL');
    await first.process.ended;
    const began = Date.now();
    expect(onlyEnd(await machine.current.run(DEACTIVATE))).toEqual(GOOD);
    expect(Date.now() - began).toBeLessThan(5000);
    expect(session.server).toMatchObject({ refreshed: 1, refused: 0 });
    first.go();
  });
});

describe.skipIf(!existsSync(FAKETIME))('clocks that differ by ten seconds', () => {
  it.each([
    ['ahead', AHEAD],
    ['behind', BEHIND],
  ])('break no lock: the second is %s', async (_how, env) => {
    const first = await credentials.renewing('answering');
    const second = machine.current.run(DEACTIVATE, { env });
    expect(await waits(4000, second)).toBe(true);
    first.go();
    expect(onlyEnd(await first.process.ended)).toEqual(GOOD);
    expect(onlyEnd(await second)).toEqual(GOOD);
    expect(session.server).toMatchObject({ refreshed: 1, refused: 0 });
  });
});
