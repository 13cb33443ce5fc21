import { execFileSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { listenForInterrupts } from '../../src/system/signals.ts';
import { takeBack } from '../take-back.ts';
import { DEACTIVATE, INTERRUPTED_EARLY, useMachine } from './process.ts';

const machine = useMachine();
const SIGNALS = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP'] as const;
const LATER = { status: 429, headers: { 'retry-after': '60' }, body: { error: { code: 'RATE_LIMITED' } } };

describe.each(SIGNALS)('%s, and then', (first) => {
  // Of a terminal that is closed the shell tells, and the system too.
  it.each(SIGNALS)('%s ends at once, but for a hang-up that is told twice', (second) => {
    const kill = vi.fn();
    const current = Object.assign(new EventEmitter(), { env: {}, pid: 7, ppid: 1, platform: 'linux', kill });
    let now = 0;
    const { signal } = listenForInterrupts(current as unknown as NodeJS.Process, () => now);
    current.emit(first, first);
    expect(signal.aborted).toBe(true);
    now += 20;
    current.emit(second, second);
    expect(kill.mock.calls).toEqual(first === 'SIGHUP' && second === 'SIGHUP' ? [] : [[7, second]]);
    now += 1000;
    current.emit(second, second);
    expect(kill.mock.calls).toEqual([[7, second]]);
  });
});

describe.each(SIGNALS)('%s', (signal) => {
  it('ends a wait for the API’s own time with 130', async () => {
    const requests = await machine.current.script(LATER);
    const program = machine.current.start(DEACTIVATE);
    await program.wrote('stderr', /trying again in 60 s\n/);
    program.child.kill(signal);
    const { exit, stdout, stderr } = await program.ended;
    expect({ exit, stdout }).toEqual({ exit: 130, stdout: '' });
    expect(stderr).toMatch(/trying again in 60 s\nerror: interrupted/);
    expect(requests).toHaveLength(1);
  });

  it('ends a request that hangs with 130, and the record says that it may have happened', async () => {
    await machine.current.sandbox({ faults: [{ kind: 'hang', share: 1 }] });
    const program = machine.current.start(`${DEACTIVATE} --json`);
    await machine.current.arrival();
    program.child.kill(signal);
    const { exit, stdout, stderr } = await program.ended;
    expect(exit).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'unknown', changed: null, account_state: null });
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'INTERRUPTED', retryable: false } });
    expect(machine.current.requests).toHaveLength(1);
  });

  it('ends a sandbox that serves with 0', async () => {
    const program = machine.current.start('sandbox start --port 0 --json');
    const { url, access_token } = JSON.parse(await program.wrote('stdout', /\}\n$/));
    const env = { AITRONOS_API_URL: url, AITRONOS_ACCESS_TOKEN: access_token };
    expect(await machine.current.run(DEACTIVATE, { env })).toMatchObject({ exit: 0, stderr: takeBack() });
    program.child.kill(signal);
    expect(await program.ended).toMatchObject({ exit: 0, signal: null, stderr: '' });
  });

  it.each([
    ['auth login --with-token', 'interrupted: nothing was stored'],
    [
      'users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --yes --sandbox',
      'interrupted: nothing was sent',
    ],
  ])('ends a wait for stdin with 130: %s', async (line, words) => {
    const program = machine.current.start(line);
    // More than a pipe holds: it is gone when the program has begun to read.
    await new Promise((drained) => program.child.stdin?.write('\n'.repeat(1024 * 1024), drained));
    program.child.kill(signal);
    expect(await program.ended).toMatchObject({
      exit: 130,
      stdout: '',
      stderr: `error: ${words} (INTERRUPTED)\n`,
    });
  });
});

describe.skipIf(process.platform !== 'linux')('a pipe that nobody writes', () => {
  const reads = (pid: number, file: string) =>
    readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`) === file;
      } catch {
        return false;
      }
    });

  it.each([
    'users deactivate --from PIPE --org org_xyz789 --transfer-to dept_eng001 --yes',
    `${DEACTIVATE} --protect PIPE`,
    `${DEACTIVATE} --ca-file PIPE`,
    'api post /v1/anything --input PIPE',
  ])('is no trap: the first Ctrl-C ends %s', async (line) => {
    await machine.current.sandbox();
    const pipe = join(machine.current.home, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const program = machine.current.start(line.replace('PIPE', pipe));
    while (
      !reads(program.child.pid ?? 0, pipe) &&
      program.child.exitCode === null &&
      !program.child.signalCode
    )
      await sleep(10);
    program.child.kill('SIGINT');
    const { exit, stdout, stderr } = await program.ended;
    expect({ exit, stdout, stderr }).toEqual({
      exit: 130,
      stdout: '',
      stderr: 'error: interrupted: nothing was sent (INTERRUPTED)\n',
    });
    expect(machine.current.requests).toEqual([]);
  });

  it.each([
    ['when somebody does', '(sleep 0.3; echo usr_abc123) > pipe &', 'pipe'],
    ['when it is stdin by its name', 'echo usr_abc123 > pipe & sleep 0.3;', '/dev/stdin < pipe'],
    ['when it is stdin, and its writer is gone', 'echo usr_abc123 > pipe & exec < pipe; wait;', '/dev/stdin'],
    ['when it is named and stdin', 'echo usr_abc123 > pipe & exec < pipe; wait;', 'pipe'],
    ['when stdin is a socket, as other programs give it', '', '/dev/stdin'],
  ])('is read to its end %s', async (_name, writer, file) => {
    await machine.current.sandbox();
    const options = '--org org_xyz789 --transfer-to dept_eng001 --yes -q -o csv';
    const script = `mkfifo pipe; ${writer} aitronos users deactivate ${options} --from ${file}`;
    const { exit, stdout } = await machine.current.shell(script, { stdin: 'usr_abc123\n' });
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: expect.stringContaining('usr_abc123,changed,true') });
  });
});

describe.skipIf(process.platform !== 'linux')('an interrupt while the program starts', () => {
  const MANY = '--org org_xyz789 --transfer-to dept_eng001 --yes';
  it.each([
    `users deactivate --from PIPE ${MANY}`,
    `users deactivate --from /dev/stdin ${MANY}`,
    `${DEACTIVATE} --protect PIPE`,
    'runs apply PIPE --yes',
  ])('ends %s before anything is sent', async (line) => {
    await machine.current.sandbox();
    const pipe = join(machine.current.home, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const { ended } = machine.current.start(line.replace('PIPE', pipe), { node: [INTERRUPTED_EARLY] });
    const { exit, stderr } = await ended;
    expect({ exit, stderr }).toEqual({ exit: 130, stderr: expect.stringContaining('error: interrupted') });
    expect(machine.current.requests).toEqual([]);
  });
});

describe.skipIf(process.platform !== 'linux')('a hang-up', () => {
  it.each([
    ['nohup', 'bash -c \'nohup "$NODE" "$BIN" "$@"\' bash'],
    ['nohup at a terminal', 'exec 0>/dev/null "$NODE" "$BIN"'],
    ['a script under nohup', 'trap "" HUP; "$NODE" "$BIN"'],
  ])('does not end what %s started', async (_name, start) => {
    await machine.current.sandbox({ latency_ms: 300 });
    const program = machine.current.startShell(`${start} ${DEACTIVATE} -q -o csv`);
    await machine.current.arrival();
    process.kill(last(program.child.pid ?? 0), 'SIGHUP');
    const { exit, stdout } = await program.ended;
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: expect.stringContaining('usr_abc123,changed,true') });
  });

  it('ends what timeout started, although timeout ignores it while it sends it', async () => {
    await machine.current.sandbox({ faults: [{ kind: 'hang', share: 1 }] });
    const start = 'timeout -s HUP 600 "$NODE" "$BIN"';
    const program = machine.current.startShell(`${start} ${DEACTIVATE} -q -o csv; echo "exit $?"`);
    await machine.current.arrival();
    const [timeout] = childrenOf(program.child.pid ?? 0);
    process.kill(Number(timeout), 'SIGHUP');
    expect((await program.ended).stdout).toMatch(/usr_abc123,unknown,.*exit 130\n$/s);
  });
});

/** The process that a chain of shells has started. */
function last(pid: number): number {
  const [child] = childrenOf(pid);
  return child ? last(Number(child)) : pid;
}

const childrenOf = (pid: number) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
