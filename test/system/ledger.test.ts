import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sha256Of } from '../../src/runs/ledger/ledger-line.ts';
import { DEACTIVATE, useMachine } from '../bin/process.ts';

const machine = useMachine();
const page = readFileSync(new URL('../../docs/evidence.md', import.meta.url), 'utf8');
/** The lines of Python that docs/evidence.md shows. */
const PYTHON = /```python\n(.*?)```/s.exec(page)?.[1] ?? '';
const hasPython = spawnSync('python3', ['--version']).status === 0;
const isRoot = process.getuid?.() === 0;

const runs = () => join(machine.current.env['AITRONOS_STATE_DIR'] ?? '', 'runs');
const ledger = () => join(runs(), 'ledger.jsonl');
const textLines = () => readFileSync(ledger(), 'utf8').trimEnd().split('\n');
const user = (number: number) => `usr_${String(number).padStart(6, '0')}`;
const single = (number: number) => DEACTIVATE.replace('usr_abc123', user(number));

/** What is computed of the ledger and the journals by a program that knows nothing of this one. */
function recompute(): { readonly digest: string; readonly told: readonly string[] } {
  if (!hasPython) return { digest: sha256Of(textLines().at(-1) ?? ''), told: [] };
  const { status, stdout, stderr } = spawnSync('python3', ['-', runs()], { input: PYTHON, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  const told = stdout.trimEnd().split('\n');
  return { digest: told.pop() ?? '', told };
}

async function verified(): Promise<Record<string, unknown>> {
  const { exit, stdout, stderr } = await machine.current.run('runs verify --journal --json');
  expect(exit, stdout + stderr).toBe(0);
  return JSON.parse(stdout).summary;
}

describe('the ledger', () => {
  it('has one line for each of sixteen calls at once, and no fork', async () => {
    const m = machine.current;
    await m.sandbox({ users: 60 });
    const CALLS = 48;
    const call = `"$NODE" "$BIN" ${DEACTIVATE.replace('usr_abc123', 'usr_{}')} -q -o ids`;
    const { exit, stderr } = await m.shell(`seq -f %06g 1 ${CALLS} | xargs -P16 -I{} sh -c '${call}'`, {
      longest_life_ms: 100_000,
    });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(new Set(textLines().map((line) => JSON.parse(line).run_id)).size).toBe(CALLS);
    expect(textLines()).toHaveLength(CALLS);
    expect(recompute().digest).toBe((await verified())['ledger_digest']);
    expect(readdirSync(join(runs(), '.at-work'))).toEqual([]);
  }, 120_000);

  it('gets the lines of a killed run and of a killed single change from the next call', async () => {
    const m = machine.current;
    await m.sandbox({ users: 60, latency_ms: 1500 });
    const slow = m.env['AITRONOS_API_URL'];
    const leavers = join(m.home, 'leavers');
    writeFileSync(leavers, `${[1, 2, 3].map(user).join('\n')}\n`);
    const many = m.start(
      `users deactivate --from ${leavers} --org org_xyz789 --transfer-to dept_eng001 --yes --no-check`,
    );
    await m.arrival();
    const one = m.start(single(9));
    while (readdirSync(join(runs(), '.at-work')).length < 2) await sleep(20);
    await sleep(100);
    many.child.kill('SIGKILL');
    one.child.kill('SIGKILL');
    await Promise.all([many.ended, one.ended]);
    expect(existsSync(ledger())).toBe(false);
    await m.sandbox({ users: 60 });
    expect(await verified()).toMatchObject({ lines: 0, not_yet_recorded: 2 });
    expect(await m.run(single(20))).toMatchObject({ exit: 0 });
    expect(textLines()).toHaveLength(3);
    expect(await verified()).toMatchObject({ lines: 3, runs: 3, intact: 3 });
    recompute();
    const ids = textLines().map((line) => JSON.parse(line).run_id);
    const [killed = ''] = readdirSync(runs()).filter((name) => ids.includes(name));
    expect(await m.run(`runs resume ${killed} --yes --api-url ${slow}`)).toMatchObject({ exit: 0 });
    expect(textLines()).toHaveLength(4);
    expect(recompute().digest).toBe((await verified())['ledger_digest']);
  }, 120_000);

  it('waits some seconds for a lock that a killed process left, and goes on', async () => {
    const m = machine.current;
    await m.sandbox({ users: 60 });
    mkdirSync(join(runs(), '.ledger.lock'), { recursive: true, mode: 0o700 });
    const before = performance.now();
    expect(await m.run(`${single(1)} -q`)).toMatchObject({ exit: 0, stderr: '' });
    expect(performance.now() - before).toBeGreaterThan(4500);
    expect(textLines()).toHaveLength(1);
    expect(readdirSync(runs())).not.toContain('.ledger.lock');
  });

  it.skipIf(!isRoot)('is not written where it belongs to another user, and the change is made', async () => {
    const m = machine.current;
    await m.sandbox({ users: 60 });
    await m.run(single(1));
    chownSync(ledger(), 1001, 1001);
    const { exit, stderr } = await m.run(single(2));
    expect(stderr).toContain('belongs to another user (uid 1001)');
    expect(exit).toBe(0);
    expect(textLines()).toHaveLength(1);
  });
});

describe('runs verify', () => {
  it('that is killed at any moment, or runs four times at once, leaves what was found whole', async () => {
    const m = machine.current;
    await m.sandbox({ users: 60 });
    const people = Array.from({ length: 40 }, (_, index) => user(index + 1)).join(' ');
    await m.run(`users deactivate ${people} --org org_xyz789 --transfer-to dept_eng001 --yes -q`);
    await m.run(`${single(50)} -q`);
    const [many = '', one = ''] = textLines().map((line) => JSON.parse(line).run_id);
    const line = `runs verify ${many} ${one} -q`;
    for (let turn = 0; turn < 8; turn += 1) {
      const call = m.start(line, { longest_life_ms: 40_000 });
      const isAlive = () => call.child.exitCode === null && call.child.signalCode === null;
      // From when it begins to keep what it found, at moments a few milliseconds apart.
      while (!existsSync(join(runs(), '.verified.lock')) && isAlive()) await sleep(1);
      await sleep(turn * 2);
      call.child.kill('SIGKILL');
      await call.ended;
      await verified();
      recompute();
    }
    const ended = await Promise.all([1, 2, 3, 4].map(() => m.run(line, { longest_life_ms: 40_000 })));
    expect(ended.map(({ exit }) => exit)).toEqual([0, 0, 0, 0]);
    expect(await verified()).toMatchObject({ runs: 2, intact: 2 });
    expect(recompute().digest).toBe((await verified())['ledger_digest']);
    const file = join(runs(), many, 'verified.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"yes"', '"no"'));
    expect((await m.run('runs verify --journal')).exit).toBe(3);
    if (hasPython) expect(() => recompute()).toThrow('edited: what was verified');
  }, 300_000);
});

describe('runs delete', () => {
  it('that is killed at any moment leaves nothing that is not told, and the next call goes on', async () => {
    const m = machine.current;
    await m.sandbox({ users: 60 });
    const RUNS = 12;
    for (let number = 1; number <= RUNS; number += 2) {
      const line = `users deactivate ${user(number)} ${user(number + 1)} --org org_xyz789 --transfer-to dept_eng001 --yes`;
      await Promise.all([m.run(line), m.run(single(number + 30))]);
    }
    const line = 'runs delete --before 2100-01-01 --yes -q';
    for (let turn = 0; turn < 6; turn += 1) {
      // One that is killed between taking a lock and signing it keeps the next one waiting for twenty seconds.
      const call = m.start(line, { longest_life_ms: 40_000 });
      const before = textLines().length;
      // From when it begins to delete, at moments a few milliseconds apart.
      const isAlive = () => call.child.exitCode === null && call.child.signalCode === null;
      while (textLines().length === before && isAlive()) await sleep(1);
      await sleep(turn * 3);
      call.child.kill('SIGKILL');
      await call.ended;
      await verified();
    }
    expect(await m.run(line, { longest_life_ms: 40_000 })).toMatchObject({ exit: 0 });
    expect(await verified()).toMatchObject({ runs: RUNS, deleted: RUNS, lines: 2 * RUNS });
    expect(readdirSync(runs()).filter((name) => /^\d/.test(name) || name.endsWith('.deleted'))).toEqual([]);
    const { digest, told } = recompute();
    expect(digest).toBe((await verified())['ledger_digest']);
    if (hasPython) expect(told).toHaveLength(RUNS);
  }, 300_000);
});
