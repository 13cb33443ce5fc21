import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { leaseFile } from '../../src/runs/journal/run-folders.ts';
import { folderOf } from '../../src/system/locks/lock-signature.ts';
import { BIN, useMachine } from '../bin/process.ts';

const machine = useMachine();
const IDS = Array.from({ length: 120 }, (_, at) => `usr_${String(at + 1).padStart(6, '0')}`);
const RUN = '--org org_xyz789 --transfer-to dept_eng001 --yes --no-check -q -o csv';

/** A run that waits for its answers; gives back its process, and the folder of the run. */
async function runUnderWay(latency_ms: number, env: NodeJS.ProcessEnv = {}) {
  const m = machine.current;
  await m.sandbox({ users: 200, latency_ms });
  const leavers = join(m.home, 'leavers');
  writeFileSync(leavers, `${IDS.join('\n')}\n`);
  const program = m.start(`users deactivate --from ${leavers} ${RUN}`, { env });
  await m.arrival();
  const runs = join(m.env['AITRONOS_STATE_DIR'] ?? '', 'runs');
  const [run = ''] = readdirSync(runs).filter((name) => !name.startsWith('.'));
  return { program, run, folder: join(runs, run) };
}

/** How often each user was deactivated, at the most. */
function mostRequests(): number {
  const counts = new Map<string, number>();
  for (const { path } of machine.current.requests) counts.set(path, (counts.get(path) ?? 0) + 1);
  return Math.max(...counts.values());
}

describe('a run whose holder was suspended', () => {
  it('is taken by another process when it has not beaten for a minute; who wakes sends nothing more and ends with 1', async () => {
    const { program, run, folder } = await runUnderWay(300);
    program.child.kill('SIGSTOP');
    // What two minutes do to the beat.
    const before = new Date(Date.now() - 120_000);
    await sleep(400);
    utimesSync(folderOf(leaseFile(folder)), before, before);
    const second = await machine.current.run(`runs resume ${run} --yes -q -o csv --concurrency 64`);
    expect(second.exit, second.stderr).toBe(0);
    const arrived = machine.current.requests.length;
    program.child.kill('SIGCONT');
    const first = await program.ended;
    expect(first.exit).toBe(1);
    expect(first.stderr).toContain('(RUN_LOST)');
    expect(machine.current.requests).toHaveLength(arrived);
    const shown = await machine.current.run(`runs show ${run} --json`);
    expect(JSON.parse(shown.stdout).summary).toMatchObject({
      total: 120,
      failed: 0,
      unknown: 0,
      not_sent: 0,
    });
    expect(mostRequests()).toBeLessThanOrEqual(2);
  }, 60_000);

  it('stays its own when nobody took it meanwhile', async () => {
    const { program } = await runUnderWay(100);
    program.child.kill('SIGSTOP');
    await sleep(3000);
    program.child.kill('SIGCONT');
    expect((await program.ended).exit).toBe(0);
    expect(mostRequests()).toBe(1);
  }, 60_000);
});

const FAKETIME = ['x86_64-linux-gnu/', 'aarch64-linux-gnu/', '']
  .map((machine) => `/usr/lib/${machine}faketime/libfaketime.so.1`)
  .find((file) => existsSync(file));

describe.skipIf(FAKETIME === undefined)('a run whose holder has another clock', () => {
  it('an hour behind is not taken from it', async () => {
    const env = { LD_PRELOAD: FAKETIME, FAKETIME: '-3600', DONT_FAKE_MONOTONIC: '1' };
    const { program, run } = await runUnderWay(400, env);
    await sleep(2500);
    const second = await machine.current.run(`runs resume ${run} --yes -q`);
    expect(second).toMatchObject({ exit: 1, stderr: expect.stringContaining('(RUN_HELD)') });
    expect((await program.ended).exit).toBe(0);
    expect(mostRequests()).toBe(1);
  }, 60_000);
});

const canUnshare = (() => {
  try {
    execFileSync('unshare', ['--pid', '--fork', '--mount-proc', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!canUnshare)('two containers with one host name and a folder that they share', () => {
  it('do not both work on a run', async () => {
    const m = machine.current;
    const { program, run } = await runUnderWay(200);
    const words = [
      '--pid',
      '--fork',
      '--mount-proc',
      process.execPath,
      BIN,
      'runs',
      'resume',
      run,
      '--yes',
      '-q',
    ];
    const second = spawn('unshare', words, { env: { ...process.env, ...m.env } });
    let stderr = '';
    second.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    const [exit] = await once(second, 'close');
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: expect.stringContaining('(RUN_HELD)') });
    expect(stderr).toContain(`process ${program.child.pid} on `);
    expect((await program.ended).exit).toBe(0);
    expect(mostRequests()).toBe(1);
    expect(existsSync(BIN)).toBe(true);
  }, 60_000);
});
