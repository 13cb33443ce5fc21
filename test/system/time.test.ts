import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { useMachine } from '../bin/process.ts';

const machine = useMachine();
const TARGET = '--org org_xyz789 --yes --no-check -q -o json';

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => `${line(at + 1)}\n`).join('');

describe('a process that was suspended for longer than its timeout', () => {
  it('reads the answers that came meanwhile before it gives them up', async () => {
    const m = machine.current;
    await m.sandbox({ latency_ms: 1500 });
    const guests = join(m.home, 'guests.csv');
    writeFileSync(guests, `email\n${lines(60, (at) => `guest${at}@example.com`)}`);
    const program = m.start(`users invite --from ${guests} ${TARGET} --concurrency 64 --timeout 2`);
    while (m.requests.length < 60) await sleep(20);
    program.child.kill('SIGSTOP');
    await sleep(4000);
    program.child.kill('SIGCONT');
    const { exit, stdout } = await program.ended;
    expect({ exit, summary: JSON.parse(stdout).summary }).toMatchObject({
      exit: 0,
      summary: { changed: 60, unknown: 0 },
    });
    expect(m.requests).toHaveLength(60);
  }, 60_000);
});

const FAKETIME = ['x86_64-linux-gnu/', 'aarch64-linux-gnu/', '']
  .map((machine) => `/usr/lib/${machine}faketime/libfaketime.so.1`)
  .find((file) => existsSync(file));

describe.skipIf(FAKETIME === undefined)("this machine's clock", () => {
  it.each(['-3600', '-30', '+3600'])(
    'set by %s s changes nothing in a run with --rate',
    async (by) => {
      const m = machine.current;
      await m.sandbox({ users: 100, latency_ms: 20 });
      const leavers = join(m.home, 'leavers');
      writeFileSync(
        leavers,
        lines(60, (at) => `usr_${String(at).padStart(6, '0')}`),
      );
      const clock = join(m.home, 'clock');
      writeFileSync(clock, '+0');
      const env = {
        LD_PRELOAD: FAKETIME,
        FAKETIME_TIMESTAMP_FILE: clock,
        FAKETIME_NO_CACHE: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
        DONT_FAKE_MONOTONIC: '1',
      };
      const line = `users deactivate --from ${leavers} --transfer-to dept_eng001 ${TARGET} --rate 20/s`;
      const program = m.start(line, { env });
      while (m.requests.length < 10) await sleep(20);
      writeFileSync(clock, by);
      const set = performance.now();
      const { exit, stdout } = await program.ended;
      expect(performance.now() - set).toBeLessThan(6000);
      expect({ exit, summary: JSON.parse(stdout).summary }).toMatchObject({
        exit: 0,
        summary: { changed: 60 },
      });
    },
    60_000,
  );
});
