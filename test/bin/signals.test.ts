import { describe, expect, it } from 'vitest';
import { DEACTIVATE, useMachine } from './process.ts';

const machine = useMachine();
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const LATER = { status: 429, headers: { 'retry-after': '60' }, body: { error: { code: 'RATE_LIMITED' } } };

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
    expect(await machine.current.run(DEACTIVATE, { env })).toMatchObject({ exit: 0, stderr: '' });
    program.child.kill(signal);
    expect(await program.ended).toMatchObject({ exit: 0, signal: null, stderr: '' });
  });

  it.each([
    'auth login --with-token',
    'users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --yes --sandbox',
  ])('ends a wait for stdin with 130: %s', async (line) => {
    const program = machine.current.start(line);
    // More than a pipe holds: it is gone when the program has begun to read.
    await new Promise((drained) => program.child.stdin?.write('\n'.repeat(1024 * 1024), drained));
    program.child.kill(signal);
    expect(await program.ended).toMatchObject({
      exit: 130,
      stdout: '',
      stderr: 'error: interrupted (INTERRUPTED)\n',
    });
  });
});
