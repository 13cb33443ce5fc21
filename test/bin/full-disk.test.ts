import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useMachine } from './process.ts';

const machine = useMachine();
const ROWS = 300;
// The checked rows of the run fit (in the shell's units of 512 bytes), and some of its journal.
const ROOM = 150;
const LEAVERS = Array.from({ length: ROWS }, (_, index) => `usr_${String(index + 1).padStart(6, '0')}`);

const changed = () =>
  machine.current.requests.filter(({ path }) => path.endsWith('/deactivate')).map(({ path }) => path);

describe('a disk that is full in the middle of a run', () => {
  it('stops it before anything is sent that cannot be recorded, and the run goes on when there is room', async () => {
    await machine.current.sandbox({ users: ROWS + 10 });
    const line =
      'users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --yes --no-check --concurrency 4 -o jsonl';
    const stopped = await machine.current.shell(`ulimit -f ${ROOM}; exec "$NODE" "$BIN" ${line}`, {
      stdin: `${LEAVERS.join('\n')}\n`,
    });
    expect(stopped).toMatchObject({ exit: 1, signal: null });
    expect(stopped.stderr).toMatch(
      /"message":"cannot write .*journal\.jsonl, and what cannot be recorded is not sent: the file is too large/,
    );
    const before = changed();
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(ROWS);

    const [run = ''] = readdirSync(join(machine.current.home, 'state', 'runs')).filter(
      (name) => !name.startsWith('.'),
    );
    expect(stopped.stderr).toContain(`/runs/${run}/journal.jsonl`);
    expect(stopped.stderr).toContain(`make room, and then: \`aitronos runs resume ${run}`);
    expect(stopped.stderr).toContain(`what was sent before: \`aitronos runs show ${run}`);
    const { exit, stdout } = await machine.current.run(`runs resume ${run} --yes --json`);
    expect(exit).toBe(0);
    const { summary } = JSON.parse(stdout);
    expect(summary.changed + summary.recovered).toBe(ROWS);
    // Only what was sent and could not be recorded any more was asked about again: one request a worker at the most.
    expect(new Set(changed()).size).toBe(ROWS);
    expect(changed().length - ROWS).toBeLessThanOrEqual(4);
  });
});

describe('a disk that is full when a run begins', () => {
  it('is told as one that has sent nothing, and names no run that is not there', async () => {
    await machine.current.sandbox();
    // The row fits, the head of the journal does not.
    const line = `users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --yes --no-check`;
    const { exit, stdout, stderr } = await machine.current.shell(
      `ulimit -f 1; exec "$NODE" "$BIN" ${line} --reason ${'x'.repeat(900)}`,
      { stdin: 'usr_abc123\n' },
    );
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(
      /^error: nothing was sent: .*\/runs\/\S+ cannot be written: the file is too large/,
    );
    expect(stderr).toMatch(/^hint: make room, .*; then run the same command again$/m);
    expect(readdirSync(join(machine.current.home, 'state', 'runs'))).toEqual([]);
    expect(changed()).toEqual([]);
  });
});

describe('a disk with room for a part of a file of settings', () => {
  it.each([
    ['credentials.json', 'auth login --with-token --profile new'],
    ['config.json', 'config set org org_xyz789'],
  ])('leaves %s as it was', async (name, line) => {
    const folder = join(machine.current.home, 'config');
    const profile = {
      origin: 'http://127.0.0.1:9',
      [name === 'config.json' ? 'reason' : 'access_token']: 'a'.repeat(3000),
    };
    const before = `${JSON.stringify({ version: 1, profiles: { one: profile } }, null, 2)}\n`;
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(join(folder, name), before, { mode: 0o600 });
    const { exit, stderr } = await machine.current.shell(`ulimit -f 4; exec "$NODE" "$BIN" ${line}`, {
      stdin: 'a-token\n',
    });
    expect({ exit, stderr }).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining(`cannot write ${folder}`),
    });
    expect(readFileSync(join(folder, name), 'utf8')).toBe(before);
    expect(readdirSync(folder)).toEqual([name]);
  });
});
