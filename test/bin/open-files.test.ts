import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEACTIVATE, useMachine } from './process.ts';

const machine = useMachine();
const LEAVERS = Array.from({ length: 80 }, (_, index) => `usr_${String(index + 1).padStart(6, '0')}\n`).join(
  '',
);
const RUN = 'users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --yes --no-check -o jsonl';
const MORE = 'allow more: `ulimit -n 256`, in a service LimitNOFILE=256, for a container --ulimit nofile=256';
const NODE_FAILS = 99;

/** Runs a line where at most so many files may be open; ends with `NODE_FAILS` where Node runs no script then. */
function limited(files: number, line: string, stdin?: string) {
  const { home } = machine.current;
  writeFileSync(join(home, 'empty.js'), '');
  const script = `ulimit -n ${files}; "$NODE" empty.js 2>/dev/null || exit ${NODE_FAILS}; exec "$NODE" "$BIN" ${line}`;
  return machine.current.startShell(script, stdin === undefined ? {} : { stdin }).ended;
}

describe.skipIf(process.platform === 'win32')('a process that may open few files', () => {
  it.each([
    [12, 'users list --org org_xyz789'],
    [17, DEACTIVATE],
    [18, 'users list --org org_xyz789'],
    [18, `${DEACTIVATE} --json`],
    [19, 'users list --org org_xyz789'],
    [20, DEACTIVATE],
    [20, `${DEACTIVATE} --sandbox`],
    [21, 'users list --org org_xyz789'],
    [22, 'runs list'],
    [24, DEACTIVATE],
    [26, RUN],
    [28, 'doctor'],
    [30, 'config list'],
  ])('%i: %s says so, or is what Node itself cannot start', async (files, line) => {
    await machine.current.sandbox();
    const ended = await limited(files, line, LEAVERS);
    if (ended.exit === NODE_FAILS) return;
    expect(ended).toMatchObject({ exit: 1, stdout: '' });
    const { message, hint } = /json/.test(line) ? JSON.parse(ended.stderr).error : inWords(ended.stderr);
    expect(message).toMatch(
      /^(?:nothing was done: this call has .* can open \d+|a file that .* cannot be opened): too many files are open/,
    );
    expect(hint).toBe(MORE);
    expect(machine.current.requests).toEqual([]);
  });

  it.each([
    [48, '--concurrency 64', /with --concurrency 64 this call has .*: too many files are open$/],
    [48, '--concurrency 64 --sandbox', /with --concurrency 64 this call has .*: too many files are open$/],
    [48, '--concurrency 40 --sandbox', /with --concurrency 40 this call has .*: too many files are open$/],
  ])('%i: a run with %s is refused before it begins, with how many it could', async (files, more, words) => {
    await machine.current.sandbox({ users: 100 });
    const ended = await limited(files, `${RUN} ${more}`, LEAVERS);
    expect(ended).toMatchObject({ exit: 1, stdout: '' });
    const { message, hint } = JSON.parse(ended.stderr).error;
    expect(message).toMatch(words);
    expect(machine.current.requests).toEqual([]);

    const [less = ''] = /^--concurrency \d+/.exec(hint) ?? [];
    expect(hint).toBe(`${less}, or ${MORE}`);
    const isSandbox = more.includes('--sandbox');
    const again = await limited(
      files,
      `${RUN} ${less}${isSandbox ? ' --sandbox' : ''}`,
      isSandbox ? 'usr_abc123' : LEAVERS,
    );
    expect(again).toMatchObject({ exit: 0 });
  });

  it.each([
    [128, '--concurrency 64 --sandbox', 'usr_abc123\nusr_def456\n', 2],
    [64, '--concurrency 64 --sandbox', 'usr_abc123\n', 1],
    [64, '--concurrency 64', 'usr_000001\nusr_000002\n', 2],
    [64, '--concurrency 64', LEAVERS.split('\n', 12).join('\n'), 12],
  ])('%i: a run of few rows has as few connections, with %s: %j', async (files, more, stdin, rows) => {
    await machine.current.sandbox({ users: 100 });
    const { exit, stdout, stderr } = await limited(files, `${RUN} ${more}`, stdin);
    expect({ exit, stderr }).toMatchObject({ exit: 0 });
    expect(stdout.match(/"outcome":"changed"/g)).toHaveLength(rows);
  });

  it.each([256, 64, 48])('%i: a run as fast as usual gets through', async (files) => {
    await machine.current.sandbox({ users: 100 });
    const { exit, stdout } = await limited(files, RUN, LEAVERS);
    expect(exit).toBe(0);
    expect(stdout.match(/"outcome":"changed"/g)).toHaveLength(80);
  });
});

function inWords(stderr: string) {
  const [, message, hint] = /^error: (.*) \(FILE\)\nhint: (.*)\n$/.exec(stderr) ?? [];
  return { message, hint };
}
