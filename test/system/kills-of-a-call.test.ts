import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { DEACTIVATE, useMachine } from '../bin/process.ts';

const machine = useMachine();
const KILLS = 60;
const LATENCY_MS = 60;
const REACTIVATE = 'users reactivate usr_abc123 --org org_xyz789';

it('a single call that is killed at any moment leaves nothing behind that hurts the next one', async () => {
  const m = machine.current;
  await m.sandbox({ latency_ms: LATENCY_MS });
  await m.run(REACTIVATE);
  const began = performance.now();
  await m.run(REACTIVATE);
  const whole_ms = performance.now() - began;
  let killed = 0;
  for (let round = 0; round < KILLS; round += 1) {
    // Both verbs in turn, so that each call has something to do.
    const line = round % 2 === 0 ? DEACTIVATE : REACTIVATE;
    const program = m.start(`${line} --json`);
    // From before the program has loaded to after its answer.
    await sleep((((round * 331) % 400) / 400) * 1.4 * whole_ms);
    program.child.kill('SIGKILL');
    const { exit, signal, stdout } = await program.ended;
    if (signal === 'SIGKILL') killed += 1;
    else expect({ exit, outcome: JSON.parse(stdout).outcome }).toMatchObject({ exit: 0 });
  }
  expect(killed).toBeGreaterThan(KILLS / 3);
  const last = await m.run(`${DEACTIVATE} --json`);
  expect(last).toMatchObject({ exit: 0, stderr: expect.not.stringContaining('error') });
  expect(['changed', 'unchanged']).toContain(JSON.parse(last.stdout).outcome);
  // What the last killed call held, such as a lock, the next one has taken away.
  for (const folder of [m.env['AITRONOS_CONFIG_DIR'], m.env['AITRONOS_STATE_DIR']]) {
    const left = folder !== undefined && existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
    // Half-written compiled code is taken away by a later start (`test/bin/compiled-code.test.ts`).
    const others = left.map(String).filter((name) => !name.startsWith('compile-cache'));
    expect(others.filter((name) => /\.(tmp|new|lock)/.test(name))).toEqual([]);
  }
}, 120_000);
