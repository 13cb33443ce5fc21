import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BIN, useMachine } from './process.ts';

const machine = useMachine();
const TWO =
  'users deactivate usr_abc123 usr_def456 --org org_xyz789 --transfer-to dept_eng001 --yes --no-check';
const ONE = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 --reason left';
const state = (...names: string[]) => join(machine.current.home, 'state', ...names);
const changes = () => machine.current.requests.filter(({ method }) => method !== 'GET');
const OTHER = 'name another folder with AITRONOS_STATE_DIR';
const AGAIN = 'then run the same command again';

describe('a full disk while a run begins', () => {
  it.each([
    [
      TWO,
      /^error: nothing was sent: \S+rows\.jsonl cannot be written: the file is too large for this disk \(FILE\)/,
    ],
    [ONE, /nothing was sent \(FILE\)/],
  ])('is told with what mends it, and nothing was sent: %s', async (line, words) => {
    await machine.current.sandbox();
    const ended = await machine.current.shell(`ulimit -f 0; exec "$NODE" "$BIN" ${line}`);
    expect(ended).toMatchObject({ exit: 1, stdout: '', stderr: expect.stringMatching(words) });
    expect(ended.stderr).toContain(`hint: make room, or ${OTHER}; ${AGAIN}\n`);
    expect(changes()).toEqual([]);
  });

  it('keeps no run from others whose lock could not be signed', async () => {
    await machine.current.sandbox();
    await machine.current.run(TWO.replace('usr_def456', 'usr_nobody'));
    const [run = ''] = readdirSync(state('runs')).filter((name) => /^\d/.test(name));
    const before = machine.current.requests.length;
    const ended = await machine.current.shell(`ulimit -f 0; exec "$NODE" "$BIN" runs retry ${run} --yes`);
    expect(ended).toMatchObject({
      exit: 1,
      stderr: expect.stringMatching(
        /^error: nothing was sent: the run cannot be locked in \S+: the file is too large/,
      ),
    });
    expect(ended.stderr).toContain(`hint: make room; ${AGAIN}\n`);
    expect(machine.current.requests).toHaveLength(before);
    expect(readdirSync(state('runs', run)).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });
});

// Permissions do not bind root, so a process of root's becomes somebody else.
const SOMEBODY = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const canStart = spawnSync(process.execPath, [BIN, '--version'], { ...SOMEBODY, env: {} }).status === 0;

describe.skipIf(process.platform === 'win32' || !canStart)(
  'a state folder that may not be written to',
  () => {
    it.each([TWO, ONE])('is told with the command that lets it be written: %s', async (line) => {
      await machine.current.sandbox();
      machine.current.openToAll();
      mkdirSync(state(), { recursive: true });
      if (SOMEBODY.uid !== undefined) chownSync(state(), SOMEBODY.uid, SOMEBODY.gid);
      chmodSync(state(), 0o500);
      const { exit, stderr } = await machine.current.run(line, { ...SOMEBODY, cwd: '/' });
      expect({ exit, stderr }).toEqual({ exit: 1, stderr: expect.stringContaining('nothing was sent') });
      expect(stderr).toContain(`${state('runs')}`);
      expect(stderr).toContain(`permission denied`);
      expect(stderr).toContain(`hint: chmod u+rwx ${state()}, or ${OTHER}; ${AGAIN}\n`);
      expect(changes()).toEqual([]);
    });
  },
);
