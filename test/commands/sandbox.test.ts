import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();
const NOBODY = { AITRONOS_ACCESS_TOKEN: undefined, AITRONOS_API_URL: undefined };

describe('--sandbox', () => {
  it('runs a command against the embedded API, without signing in, and keeps what it changed', async () => {
    const first = await world.current.deactivate('--sandbox', { env: NOBODY });
    expect(first.stdout).toContain('usr_abc123  Jane Doe  jane@example.com  deactivated  dept_eng001');
    const second = await world.current.deactivate('--sandbox --json', { env: NOBODY });
    expect(JSON.parse(second.stdout)).toMatchObject({ outcome: 'unchanged' });
    expect(world.current.requests).toEqual([]);
  });

  it('shows it no token of the user', async () => {
    const env = { AITRONOS_ACCESS_TOKEN: 'a-real-token', AITRONOS_SANDBOX: '1' };
    const { exit, stdout } = await world.current.run('auth status --json', { env });
    expect({ exit, status: JSON.parse(stdout) }).toMatchObject({
      exit: 0,
      status: { user_id: 'usr_admin01', source: 'sandbox', api_url: 'sandbox' },
    });
  });

  it('two calls at once change a user once', async () => {
    const calls = [1, 2, 3, 4].map(() => world.current.deactivate('--sandbox --json', { env: NOBODY }));
    const outcomes = (await Promise.all(calls)).map(({ stdout }) => JSON.parse(stdout).outcome);
    expect(outcomes.sort()).toEqual(['changed', 'unchanged', 'unchanged', 'unchanged']);
  });
});

describe('sandbox reset', () => {
  it.each([
    ['{"sandbox":1,"users":null}\noops\n', "not a line of the sandbox's log: oops"],
    ['{"sandbox":1,"users":"many"}\n', "not a line of the sandbox's log: "],
    [
      '{"sandbox":1,"users":null}\n{"kind":"invoice"}\n',
      'change that is not known here: invoice; a newer version wrote it',
    ],
    ['{"sandbox":2,"rooms":[]}\n', 'log that is not known here: 2; a newer version wrote it'],
    ['\n', "not a line of the sandbox's log: "],
  ])('is what mends data that hold %j, which is no defect', async (text, words) => {
    const folder = join(world.current.home, 'state', 'sandbox');
    const line = 'users get usr_abc123 --org org_xyz789 --sandbox';
    await world.current.run('sandbox reset');
    await writeFile(join(folder, 'changes.jsonl'), text);
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toContain('error: the sandbox cannot read its data: ');
    expect(stderr).toContain(words);
    expect(stderr).toContain('(FILE)\nhint: `aitronos sandbox reset` begins anew\n');
    await world.current.run('sandbox reset');
    expect((await world.current.run(line)).exit).toBe(0);
  });

  it('brings the first data back', async () => {
    await world.current.deactivate('--sandbox');
    const { exit, stdout } = await world.current.run('sandbox reset');
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: 'The sandbox holds its first data again\n' });
    const again = await world.current.deactivate('--sandbox --json');
    expect(JSON.parse(again.stdout)).toMatchObject({ outcome: 'changed' });
  });

  it('makes a larger organization with --users', async () => {
    await world.current.run('sandbox reset --users 500');
    const line = 'users deactivate usr_000492 --org org_xyz789 --transfer-to dept_eng001 --sandbox';
    expect((await world.current.run(line)).exit).toBe(0);
  });
});

describe('sandbox start', () => {
  it('prints the address, the token and ids to try, and serves until it is interrupted', async () => {
    const interrupt = new AbortController();
    const serving = world.current.run('sandbox start --port 0 --json', { interrupt });
    const started = JSON.parse(await world.current.output(/\}\n/));
    expect(started).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      access_token: 'sandbox-access-token',
      organization_id: 'org_xyz789',
      user_id: 'usr_abc123',
      department_id: 'dept_eng001',
    });
    const env = { AITRONOS_API_URL: started.url };
    expect((await world.current.deactivate('', { env })).exit).toBe(0);
    interrupt.abort();
    expect((await serving).exit).toBe(0);
    expect((await world.current.deactivate('--retries 0', { env })).exit).toBe(5);
  });

  it.each([
    ['linux', /export AITRONOS_API_URL=http:\/\/127\.0\.0\.1:\d+\n/],
    ['win32', /\$env:AITRONOS_API_URL = "http:\/\/127\.0\.0\.1:\d+"\n/],
  ] as const)('shows what to type in another terminal on %s', async (platform, words) => {
    const interrupt = new AbortController();
    const serving = world.current.run('sandbox start --port 0', { interrupt, platform });
    expect(await world.current.output(/dept_eng001/)).toMatch(words);
    interrupt.abort();
    await serving;
  });

  it('shows with what to sign in, and for how long that lasts', async () => {
    const interrupt = new AbortController();
    const line = 'sandbox start --port 0 --token-ttl 90';
    const serving = world.current.run(line, { interrupt, clock: world.current.clock.server });
    const text = await world.current.output(/code \d+/);
    expect(text).toContain('auth login --email ada@example.com, password sandbox-password, code 1234.');
    const url = /http:\S+/.exec(text)?.[0];
    const post = async (path: string, body: object): Promise<Record<string, string>> => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return JSON.parse(await answer.text());
    };
    const signIn = { email_or_username: 'jane@example.com', password: 'sandbox-password' };
    const { email_key } = await post('/v1/auth/login', signIn);
    const { token } = await post('/v1/auth/verify', { email_key, verification_code: 1234 });
    const [, payload = ''] = token?.split('.') ?? [];
    const { exp, iat } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    expect(exp - iat).toBe(90);
    interrupt.abort();
    await serving;
  });

  it('misbehaves on request: limits the rate, answers late, and fails by the seed', async () => {
    const interrupt = new AbortController();
    const line =
      'sandbox start --port 0 --json --rate 1/min --latency 20 --fail 500:0 --fail hang:0 --seed 7 --users 20';
    const serving = world.current.run(line, { interrupt, clock: world.current.clock.server });
    const env = { AITRONOS_API_URL: JSON.parse(await world.current.output(/\}\n/)).url };
    for (const id of ['usr_000001', 'usr_000002', 'usr_000003']) {
      const call = `users deactivate ${id} --org org_xyz789 --transfer-to dept_eng001 --json`;
      expect((await world.current.run(call, { env })).exit).toBe(0);
    }
    // A bucket of two, refilled once a minute: the third call waited for it.
    expect(world.current.clock.now() - Date.parse('2026-03-01T12:00:00Z')).toBeGreaterThan(50_000);
    interrupt.abort();
    await serving;
  });

  it.each([
    ['--port 70000', /--port <n>: expected a whole number from 0 to 65535/],
    ['--rate fast', /--rate <n>\/<s\|min>: expected a rate such as 20\/s or 100\/min, got "fast"/],
    ['--fail 200:0.5', /--fail: expected <status 400-599\|reset\|hang\|truncate>/],
    ['--latency -1', /--latency <ms>: expected a whole number/],
    ['--users 0', /--users <n>: expected a whole number/],
    ['--users 1', /--users <n>: expected a whole number from 8 to 200000, got "1"/],
    ['--users 7', /--users <n>: expected a whole number from 8 to 200000, got "7"/],
    ['--token-ttl 0', /--token-ttl <s>: expected a whole number from 1 to 31536000/],
  ])('refuses %s', async (options, words) => {
    const { exit, stderr } = await world.current.run(`sandbox start ${options}`);
    expect(exit).toBe(2);
    expect(stderr).toMatch(words);
  });

  it.each([8, 9, 12])('holds as many users as are asked for: %i', async (users) => {
    const env = { AITRONOS_SANDBOX: '1', AITRONOS_API_URL: undefined, AITRONOS_ACCESS_TOKEN: undefined };
    expect((await world.current.run(`sandbox reset --users ${users}`, { env })).exit).toBe(0);
    const { stdout } = await world.current.run('users list --org org_xyz789 --all -o ids', { env });
    expect(stdout.trimEnd().split('\n')).toHaveLength(users);
  });

  it('says that a port is taken, and how another is had', async () => {
    const port = new URL(world.current.url).port;
    const { exit, stderr } = await world.current.run(`sandbox start --port ${port}`);
    expect(exit).toBe(1);
    expect(stderr).toContain(`port ${port} is taken`);
    expect(stderr).toContain('hint: `aitronos sandbox start --port 0` takes a free one');
  });
});
