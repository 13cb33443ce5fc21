import { execFileSync } from 'node:child_process';
import { constants, existsSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import { link, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { DONE, deactivateFrom, interruptAfter, list, refusal } from '../commands/users/many/leavers.ts';
import { type CallOptions, useWorld } from '../world.ts';

const world = useWorld();
const place = (name = 'summary.json') => join(world.current.home, name);
const saved = async (name?: string) => JSON.parse(await readFile(place(name), 'utf8'));
const ROWS = 'user_id\nusr_000001\nusr_nobody\n';
const DEACTIVATE = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001';

/** Runs a line with the file named by the option. */
const run = (line: string, options?: CallOptions) =>
  world.current.run(`${line} --summary-file ${place()}`, options);

/** A stdout whose every write fails. */
const failing = (error: Error) =>
  new Writable({ write: (_chunk, _encoding, done) => done(error) }).on('error', () => {});

describe('--summary-file holds', () => {
  it('the record of a change, as it is printed', async () => {
    const { exit, stdout } = await run(`${DEACTIVATE} --json`);
    expect(exit).toBe(0);
    expect(await saved()).toEqual(JSON.parse(stdout));
    expect((await readFile(place(), 'utf8')).split('\n')).toHaveLength(2);
    expect((await stat(place())).mode & 0o777).toBe(0o600);
  });

  it('the record of a change that failed', async () => {
    await world.current.script(refusal(404, 'USER_NOT_FOUND'));
    expect(await run(DEACTIVATE)).toMatchObject({ exit: 1, stdout: '' });
    expect(await saved()).toMatchObject({ outcome: 'failed', error: { code: 'USER_NOT_FOUND' } });
  });

  it('the record of a change that was interrupted while it was under way', async () => {
    await world.current.script({ status: 503 });
    const { exit } = await run(DEACTIVATE, { interruptAtWait: true });
    expect(exit).toBe(130);
    expect(await saved()).toMatchObject({ action: 'deactivate', outcome: 'unknown', user_id: 'usr_abc123' });
  });

  it.each(['table', 'json', 'jsonl', 'csv'])('the summary of a run (%s)', async (format) => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    const { exit } = await deactivateFrom(w, ROWS, `--yes -o ${format} --summary-file ${place()}`);
    expect(exit).toBe(3);
    const { summary } = JSON.parse((await w.run('runs show --json')).stdout);
    expect(await saved()).toEqual(summary);
    expect(summary).toMatchObject({ changed: 1, failed: 1, exit_code: 3 });
  });

  it('the summary of a run that was interrupted', async () => {
    const w = world.current;
    await w.sandbox({ users: 60 });
    const { exit } = await deactivateFrom(
      w,
      list(40),
      `--yes --summary-file ${place()}`,
      interruptAfter(w, 5),
    );
    expect(exit).toBe(130);
    const { changed, not_sent, exit_code } = await saved();
    expect(exit_code).toBe(130);
    expect(changed).toBeGreaterThan(0);
    expect(changed + not_sent).toBe(40);
  });

  it('the run while it goes on, without an exit code, for whoever finds it killed', async () => {
    const w = world.current;
    const seen: unknown[] = [];
    await w.script(() => {
      seen.push(JSON.parse(readFileSync(place(), 'utf8')));
      return DONE;
    });
    await deactivateFrom(w, list(3), `--yes --summary-file ${place()}`);
    expect(seen[0]).toMatchObject({ run_id: '20260301-120000-8000', total: 3, exit_code: null });
    expect(await saved()).toMatchObject({ changed: 3, exit_code: 0 });
  });

  it('the exit code of the call, where its answer could not be printed', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    const stdout = failing(new Error('no room'));
    const ended = await deactivateFrom(w, list(2), `--yes --summary-file ${place()}`, { stdout });
    expect(ended.exit).toBe(1);
    expect(await saved()).toMatchObject({ changed: 2, exit_code: 1 });
  });

  it('the summary of a run that had nothing left to do', async () => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, list(2), '--yes');
    await run('runs resume 20260301-120000-8000 --yes');
    expect(await saved()).toMatchObject({ run_id: '20260301-120000-8000', changed: 2, exit_code: 0 });
  });

  it.each([
    ['config get org', 1, null],
    ['users get usr_nobody --org org_xyz789', 1, 'USER_NOT_FOUND'],
    ['users deactivate nobody@example.com --org org_xyz789 --transfer-to dept_eng001', 1, null],
    [`${DEACTIVATE} --transfer-to`, 2, 'USAGE'],
    ['users deactivat usr_1', 2, 'USAGE'],
    ['users list --nonsense', 2, 'USAGE'],
    ['-o xml users list', 2, 'USAGE'],
    ['users list --limit x', 2, 'USAGE'],
    ['users remove usr_abc123 --org org_xyz789', 2, 'USAGE'],
    ['runs show', 1, 'RUN_NOT_FOUND'],
    ['nonsense', 2, 'USAGE'],
  ] as const)('the error of %j', async (line, exit, code) => {
    const { stderr, ...ended } = await world.current.run(`--summary-file ${place()} --json ${line}`);
    expect(ended).toMatchObject({ exit, stdout: '' });
    expect(await saved()).toEqual(JSON.parse(stderr));
    if (code !== null) expect((await saved()).error.code).toBe(code);
  });

  it('the error of a question that was declined', async () => {
    const { exit } = await run('users remove usr_abc123 --org org_xyz789', {
      terminal: true,
      answers: [['Remove', 'no\r']],
    });
    expect(exit).toBe(130);
    expect((await saved()).error.code).toBe('DECLINED');
  });

  it.each([
    'users list --org org_xyz789',
    'config path',
    '--version',
    '--help',
    'users deactivate --help',
    `${DEACTIVATE} --dry-run`,
    'help exit-codes',
    'auth token',
  ])('the exit code of %j', async (line) => {
    expect((await run(line)).exit).toBe(0);
    expect(await readFile(place(), 'utf8')).toBe('{"exit_code":0}\n');
  });

  it('an exit code where the reader of a pipe has gone', async () => {
    const closed = Object.assign(new Error('gone'), { code: 'EPIPE' });
    const stdout = failing(closed);
    expect((await run('users list --org org_xyz789', { stdout })).exit).toBe(0);
    expect(await saved()).toEqual({ exit_code: 0 });
  });
});

describe('--summary-file is named', () => {
  it.each([
    [['config', 'path', '--summary-file=FILE'], {}],
    [['--summary-file', 'FILE', 'config', 'path'], {}],
    [['config', 'path'], { AITRONOS_SUMMARY_FILE: 'FILE' }],
    [['config', 'path', '--summary-file', 'FILE'], { AITRONOS_SUMMARY_FILE: '/nowhere/at/all' }],
    [['nonsense'], { AITRONOS_SUMMARY_FILE: 'FILE' }],
    [['nonsense', '--summary-file', '/nowhere/at/all', '--summary-file=FILE'], {}],
  ] as const)('by %j and %j', async (words, env) => {
    const named = (text: string) => text.replace('FILE', place());
    await world.current.run(words.map(named), {
      env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, named(value)])),
    });
    expect(existsSync(place())).toBe(true);
  });

  it('in no word after --, and by no empty variable', async () => {
    const env = { AITRONOS_SUMMARY_FILE: '' };
    expect((await world.current.run(`config path -- --summary-file ${place()}`, { env })).exit).toBe(2);
    expect(existsSync(place())).toBe(false);
  });
});

describe('a file that cannot be written', () => {
  it.each([
    ['a folder that is not there', 'none/summary.json', 'there is no such file or folder'],
    ['a folder', 'state', 'it is a folder'],
    ['a file as a folder', 'file/summary.json', 'a part of the path is a file'],
    ['a circle of links', 'circle', 'its symbolic links form a loop'],
    ['a link into a folder that is not there', 'astray', 'there is no such file or folder'],
    ['the word for the standard output', '-', 'expected the path of a file (/dev/stderr'],
    ['no name', '', 'expected the path of a file'],
  ])('is found before anything is sent: %s', async (_, name, told) => {
    await mkdir(place('state'), { recursive: true });
    await writeFile(place('file'), '');
    await symlink('circle', place('circle'));
    await symlink('none/at/all', place('astray'));
    const path = name === '-' || name === '' ? name : place(name);
    const { exit, stdout, stderr } = await world.current.run([
      ...DEACTIVATE.split(' '),
      '--summary-file',
      path,
    ]);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(told);
    expect(stderr.match(/summary-file/g)).toHaveLength(1);
    expect(world.current.requests).toEqual([]);
  });

  it('is named by its variable when that is malformed', async () => {
    const { exit, stderr } = await world.current.run('config path', { env: { AITRONOS_SUMMARY_FILE: '-' } });
    expect(exit).toBe(2);
    expect(stderr).toContain('AITRONOS_SUMMARY_FILE: expected the path of a file');
  });

  it('at the end is a warning, also with --quiet, and the exit code stays', async () => {
    const w = world.current;
    await mkdir(place('out'));
    await w.script(() => {
      rmSync(place('out'), { recursive: true });
      return refusal(404, 'USER_NOT_FOUND');
    });
    const ended = await w.run(`${DEACTIVATE} -q --summary-file ${place('out/summary.json')}`);
    expect(ended.exit).toBe(1);
    expect(ended.stderr).toContain('note: --summary-file: cannot write');
  });
});

describe('what an earlier call left', () => {
  /** What the file says while the call looks at the API; a process that is killed there leaves it. */
  const whileLooking = async (earlier: string | null, line: string): Promise<unknown> => {
    const seen: string[] = [];
    if (earlier !== null) await writeFile(place(), earlier);
    await world.current.script(() => {
      seen.push(readFileSync(place(), 'utf8'));
      return refusal(404, 'USER_NOT_FOUND');
    });
    await run(line);
    return seen[0];
  };
  const UNDER_WAY = '{"exit_code":null}\n';
  const CUT_OFF = '{"run_id":"20260301-110000-1234","total":3,"exit_code":null}\n';

  it.each([
    ['no file', null, UNDER_WAY],
    ['the end of a run', '{"run_id":"20260301-110000-1234","exit_code":0}\n', UNDER_WAY],
    ['the record of one user', '{"action":"deactivate","outcome":"changed"}\n', UNDER_WAY],
    ['an exit code', '{"exit_code":0}\n', UNDER_WAY],
    ['an error', '{"error":{"code":"USAGE"}}\n', UNDER_WAY],
    ['a call that was killed', UNDER_WAY, UNDER_WAY],
    ['what is no JSON', 'x', UNDER_WAY],
    ['a run that was cut off', CUT_OFF, CUT_OFF],
  ])('is not there for the end of this one: %s', async (_, earlier, now) => {
    expect(await whileLooking(earlier, DEACTIVATE)).toBe(now);
    expect(await whileLooking(earlier, 'users get usr_nobody --org org_xyz789')).toBe(now);
  });
});

describe('what is there already', () => {
  it('is replaced in one step, under any mode, and leaves nothing else behind', async () => {
    await mkdir(place('out'));
    await writeFile(place('out/summary.json'), 'x'.repeat(100_000), { mode: 0o644 });
    await link(place('out/summary.json'), place('before'));
    await world.current.run(`config path --summary-file ${place('out/summary.json')}`);
    expect(await saved('out/summary.json')).toEqual({ exit_code: 0 });
    expect((await readFile(place('before'), 'utf8')).length).toBe(100_000);
    expect((await stat(place('out/summary.json'))).mode & 0o777).toBe(0o600);
    expect(await readdir(place('out'))).toEqual(['summary.json']);
  });

  it('may be a link, also one that leads to no file yet', async () => {
    await mkdir(place('far'));
    await symlink(join('far', 'new.json'), place());
    for (let twice = 0; twice < 2; twice += 1) {
      await run('config path');
      expect(await saved('far/new.json')).toEqual({ exit_code: 0 });
    }
    expect(await readdir(place('far'))).toEqual(['new.json']);
  });

  it('may be a pipe, which gets the end alone', async () => {
    execFileSync('mkfifo', [place()]);
    const reader = openSync(place(), constants.O_RDONLY | constants.O_NONBLOCK);
    await world.current.sandbox({ users: 20 });
    await deactivateFrom(world.current, ROWS, `--yes --summary-file ${place()}`);
    const bytes = Buffer.alloc(65_536);
    const text = bytes.toString('utf8', 0, readSync(reader, bytes));
    expect(JSON.parse(text)).toMatchObject({ changed: 1, failed: 1, exit_code: 3 });
    expect(statSync(place()).isFIFO()).toBe(true);
  });

  it('may be a pipe that has no reader: a warning, and no waiting', async () => {
    execFileSync('mkfifo', [place()]);
    const { exit, stderr } = await run('config path -q');
    expect(exit).toBe(0);
    expect(stderr).toContain('nothing is at its other end');
  });

  it.each(['/dev/stdout', '/dev/fd/1', '/proc/self/fd/1', '/dev/stderr', '/dev/fd/2'])(
    'may be a stream of the call: %s',
    async (path) => {
      const { exit, stdout, stderr } = await world.current.run(`config path --summary-file ${path}`);
      expect(exit).toBe(0);
      const stream = /err|2/.test(path) ? stderr : stdout;
      expect(stream.endsWith('{"exit_code":0}\n')).toBe(true);
    },
  );

  it('may be nothing', async () => {
    expect(await world.current.run('config path --summary-file /dev/null')).toMatchObject({
      exit: 0,
      stderr: '',
    });
  });
});

describe('text of others', () => {
  it('is escaped, and no secret is written', async () => {
    const secret = 'eyJhbGciOiJIUzI1NiJ9.c2VjcmV0.c2lnbmF0dXJl';
    await world.current.script({
      status: 404,
      body: {
        success: false,
        error: { code: 'X', message: `no \u001b[31m\u202e ${secret}`, type: 'x', status: 404 },
      },
    });
    await run(DEACTIVATE, { env: { AITRONOS_ACCESS_TOKEN: secret } });
    const text = await readFile(place(), 'utf8');
    expect(text).toContain('\\u001b[31m\\u202e');
    expect(text).not.toContain(secret);
    expect(text).toMatch(/^[^\n]+\n$/);
  });

  it('is no command to the log of a CI job that reads it from stderr', async () => {
    await world.current.script(refusal(404, '::error::x'));
    const { stderr } = await world.current.run(`${DEACTIVATE} --summary-file /dev/stderr`, {
      env: { GITHUB_ACTIONS: 'true' },
    });
    expect(stderr).not.toContain('::');
  });
});

describe('a file that the call reads', () => {
  it.each(['--from', '--protect', '--ca-file'])('is not made where it is not there: %s', async (reading) => {
    const file = place('none');
    const line = `users deactivate --org org_xyz789 --transfer-to dept_eng001 ${reading} ${file}`;
    const { exit, stderr } = await world.current.run(`${line} --summary-file ${file}`);
    expect(exit).toBe(2);
    expect(stderr).toContain('name the same file');
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ['--summary-file', '--from LEAVERS'],
    ['--summary-file', '--from=LEAVERS'],
    ['--summary-file', '--from LINK'],
    ['--log-file', '--from LEAVERS'],
    ['--log-file', '--from HARD'],
    ['--summary-file', '--from - --protect LEAVERS'],
    ['--log-file', '--from - --ca-file LEAVERS'],
  ])('is not written: %s beside %s', async (option, reading) => {
    await writeFile(place('leavers'), 'usr_abc123\n');
    await symlink('leavers', place('link'));
    await link(place('leavers'), place('hard'));
    const given = reading.replace(/[A-Z]+$/, (name) => place(name.toLowerCase()));
    const misspelt = `users deactivat ${given} ${option} ${place('leavers')}`;
    expect(await world.current.run(misspelt)).toMatchObject({ exit: 2 });
    const line = `users deactivate ${given} --org org_xyz789 --transfer-to dept_eng001 --yes`;
    const { exit, stderr } = await world.current.run(`${line} ${option} ${place('leavers')}`, {
      stdin: 'usr_abc123\n',
    });
    expect(exit).toBe(2);
    expect(stderr).toContain('name the same file, which would be lost');
    expect(await readFile(place('leavers'), 'utf8')).toBe('usr_abc123\n');
    expect(world.current.requests).toEqual([]);
  });
});
