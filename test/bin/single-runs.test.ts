import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { DEACTIVATE, useMachine } from './process.ts';

const machine = useMachine();
const runs = () => join(machine.current.home, 'state', 'runs');
const files = () =>
  existsSync(runs()) ? readdirSync(runs()).filter((name) => /^\d{8}-.*\.jsonl$/.test(name)) : [];
const DONE = { status: 200, body: { id: 'usr_abc123', account_state: 'deactivated' } };
/** What guards look at before a run goes on is not shown here. */
const HIDDEN = { status: 403, body: {} };
const ALREADY = {
  status: 422,
  body: {
    success: false,
    error: { code: 'USER_ALREADY_DEACTIVATED', message: 'so', type: 'x', status: 422 },
  },
};

describe('a single change whose process is killed', () => {
  it('after its request has left is in doubt, held until then, and resume finds out', async () => {
    const requests = await machine.current.script('hang', ({ path }) =>
      path.endsWith('/deactivate') ? ALREADY : HIDDEN,
    );
    const program = machine.current.start(DEACTIVATE);
    while (requests.length === 0) await sleep(5);
    const [name = ''] = files();
    const run = name.replace('.jsonl', '');
    const lines = readFileSync(join(runs(), name), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => Object.keys(JSON.parse(line))[0])).toEqual(['journal', 'sent']);

    const held = await machine.current.run(`runs resume ${run} --yes`);
    expect(held).toMatchObject({ exit: 1, stdout: '' });
    expect(held.stderr).toMatch(new RegExp(`process ${program.child.pid} on .* is working on this run`));
    program.child.kill('SIGKILL');
    expect(await program.ended).toMatchObject({ signal: 'SIGKILL', stdout: '' });

    const shown = await machine.current.run('runs show --json');
    expect(JSON.parse(shown.stdout)).toMatchObject({
      summary: { run_id: run, total: 1, unknown: 1, exit_code: null },
      results: [{ user_id: 'usr_abc123', outcome: 'unknown' }],
    });
    const resumed = await machine.current.run(`runs resume ${run} --yes --json`);
    expect(resumed.exit).toBe(0);
    expect(JSON.parse(resumed.stdout).results).toMatchObject([{ outcome: 'recovered', changed: true }]);
    expect(requests.filter(({ path }) => path.endsWith('/deactivate'))).toHaveLength(2);
    expect(files()).toEqual([name]);
    const chained = await machine.current.run('runs list --json');
    expect(JSON.parse(chained.stdout)).toMatchObject([{ exit_code: 0, ledger_digest: expect.any(String) }]);
  });

  it('at any moment leaves no request without its record, and no run that cannot be shown', async () => {
    const requests = await machine.current.script(DONE);
    const begun = performance.now();
    expect((await machine.current.run(DEACTIVATE)).exit).toBe(0);
    const whole_ms = performance.now() - begun;
    for (const part of [0.4, 0.6, 0.7, 0.8, 0.9, 1]) {
      const program = machine.current.start(DEACTIVATE);
      await sleep(whole_ms * part);
      program.child.kill('SIGKILL');
      await program.ended;
    }
    const listed = await machine.current.run('runs list --json');
    expect({ exit: listed.exit, stderr: listed.stderr }).toEqual({ exit: 0, stderr: '' });
    expect(JSON.parse(listed.stdout)).toHaveLength(files().length);
    expect(files().length).toBeGreaterThanOrEqual(requests.length);
  });
});

it('sixteen at once each have a run, and one chain', async () => {
  await machine.current.sandbox();
  const ended = await Promise.all(
    Array.from({ length: 16 }, () => machine.current.run(`${DEACTIVATE} --json`)),
  );
  expect(ended.map(({ exit }) => exit)).toEqual(Array(16).fill(0));
  expect(files()).toHaveLength(16);
  const summaries = JSON.parse((await machine.current.run('runs list --json')).stdout);
  expect(new Set(summaries.map(({ ledger_digest }: { ledger_digest: string }) => ledger_digest)).size).toBe(
    16,
  );
});

it('a disk without room for the record does not stop the call, which says so', async () => {
  await machine.current.sandbox();
  const script = `ulimit -f 0; exec "$NODE" "$BIN" ${DEACTIVATE} --json 2>&1 | cat`;
  const { stdout } = await machine.current.shell(script);
  expect(stdout).toContain('note: this call is not recorded: cannot write');
  expect(stdout).toContain('"outcome": "changed"');
  expect(files()).toEqual([]);
});
