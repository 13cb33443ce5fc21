import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();
const store = async (values: object) => {
  await mkdir(join(world.current.home, 'config'), { recursive: true });
  const contents = { version: 1, profiles: { default: values } };
  await writeFile(join(world.current.home, 'config', 'config.json'), JSON.stringify(contents));
};

describe('the options that every command takes', () => {
  const rest = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001';

  it.each(['--json', '-o json', '--output json', '--output=json'])(
    '%s before and after the command',
    async (option) => {
      for (const line of [
        `${option} ${rest}`,
        `users ${option} deactivate ${rest.slice(16)}`,
        `${rest} ${option}`,
      ]) {
        const { exit, stdout } = await world.current.run(line);
        expect({ exit, action: JSON.parse(stdout).action }).toEqual({ exit: 0, action: 'deactivate' });
      }
    },
  );

  it.each([
    ['-o table users get --bogus -o json', true],
    ['-o json users get --bogus -ojsonl', true],
    ['-o json users get --bogus --output=table', false],
  ])('the format that stands last is that of an error in the line too: %s', async (line, isJson) => {
    const { stderr } = await world.current.run(line);
    expect(stderr.startsWith('{"error":')).toBe(isJson);
  });

  it('--api-url, --timeout and --retries before and after the command', async () => {
    await world.current.script({ status: 500 });
    const { url } = world.current;
    for (const line of [`--api-url ${url} --retries 1 ${rest}`, `${rest} --api-url ${url} --retries 1`]) {
      world.current.requests.length = 0;
      await world.current.run(line, { env: { AITRONOS_API_URL: 'https://not.used.example' } });
      expect(world.current.requests).toHaveLength(2);
    }
  });

  it('flag beats environment beats stored beats default', async () => {
    const columns = async (line: string, env = {}) =>
      (await world.current.run(line, { env })).stdout.slice(0, 8);
    expect(await columns(rest)).toBe('USER    ');
    await store({ output: 'csv' });
    expect(await columns(rest)).toBe('user_id,');
    expect(await columns(rest, { AITRONOS_OUTPUT: 'jsonl' })).toBe('{"schema');
    expect(await columns(`${rest} -o table`, { AITRONOS_OUTPUT: 'jsonl' })).toBe('USER    ');
  });

  it('takes organization and department from the environment and from what is stored', async () => {
    await store({ org: 'org_stored', 'transfer-to': 'dept_stored' });
    const asked = async (line: string, env = {}) => {
      await world.current.run(`users deactivate usr_1 ${line}`, { env });
      const { path = '', body = '{}' } = world.current.requests.at(-1) ?? {};
      return [path.split('/')[3], JSON.parse(body).transfer_resources_to_department_id];
    };
    expect(await asked('')).toEqual(['org_stored', 'dept_stored']);
    const env = { AITRONOS_ORG: 'org_env', AITRONOS_TRANSFER_TO: 'dept_env' };
    expect(await asked('', env)).toEqual(['org_env', 'dept_env']);
    expect(await asked('--org org_flag --transfer-to dept_flag', env)).toEqual(['org_flag', 'dept_flag']);
  });

  it('an empty variable counts as absent, as CI leaves it', async () => {
    await store({ org: 'org_xyz789' });
    const env = { AITRONOS_ORG: '', AITRONOS_OUTPUT: '', AITRONOS_TIMEOUT: '' };
    expect(
      (await world.current.run('users deactivate usr_abc123 --transfer-to dept_eng001', { env })).exit,
    ).toBe(0);
  });
});

describe('--debug', () => {
  it('shows every request and answer on stderr, without secrets', async () => {
    const token = 'very-secret-token';
    await world.current.script({
      status: 200,
      headers: { 'set-cookie': 'session=abc', 'x-request-id': 'req_1' },
      body: { account_state: 'deactivated', echo: token, password: 'hunter2', refresh_token: 'r-1' },
    });
    const { exit, stdout, stderr } = await world.current.deactivate('--debug --json', {
      env: { AITRONOS_ACCESS_TOKEN: token },
    });
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).outcome).toBe('changed');
    expect(stderr).toContain('debug: > POST http://127.0.0.1');
    expect(stderr).toContain('debug: > authorization: [redacted]');
    expect(stderr).toContain('debug: > {"transfer_resources_to_department_id":"dept_eng001"}');
    expect(stderr).toMatch(/debug: < 200 in \d+ ms/);
    expect(stderr).toContain('debug: < x-request-id: req_1');
    expect(stderr).toContain('"password":"[redacted]"');
    expect(stderr).not.toMatch(/very-secret-token|hunter2|session=abc|r-1/);
  });

  it('is switched on by AITRONOS_DEBUG, and shows attempts without an answer', async () => {
    await world.current.script('reset');
    const { stderr } = await world.current.deactivate('--retries 1', { env: { AITRONOS_DEBUG: '1' } });
    expect(stderr).toContain('(attempt 2)');
    expect(stderr).toMatch(
      /debug: < no answer after \d+ ms\ndebug: < the connection to 127\.0\.0\.1:\d+ was lost/,
    );
  });

  it('alone shows the stack of an error', async () => {
    await world.current.script({ status: 404 });
    expect((await world.current.deactivate()).stderr).not.toContain('    at ');
    expect((await world.current.deactivate('--debug')).stderr).toContain('    at ');
  });
});

describe('a terminal', () => {
  const coloured = async (line: string, env = {}, terminal = true) =>
    (await world.current.run(line, { env, terminal, stdin: '\u0003' })).stderr.includes('\u001b[31m');

  it('gets colour, and nothing else does, unless it is told otherwise', async () => {
    expect(await coloured('config get org')).toBe(true);
    expect(await coloured('config get org', {}, false)).toBe(false);
    expect(await coloured('config get org --no-color')).toBe(false);
    expect(await coloured('config get org', { NO_COLOR: '1' })).toBe(false);
    expect(await coloured('config get org', { TERM: 'dumb' })).toBe(false);
    expect(await coloured('config get org', { FORCE_COLOR: '1' }, false)).toBe(true);
    expect(await coloured('config get org', { FORCE_COLOR: '' }, false)).toBe(false);
    expect(await coloured('config get org', { FORCE_COLOR: '0' })).toBe(false);
    expect(await coloured('--no-color config gt')).toBe(false);
  });

  it('gets no colour in questions either, whatever the prompts would say', async () => {
    vi.stubEnv('FORCE_COLOR', '1');
    expect(await coloured('auth login --no-color')).toBe(false);
    expect(await coloured('auth login', { NO_COLOR: '1' })).toBe(false);
    vi.unstubAllEnvs();
  });

  it('never changes the format', async () => {
    const { stdout } = await world.current.deactivate('--json', { terminal: true });
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'changed' });
  });

  it('is told while the API keeps it waiting, and the line goes away again', async () => {
    const done = { status: 200, body: { account_state: 'deactivated' } };
    const page = '<html><h1>Slow down</h1></html>';
    await world.current.script({ status: 429, headers: { 'retry-after': '7' }, body: page }, done);
    const { exit, stderr } = await world.current.deactivate('', { terminal: true });
    expect(exit).toBe(0);
    expect(stderr).toContain('the API answered with status 429; trying again in 7 s');
    expect(stderr.endsWith('\u001b[?25h')).toBe(true);
  });
});

describe('help', () => {
  it.each(['', '--help', 'help', 'users', 'users --help', 'help users', 'users deactivate --help'])(
    '"%s" goes to stdout, exit 0',
    async (line) => {
      const { exit, stdout, stderr } = await world.current.run(line);
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
      expect(stdout).toMatch(/\nUsage: aitronos /);
    },
  );

  it.each(['--version', '-V'])('%s prints the version alone', async (line) => {
    expect(await world.current.run(line)).toEqual({ exit: 0, stdout: '0.1.0\n', stderr: '' });
  });
});
