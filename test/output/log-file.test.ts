import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DONE, deactivateFrom, list, refusal } from '../commands/users/many/leavers.ts';
import { type CallOptions, useWorld } from '../world.ts';

const world = useWorld(tmpdir());
const DEACTIVATE = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001';
const place = (name = 'log.jsonl') => join(world.current.home, name);
const run = (line: string, options?: CallOptions) =>
  world.current.run(`${line} --log-file ${place()}`, options);
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const logged = async () => linesOf(await readFile(place(), 'utf8'));
const requests = async () => (await logged()).filter(({ event }) => event === 'request');

describe('--log-file gets', () => {
  it('the start, each request with its answer, and the end', async () => {
    const { exit, stderr } = await run(DEACTIVATE);
    expect({ exit, stderr: stderr.includes('debug:') }).toEqual({ exit: 0, stderr: false });
    const [start, request, end, ...more] = await logged();
    expect(more).toEqual([]);
    expect(start).toMatchObject({ event: 'start', command: 'users deactivate', version: '0.1.0' });
    expect(request).toMatchObject({
      time: '2026-03-01T12:00:00.000Z',
      event: 'request',
      method: 'POST',
      url: `${world.current.url}/v1/organizations/org_xyz789/users/usr_abc123/deactivate`,
      status: 200,
      attempt: 1,
      error: null,
      request: { body: '{"transfer_resources_to_department_id":"dept_eng001"}' },
    });
    expect(request.request.headers.authorization).toBe('[redacted]');
    expect(request.request_id).toBe(request.answer.headers['x-request-id']);
    expect(request.duration_ms).toBeGreaterThanOrEqual(0);
    expect(JSON.parse(request.answer.body)).toMatchObject({ account_state: 'deactivated' });
    expect(end).toMatchObject({ event: 'end', exit_code: 0, error: null });
  });

  it.each(['', '--debug', '-q', '--json', '--debug -q --json'])(
    'the same whatever is on the screen (%s), which says what it says without',
    async (more) => {
      await world.current.script(DONE);
      const plain = await world.current.run(`${DEACTIVATE} ${more}`);
      const { stdout, stderr } = await run(`${DEACTIVATE} ${more}`);
      const times = (text: string) => text.replaceAll(/in \d+ ms|date: .*|"duration_ms": \d+/g, '');
      expect({ stdout: times(stdout), stderr: times(stderr) }).toEqual({
        stdout: times(plain.stdout),
        stderr: times(plain.stderr),
      });
      expect(await requests()).toHaveLength(1);
    },
  );

  it('every attempt', async () => {
    await world.current.script({ status: 503 }, 'reset', DONE);
    await run(DEACTIVATE);
    const seen = (await requests()).map(({ attempt, status, error }) => [attempt, status, error !== null]);
    expect(seen).toEqual([
      [1, 503, false],
      [2, null, true],
      [3, 200, false],
    ]);
  });

  it('the request id that the API names in its error alone', async () => {
    const { status, body } = refusal(404, 'X');
    await world.current.script({ status, body: { error: { ...body.error, trace_id: 'trace_7' } } });
    await run(DEACTIVATE);
    expect(await requests()).toMatchObject([{ request_id: 'trace_7' }]);
  });

  it.each([
    [`${DEACTIVATE} --nonsense`, 2, 'USAGE'],
    ['users get usr_nobody --org org_xyz789', 1, 'USER_NOT_FOUND'],
    ['nonsense', 2, 'USAGE'],
    ['runs show', 1, 'RUN_NOT_FOUND'],
  ])('how the call ended: %s', async (line, exit_code, code) => {
    await world.current.run(`--log-file ${place()} ${line}`);
    const lines = await logged();
    expect(lines.at(0)).toMatchObject({ event: 'start' });
    expect(lines.at(-1)).toMatchObject({ event: 'end', exit_code, error: { code } });
  });

  it('one call after the other, each line whole', async () => {
    await run('config path');
    await Promise.all([run('users list --org org_xyz789'), run('departments list --org org_xyz789')]);
    const events = (await logged()).map(({ event }) => event);
    expect(events.filter((event) => event === 'start')).toHaveLength(3);
    expect(events.filter((event) => event === 'end')).toHaveLength(3);
  });

  it('each row of a run, before the next waits for it', async () => {
    await world.current.sandbox({ users: 60 });
    await deactivateFrom(world.current, list(40), `--yes --log-file ${place()}`);
    expect((await requests()).filter(({ method }) => method === 'POST')).toHaveLength(40);
  });

  it('no argument of the call', async () => {
    await run('users list --org org_xyz789 --search jane@example.com');
    const [start] = await logged();
    expect(start.command).toBe('users list');
    expect(JSON.stringify(start)).not.toContain('jane');
  });
});

describe('the file', () => {
  it('can be read by its owner alone, also one that was there', async () => {
    await run('config path');
    expect((await stat(place())).mode & 0o777).toBe(0o600);
    await writeFile(place('old'), 'before\n', { mode: 0o644 });
    await world.current.run(`config path --log-file ${place('old')}`);
    expect((await stat(place('old'))).mode & 0o777).toBe(0o600);
    expect(await readFile(place('old'), 'utf8')).toMatch(/^before\n\{"time"/);
  });

  it.each([
    [['config', 'path', '--log-file=FILE'], {}],
    [['--log-file', 'FILE', 'config', 'path'], {}],
    [['config', 'path'], { AITRONOS_LOG_FILE: 'FILE' }],
    [['nonsense', '--log-file', 'FILE'], {}],
    [['--version'], { AITRONOS_LOG_FILE: 'FILE' }],
  ] as const)('is named by %j and %j', async (words, env) => {
    const named = (text: string) => text.replace('FILE', place());
    await world.current.run(words.map(named), {
      env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, named(value)])),
    });
    expect((await logged()).map(({ event }) => event)).toEqual(['start', 'end']);
  });

  it('is not written by completion', async () => {
    const env = { AITRONOS_LOG_FILE: place() };
    await world.current.run('__complete 4 users list --org org_xyz789 --role ', { env });
    expect(existsSync(place())).toBe(false);
  });

  it('may be a link', async () => {
    await symlink('far.jsonl', place());
    await run('config path');
    expect((await stat(place('far.jsonl'))).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['/dev/stderr', 'stderr'],
    ['/dev/fd/2', 'stderr'],
    ['/dev/stdout', 'stdout'],
  ] as const)('may be a stream of the call: %s', async (path, stream) => {
    const ended = await world.current.run(`users get usr_abc123 --org org_xyz789 --log-file ${path}`);
    expect(ended.exit).toBe(0);
    const lines = ended[stream].split('\n').filter((line) => line.startsWith('{'));
    expect(linesOf(lines.join('\n')).map(({ event }) => event)).toEqual(['start', 'request', 'end']);
  });

  it('may be nothing', async () => {
    expect((await world.current.run('config path --log-file /dev/null')).stderr).toBe('');
  });

  it.each([
    ['a named pipe', 'pipe', 'neither a regular file nor a stream'],
    ['a named pipe without a reader', 'lonely', 'nothing is at its other end'],
    ['a folder', 'folder', 'it is a folder'],
    ['a folder that is not there', 'none/log', 'there is no such file or folder'],
    ['a circle of links', 'circle', 'its symbolic links form a loop'],
    ['the word for the standard output', '-', 'expected the path of a file'],
    ['the file of --summary-file', 'both', 'name the same file'],
  ])('is refused before anything is sent: %s', async (_, name, told) => {
    await mkdir(place('folder'));
    await symlink('circle', place('circle'));
    execFileSync('mkfifo', [place('pipe'), place('lonely')]);
    const { constants, openSync, closeSync } = await import('node:fs');
    const reader = openSync(place('pipe'), constants.O_RDONLY | constants.O_NONBLOCK);
    const path = name === '-' ? name : place(name);
    const env = name === 'both' ? { AITRONOS_SUMMARY_FILE: path } : {};
    const { exit, stdout, stderr } = await world.current.run(`${DEACTIVATE} --log-file ${path}`, { env });
    closeSync(reader);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(told);
    expect(stderr).toContain('(USAGE)');
    expect(world.current.requests).toEqual([]);
  });

  it.skipIf(!existsSync('/dev/full'))(
    'that cannot be written any more is said once, and the run goes on',
    async () => {
      await world.current.sandbox({ users: 20 });
      const { exit, stdout, stderr } = await deactivateFrom(
        world.current,
        list(5),
        '--yes -q -o csv --log-file /dev/full',
      );
      expect(exit).toBe(0);
      expect(stdout.match(/^usr_\d+,\d+,usr_\d+,changed,|^\d+,usr_\d+,changed,/gm)).toHaveLength(5);
      expect(stderr).toBe(
        'note: --log-file: nothing more is written, so the log ends here: the disk is full\n',
      );
    },
  );

  it('may be taken away while it is written', async () => {
    await world.current.script(() => {
      rmSync(place());
      return DONE;
    });
    expect((await run(DEACTIVATE)).exit).toBe(0);
  });
});

describe('text of others', () => {
  const secret = 'eyJhbGciOiJIUzI1NiJ9.c2VjcmV0.c2lnbmF0dXJl';

  it('is escaped, and has no secret, by its name or wherever the API repeats it', async () => {
    await world.current.script({
      status: 200,
      headers: { 'set-cookie': 'sid=c00kie-value', 'x-echo': `Bearer ${secret}` },
      body: { account_state: 'deactivated', note: `${secret} \u001b[31m\u202e`, api_key: 'k3y-of-theirs' },
    });
    await run(DEACTIVATE, { env: { AITRONOS_ACCESS_TOKEN: secret } });
    const text = await readFile(place(), 'utf8');
    for (const hidden of [secret, 'c00kie-value', 'k3y-of-theirs', '\u001b', '\u202e']) {
      expect(text).not.toContain(hidden);
    }
    expect(await requests()).toHaveLength(1);
  });

  it('has no token that an answer hands out', async () => {
    await world.current.script({
      status: 200,
      body: { access_token: 'n3w-access', refresh_token: 'n3w-refresh' },
    });
    await run('auth login --refresh-token-stdin', { stdin: 'old-access\nold-refresh\n' });
    await run('api post /v1/auth/refresh -f refresh_token=old-refresh');
    const text = await readFile(place(), 'utf8');
    for (const hidden of ['n3w-access', 'n3w-refresh', 'old-refresh']) expect(text).not.toContain(hidden);
    expect(text).toContain('bytes, not shown: they may hold a token');
  });

  it('is cut where it is long, as with --debug', async () => {
    await world.current.script({
      status: 200,
      body: { account_state: 'deactivated', text: 'x '.repeat(500_000) },
    });
    await run(DEACTIVATE);
    expect((await stat(place())).size).toBeLessThan(100_000);
  });
});

it('another user of a shared folder gets nothing: a file that can be written by others is closed to them', async () => {
  await writeFile(place(), '', { mode: 0o666 });
  await chmod(place(), 0o666);
  await run('config path');
  expect((await stat(place())).mode & 0o777).toBe(0o600);
});
