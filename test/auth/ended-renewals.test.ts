import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { DEACTIVATE, useMachine } from '../bin/process.ts';
import { useEndedSession } from './renewing.ts';

const machine = useMachine();
const session = useEndedSession(machine, 60_000);
const { credentials } = session;

describe('a renewal whose process is killed', () => {
  it('after the API spent the refresh token is told as what it was to the next command', async () => {
    const { process, go } = await credentials.renewing('answering');
    process.child.kill('SIGKILL');
    await process.ended;
    go();
    const { exit, stderr } = await machine.current.run(DEACTIVATE);
    expect(exit).toBe(4);
    expect(stderr).toContain(
      '; an attempt before this one was cut off before its answer came: the API may have',
    );
    expect(stderr).not.toContain('used elsewhere');
  });

  it('before the API heard of it is repeated, and nothing is said', async () => {
    const { process, go } = await credentials.renewing('arriving');
    process.child.kill('SIGKILL');
    await process.ended;
    const { exit, stderr } = await machine.current.run(DEACTIVATE);
    expect({ exit, stderr: stderr.includes('attempt') }).toEqual({ exit: 0, stderr: false });
    expect(credentials.stored()).not.toHaveProperty('unheard');
    go();
  });
});

describe('a renewal that is interrupted', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s is waited for, and that is told after a second',
    async (signal) => {
      const { process, go } = await credentials.renewing('answering');
      const begun = performance.now();
      process.child.kill(signal);
      const told = await process.wrote('stderr', /another Ctrl-C/);
      expect(told).toMatch(
        /^note: interrupted, but the API is renewing the access token: .+ at most 30 s; another/,
      );
      expect(performance.now() - begun).toBeGreaterThan(900);
      go();
      expect((await process.ended).exit).toBe(130);
      expect(session.server).toMatchObject({ refreshed: 1, refused: 0 });
      expect(credentials.stored()).toMatchObject({ refresh_token: 'refresh-2' });
    },
  );

  it('is not tried again when no answer comes', async () => {
    session.server.afterRenewal = () => 'cut';
    const { process, go } = await credentials.renewing('answering');
    process.child.kill('SIGINT');
    await sleep(200);
    go();
    expect((await process.ended).exit).toBe(130);
    expect(session.server).toMatchObject({ refreshed: 1, refused: 0 });
    expect(credentials.stored()).toMatchObject({ unheard: 'got no answer', refresh_token: 'refresh-1' });
  });
});
