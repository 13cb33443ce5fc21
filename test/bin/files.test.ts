import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BIN, useMachine } from './process.ts';

const machine = useMachine();
const config = (file = '') => join(machine.current.home, 'config', file);
const SIGN_IN = 'auth login --with-token';

/** Settings and a token that are stored already. */
async function furnish(): Promise<void> {
  await machine.current.run('config set org org_xyz789');
  await machine.current.run(SIGN_IN, { stdin: 'the-old-token\n' });
}

const CHANGES = [
  { line: 'config set org org_other', file: 'config.json' },
  { line: SIGN_IN, file: 'credentials.json' },
  { line: 'config unset org', file: 'config.json' },
  { line: 'auth logout', file: 'credentials.json' },
];

describe('a full disk', () => {
  it.each(CHANGES)('$line says which file, and leaves the old one as it was', async ({ line, file }) => {
    await furnish();
    const before = readFileSync(config(file));
    const { exit, signal, stdout, stderr } = await machine.current.shell(
      `ulimit -f 0; exec "$NODE" "$BIN" ${line}`,
      { stdin: 'the-new-token\n' },
    );
    expect({ exit, signal, stdout }).toEqual({ exit: 1, signal: null, stdout: '' });
    expect(stderr).toBe(
      `error: cannot write ${config(file)}: the file is too large for this disk (FILE)\nhint: make room on that disk\n`,
    );
    expect(readFileSync(config(file))).toEqual(before);
    expect(readdirSync(config()).sort()).toEqual(['config.json', 'credentials.json']);
  });

  it('lets the sandbox say which file it cannot write', async () => {
    const line = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001 --sandbox';
    const { exit, stdout, stderr } = await machine.current.shell(`ulimit -f 0; exec "$NODE" "$BIN" ${line}`);
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(
      /^error: the sandbox cannot keep its data in .*: the file is too large for this disk/,
    );
    expect(stderr).toContain(join(machine.current.home, 'state', 'sandbox'));
  });
});

describe.skipIf(process.platform === 'win32')('a mask that closes files to their owner', () => {
  it.each(['0777', '0'])('%s takes nothing from the files of the program', async (mask) => {
    const line = `users list --org org_xyz789 --sandbox --log-file ${machine.current.home}/log`;
    await machine.current.shell(`umask ${mask}; exec "$NODE" "$BIN" config set org org_xyz789`);
    const { exit } = await machine.current.shell(`umask ${mask}; exec "$NODE" "$BIN" ${line}`);
    expect(exit).toBe(0);
    const made = ['config', 'config/config.json', 'state', 'state/sandbox', 'state/compile-cache', 'log'];
    const modes = made.map((path) => (statSync(join(machine.current.home, path)).mode & 0o777).toString(8));
    expect(modes).toEqual(['700', '600', '700', '700', '700', '600']);
  });
});

/** Node 20 calls its permission model experimental. */
const PERMISSION = ['--permission', '--experimental-permission'].find(
  (flag) => spawnSync(process.execPath, [flag, '--version']).status === 0,
);

it.each(['made', 'not made yet'])(
  'folders that are %s fail for doctor where Node has no fsync',
  async (how) => {
    const { home } = machine.current;
    const folders = { AITRONOS_CONFIG_DIR: join(home, 'one'), AITRONOS_STATE_DIR: join(home, 'other') };
    if (how === 'made') for (const folder of Object.values(folders)) mkdirSync(folder, { mode: 0o700 });
    const node = [`${PERMISSION}`, '--allow-fs-read=*', `--allow-fs-write=${home}`];
    const options = { node, env: { ...folders, AITRONOS_ACCESS_TOKEN: undefined } };
    const { stdout } = await machine.current.run('doctor --json --api-url http://127.0.0.1:1', options);
    const found = JSON.parse(stdout).filter(({ check }: { check: string }) => check.endsWith(' folder'));
    expect(found).toHaveLength(2);
    for (const folder of found)
      expect(folder).toMatchObject({
        result: 'failed',
        detail: expect.stringMatching(/cannot be (?:used|made): fsync API is disabled/),
        cure: 'start Node without --permission, which switches fsync off',
      });
  },
);

// Permissions do not bind root, so a process of root's becomes somebody else.
const SOMEBODY = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const canStart = spawnSync(process.execPath, [BIN, '--version'], { ...SOMEBODY, env: {} }).status === 0;

describe.skipIf(process.platform === 'win32' || !canStart)('a folder that may not be written to', () => {
  it.each(CHANGES)('$line says which file, and leaves the old one as it was', async ({ line, file }) => {
    await furnish();
    const before = readFileSync(config(file));
    machine.current.openToAll();
    for (const path of [config(), config('config.json'), config('credentials.json')]) give(path);
    chmodSync(config(), 0o500);
    const { exit, stdout, stderr } = await machine.current.run(line, {
      ...SOMEBODY,
      cwd: '/',
      stdin: 'the-new-token\n',
    });

    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toBe(
      `error: cannot write ${config(file)}: permission denied (FILE)\nhint: chmod u+rwx ${config()}\n`,
    );
    expect(readFileSync(config(file))).toEqual(before);
    expect(readdirSync(config()).sort()).toEqual(['config.json', 'credentials.json']);
  });

  it('is an error also when the folder itself cannot be made', async () => {
    mkdirSync(config(), { mode: 0o755 });
    machine.current.openToAll();
    give(config());
    chmodSync(config(), 0o500);
    const env = { AITRONOS_CONFIG_DIR: config('deeper') };
    const { exit, stderr } = await machine.current.run('config set org org_other', {
      ...SOMEBODY,
      cwd: '/',
      env,
    });
    expect(exit).toBe(1);
    expect(stderr).toContain(
      `error: cannot write ${config(join('deeper', 'config.json'))}: permission denied`,
    );
  });

  it.each([
    ['config', { AITRONOS_ACCESS_TOKEN: 'a-token' }, 'warning', 'cannot be written: .*AITRONOS_ACCESS_TOKEN'],
    ['config/deeper', { AITRONOS_API_KEY: 'a-key' }, 'warning', 'cannot be made: .*AITRONOS_API_KEY'],
    ['config', {}, 'failed', 'cannot be used: permission denied$'],
  ])('%s is to doctor, with %j, a %s', async (folder, token, result, detail) => {
    mkdirSync(config(), { mode: 0o700 });
    machine.current.openToAll();
    give(config());
    chmodSync(config(), 0o500);
    const env = { ...token, AITRONOS_CONFIG_DIR: join(machine.current.home, folder) };
    const line = 'doctor --json --api-url http://127.0.0.1:1';
    const { stdout } = await machine.current.run(line, { ...SOMEBODY, cwd: '/', env });
    const found = JSON.parse(stdout).find(({ check }: { check: string }) => check === 'config folder');
    expect(found).toMatchObject({ result, detail: expect.stringMatching(new RegExp(detail)) });
  });

  it.skipIf(SOMEBODY.uid === undefined)('says whose it is when it belongs to somebody else', async () => {
    await furnish();
    machine.current.openToAll();
    const run = (line: string) => machine.current.run(line, { ...SOMEBODY, cwd: '/', stdin: 'a-new-token' });
    const whose = `${config().replace(/\/$/, '')} belongs to another user (uid 0)`;
    for (const line of ['auth status', 'auth logout', SIGN_IN]) {
      const { exit, stdout, stderr } = await run(line);
      expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
      expect(stderr).toContain(
        `error: cannot read ${config('config.json')}, because ${whose}: permission denied`,
      );
    }
    // Now it may be written to, and still is no place for a secret.
    chmodSync(config(), 0o777);
    for (const file of ['config.json', 'credentials.json']) rmSync(config(file));
    const { exit, stderr } = await run(SIGN_IN);
    expect(exit).toBe(1);
    expect(stderr).toContain(
      `error: ${whose}: no token is stored there (FOREIGN_FOLDER)\nhint: make it yours`,
    );
    expect(readdirSync(config())).toEqual([]);
  });

  function give(path: string): void {
    if (SOMEBODY.uid !== undefined) chownSync(path, SOMEBODY.uid, SOMEBODY.gid);
  }
});

describe.skipIf(process.platform === 'win32')('what is stored', () => {
  const mode = (path: string) => statSync(path).mode & 0o777;

  it('is for its owner alone', async () => {
    await furnish();
    expect([config(), config('config.json'), config('credentials.json')].map(mode)).toEqual([
      0o700, 0o600, 0o600,
    ]);
  });

  it('is mended where others could read the token, with a note', async () => {
    await furnish();
    chmodSync(config('credentials.json'), 0o644);
    const first = await machine.current.run('auth token');
    expect(first).toMatchObject({ exit: 0, stdout: 'the-old-token\n' });
    expect(first.stderr).toBe(
      `note: others could read ${config('credentials.json')}; changed to mode 0600\n`,
    );
    expect(mode(config('credentials.json'))).toBe(0o600);
    expect((await machine.current.run('auth token')).stderr).toBe('');
  });
});

describe.skipIf(process.platform === 'win32')('a file into which the shell leads a stream', () => {
  const END = '{"exit_code":0}';
  it.each([
    ['--summary-file same > same', new RegExp(`^/.*/config\\.json\\n${END}\\n$`)],
    ['--summary-file link > same', new RegExp(`^/.*/config\\.json\\n${END}\\n$`)],
    ['--summary-file same --nonsense 2> same', /^error: unknown option .*\nhint: .*\n\{"error":\{.*\}\}\n$/],
    ['--log-file same > same', /^\{"time".*\}\n\/.*\/config\.json\n\{"time".*\}\n$/],
  ])('keeps what the stream wrote: config path %s', async (line, whole) => {
    const { stdout } = await machine.current.shell(
      `ln -s same link; "$NODE" "$BIN" config path ${line}; cat same`,
    );
    expect(stdout).toMatch(whole);
  });
});
