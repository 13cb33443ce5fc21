import { cpSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/system/time/clock.ts';
import { BIN, useMachine } from './process.ts';

const machine = useMachine();
const RUN = '--org org_xyz789 --transfer-to dept_eng001 --yes --no-check';
const IDS = ['usr_000001', 'usr_000002', 'usr_000003'];

/** A run of which the program is taken away as soon as its first row has arrived. */
async function updatedUnder(more: string, ids = IDS, afterwards: (pid: number) => void = () => {}) {
  const leavers = join(machine.current.home, 'leavers');
  writeFileSync(leavers, `${ids.join('\n')}\n`);
  return replacedUnder(`users deactivate --from ${leavers} ${RUN} ${more}`, afterwards);
}

/** Starts a copy of the program, and takes it away so long after its first change has arrived. */
async function replacedUnder(line: string, afterwards: (pid: number) => void = () => {}, wait_ms = 0) {
  const { home } = machine.current;
  const root = join(dirname(BIN), '..');
  const copy = join(home, 'package');
  for (const part of ['bin', 'dist', 'package.json']) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  const program = machine.current.start(line, {
    bin: join(copy, 'bin', 'aitronos.js'),
  });
  await machine.current.arrival();
  await sleep(wait_ms);
  renameSync(copy, join(home, 'replaced'));
  afterwards(program.child.pid ?? 0);
  return program.ended;
}

describe('a program that is updated under its run', () => {
  it.each(['table', 'csv', 'json', 'jsonl', 'table --verify', 'csv --verify', 'json --verify'])(
    'answers in the format %s as if nothing had happened',
    async (format) => {
      await machine.current.sandbox({ users: 40, latency_ms: 100 });
      const { exit, stdout, stderr } = await updatedUnder(`-o ${format}`);
      expect(exit, stderr).toBe(0);
      for (const id of IDS) expect(stdout).toContain(id);
      expect(stderr).not.toMatch(/Error|ERR_MODULE|PROGRAM_UPDATED|\bat /);
    },
  );

  it.each(['table', 'json'])('tells in the format %s of rows that failed', async (format) => {
    await machine.current.sandbox({ users: 40, latency_ms: 100 });
    const { exit, stdout, stderr } = await updatedUnder(`-o ${format} --debug`, [...IDS, 'usr_nobody']);
    expect(exit).toBe(3);
    expect(stdout + stderr).toContain('USER_NOT_FOUND');
    expect(stderr).toContain('ROWS_FAILED');
    expect(stderr).not.toMatch(/ERR_MODULE/);
  });

  it.each([
    ['usr_abc123', 0, '"outcome": "changed"'],
    ['usr_nobody', 1, 'USER_NOT_FOUND'],
    ['usr_abc123 --verify', 0, '"outcome": "changed"'],
  ])('records the change of one user that it waits for: %s', async (user, exit, words) => {
    // What ends a single call is loaded while its answer is awaited, which comes when the program is gone.
    let release = () => {};
    const gone = new Promise<void>((resolve) => {
      release = resolve;
    });
    await machine.current.sandbox({ latency_ms: 1000, clock: { ...systemClock, sleep: () => gone } });
    const line = `users deactivate ${user} --org org_xyz789 --transfer-to dept_eng001 --json`;
    const ended = await replacedUnder(line, release, 600);
    expect(ended.exit, ended.stderr).toBe(exit);
    expect(ended.stdout).toContain(words);
    expect(ended.stderr).not.toMatch(/ERR_MODULE|not recorded|no line/);
  });

  it('answers Ctrl-C with what is left to do', async () => {
    await machine.current.sandbox({ users: 40, latency_ms: 200 });
    const { exit, stderr } = await updatedUnder('--concurrency 1', IDS, (pid) => process.kill(pid, 'SIGINT'));
    expect(exit).toBe(130);
    expect(stderr).toMatch(
      /note: to continue later: aitronos runs resume .*\n(?:note: .*\n)+error: interrupted: 2 of 3 users are not done \(INTERRUPTED\)\n/,
    );
  });
});
