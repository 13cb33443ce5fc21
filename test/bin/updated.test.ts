import { cpSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BIN, useMachine } from './process.ts';

const machine = useMachine();
const RUN = '--org org_xyz789 --transfer-to dept_eng001 --yes --no-check';
const IDS = ['usr_000001', 'usr_000002', 'usr_000003'];

/** Starts a run of a copy of the program, and takes the copy away as soon as its first row has arrived. */
async function updatedUnder(more: string, ids = IDS, afterwards: (pid: number) => void = () => {}) {
  const { home } = machine.current;
  const root = join(dirname(BIN), '..');
  const copy = join(home, 'package');
  for (const part of ['bin', 'dist', 'package.json']) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  const leavers = join(home, 'leavers');
  writeFileSync(leavers, `${ids.join('\n')}\n`);
  const program = machine.current.start(`users deactivate --from ${leavers} ${RUN} ${more}`, {
    bin: join(copy, 'bin', 'aitronos.js'),
  });
  await machine.current.arrival();
  renameSync(copy, join(home, 'replaced'));
  afterwards(program.child.pid ?? 0);
  return program.ended;
}

describe('a program that is updated under its run', () => {
  it.each(['table', 'csv', 'json', 'jsonl'])(
    'answers in the format %s as if nothing had happened',
    async (format) => {
      await machine.current.sandbox({ users: 40, latency_ms: 100 });
      const { exit, stdout, stderr } = await updatedUnder(`-o ${format}`);
      expect(exit, stderr).toBe(0);
      for (const id of IDS) expect(stdout).toContain(id);
      expect(stderr).not.toMatch(/Error|ERR_MODULE|\bat /);
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

  it('answers Ctrl-C with what is left to do', async () => {
    await machine.current.sandbox({ users: 40, latency_ms: 200 });
    const { exit, stderr } = await updatedUnder('--concurrency 1', IDS, (pid) => process.kill(pid, 'SIGINT'));
    expect(exit).toBe(130);
    expect(stderr).toMatch(
      /error: interrupted: 2 of 3 users are not done \(INTERRUPTED\)\nhint: aitronos runs resume /,
    );
  });
});
