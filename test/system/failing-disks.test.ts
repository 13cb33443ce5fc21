import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { useMachine } from '../bin/process.ts';

const canTrace = spawnSync('strace', ['-qq', 'true']).status === 0;
const machine = useMachine();
const TO = '--org org_xyz789 --transfer-to dept_eng001';
const LINES = {
  call: `users deactivate usr_000003 ${TO}`,
  run: `users deactivate usr_000004 usr_000005 ${TO} --yes`,
  setting: 'config set max 10',
  deletion: 'runs delete --before 2090-01-01 --time-zone UTC --yes',
  check: 'runs verify',
  // Over a file that is there, which the shell makes.
  plan: `users deactivate usr_000006 ${TO} --plan plan.json 3>plan.json`,
} as const;
type Kind = keyof typeof LINES;

/** How a line ends where a call of the system fails as some disks do: 0 where all was done, and only its trace is left. */
const FAILURES: readonly (readonly [fault: string, ends: Partial<Record<Kind, number>>])[] = [
  // A network disk tells only then that it is full, or gone.
  ['fdatasync:error=ENOSPC', { call: 0, run: 1, setting: 0 }],
  ['fdatasync:error=EIO', { call: 0, run: 1, check: 0 }],
  ['fsync:error=EIO', { call: 0, run: 1, setting: 1, check: 0 }],
  // Behind the file its folder, which some network disks cannot sync: the file is there.
  ['fsync:error=EBADF:when=2+', { setting: 0 }],
  ['rename:error=EIO', { call: 0, run: 1, setting: 1, check: 0 }],
  // The folder was closed to this user meanwhile.
  ['unlink:error=EACCES', { call: 0, run: 0, setting: 0, check: 0 }],
  ['unlink:error=EACCES:when=2+', { deletion: 1 }],
  // What is there stays there, as in a folder that only grows: it is written in place.
  ['rename,unlink:error=EPERM', { plan: 0 }],
];

describe.skipIf(!canTrace)('a disk that fails is no defect of the program', () => {
  it.each(FAILURES)('%s', async (fault, ends) => {
    await machine.current.sandbox({ users: 20 });
    const before = await machine.current.run(`users deactivate usr_000001 usr_000002 ${TO} --yes`);
    expect(before.exit).toBe(0);
    for (const [kind, exit] of Object.entries(ends)) {
      const [call = ''] = fault.split(':');
      const line = `strace -f -qq -o trace -e trace=${call} -e inject=${fault} "$NODE" "$BIN" ${LINES[kind as Kind]}`;
      const ended = await machine.current.shell(line, { longest_life_ms: 60_000 });
      expect({ kind, ...ended }).toMatchObject({ exit, signal: null });
      expect({ kind, stderr: ended.stderr }).toMatchObject({ stderr: expect.not.stringMatching(/DEFECT/) });
    }
  });
});
