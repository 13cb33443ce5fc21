import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BIN, DEACTIVATE, useMachine } from '../bin/process.ts';

// Other users start the program here, and its folders are made by hand.
const machine = useMachine(false);
const here = (...names: string[]) => join(machine.current.home, ...names);

/** Numbers that no account has, as platforms for containers hand them out. */
const NOBODY = { uid: 1_000_660_000, gid: 0 };
const OTHER = { uid: 1001, gid: 1001 };
const isRoot = process.getuid?.() === 0;
const canStart =
  isRoot && spawnSync(process.execPath, [BIN, '--version'], { ...NOBODY, env: {} }).status === 0;

const ROOTS = { AITRONOS_CONFIG_DIR: undefined, AITRONOS_STATE_DIR: undefined };

describe.skipIf(!canStart)('a user without a passwd entry and without a home', () => {
  const run = (line: string, env = {}) =>
    machine.current.run(line, { ...NOBODY, cwd: '/', env: { HOME: undefined, ...ROOTS, ...env } });

  it.each(['--help', 'help environment', 'completion bash', '--version'])('can use %s', async (line) => {
    expect(await run(line)).toMatchObject({ exit: 0, stderr: '' });
  });

  it('can use everything with both folders named', async () => {
    await machine.current.sandbox();
    machine.current.openToAll();
    mkdirSync(here('own'), { mode: 0o700 });
    chownSync(here('own'), NOBODY.uid, NOBODY.gid);
    const env = { AITRONOS_CONFIG_DIR: here('own', 'c'), AITRONOS_STATE_DIR: here('own', 's') };
    for (const line of ['config set org org_xyz789', 'config list', DEACTIVATE, 'runs list', 'doctor']) {
      expect(await run(line, env), line).toMatchObject({ exit: 0 });
    }
    expect(readdirSync(here('own', 'c'))).toEqual(['config.json']);
  });

  it.each([
    ['no home at all', undefined, 2],
    ['the root as its home', '/', 1],
    ['a home that it cannot write', '/root', 1],
  ])('hears of the two variables where there is %s', async (_what, HOME, expected) => {
    await machine.current.sandbox();
    for (const line of [
      'config set org org_1',
      `${DEACTIVATE.replace('usr_abc123', 'usr_abc123 usr_def456')} --yes`,
    ]) {
      const { exit, stdout, stderr } = await run(line, { HOME });
      expect({ exit, stdout }, stderr).toEqual({ exit: expected, stdout: '' });
      expect(stderr).toMatch(
        /^error: .*\nhint: name two folders of your own with AITRONOS_CONFIG_DIR and AITRONOS_STATE_DIR\n$/,
      );
      expect(stderr).not.toContain('chown');
      expect(machine.current.requests).toEqual([]);
    }
  });
});

describe.skipIf(!canStart)('files of somebody else', () => {
  const config = () => here('home', '.config', 'aitronos');

  /** A home of the other user, with settings in it that belong to `uid`. */
  function furnish(uid: number): void {
    machine.current.openToAll();
    mkdirSync(config(), { recursive: true, mode: 0o755 });
    writeFileSync(join(config(), 'config.json'), '{"version":1,"profiles":{"default":{"org":"org_stored"}}}');
    chmodSync(join(config(), 'config.json'), 0o644);
    for (const path of [here('home'), here('home', '.config')]) chownSync(path, OTHER.uid, OTHER.gid);
    for (const path of [config(), join(config(), 'config.json')]) chownSync(path, uid, uid);
  }
  const get = (who: { uid?: number; gid?: number }, env = {}) =>
    machine.current.run('config get org', {
      ...who,
      cwd: '/',
      env: { HOME: here('home'), ...ROOTS, ...env },
    });

  it.each([
    ['the user its own', OTHER.uid, OTHER, {}],
    ["the user root's, as sudo leaves them", 0, OTHER, {}],
    ["root the caller's, under sudo", OTHER.uid, {}, { SUDO_UID: String(OTHER.uid) }],
  ])('are believed: %s', async (_what, owner, who, env) => {
    furnish(owner);
    expect(await get(who, env)).toMatchObject({ exit: 0, stdout: 'org_stored\n' });
  });

  it.each([
    ['root those of another user', OTHER.uid, {}, {}],
    ['root those of another than the caller', OTHER.uid, {}, { SUDO_UID: '1002' }],
    ['a user those of a third one', 1002, OTHER, {}],
    ['a user who says that it came by sudo', 1002, OTHER, { SUDO_UID: '1002' }],
    ['root under a number that is none', OTHER.uid, {}, { SUDO_UID: '1001x' }],
  ])('are not believed: %s', async (_what, owner, who, env) => {
    furnish(owner);
    const { exit, stdout, stderr } = await get(who, env);
    expect({ exit, stdout }, stderr).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(/belongs to another user \(uid 100[12]\) \(UNTRUSTED_FILE\)\nhint: .*chown/);
  });

  it.each([
    ['of the user itself', OTHER.uid, { exit: 0, stdout: 'org_stored\n', stderr: '' }],
    ['of root', 0, { exit: 0, stdout: 'org_stored\n', stderr: '' }],
    [
      'of another user',
      1002,
      { exit: 1, stdout: '', stderr: expect.stringContaining('is a link of another user (uid 1002)') },
    ],
  ])('are reached or not in a folder like /tmp: through a link %s', async (_what, uid, expected) => {
    furnish(OTHER.uid);
    mkdirSync(here('shared'));
    chmodSync(here('shared'), 0o1777);
    symlinkSync(config(), here('shared', 'link'));
    lchownSync(here('shared', 'link'), uid, uid);
    expect(await get(OTHER, { AITRONOS_CONFIG_DIR: here('shared', 'link') })).toEqual({
      ...expected,
      signal: null,
    });
  });

  it('are not reached through a link of another user to which an own one leads', async () => {
    furnish(OTHER.uid);
    mkdirSync(here('shared'));
    chmodSync(here('shared'), 0o1777);
    symlinkSync(config(), here('shared', 'link'));
    lchownSync(here('shared', 'link'), 1002, 1002);
    for (const own of [here('shared', 'own'), here('home', 'own')]) {
      symlinkSync('../shared/link', own);
      lchownSync(own, OTHER.uid, OTHER.gid);
      const { exit, stderr } = await get(OTHER, { AITRONOS_CONFIG_DIR: own });
      expect({ exit, stderr }).toEqual({ exit: 1, stderr: expect.stringContaining('(uid 1002)') });
    }
  });

  it('of root in a home, as sudo leaves them, are told with the cure that makes them the own ones', async () => {
    machine.current.openToAll();
    mkdirSync(config(), { recursive: true, mode: 0o700 });
    for (const path of [here('home', '.config'), config()]) chmodSync(path, 0o700);
    chownSync(here('home'), OTHER.uid, OTHER.gid);
    const env = { HOME: here('home'), ...ROOTS, AITRONOS_ACCESS_TOKEN: 'a-token' };
    const cure = `make it yours: sudo chown -R "$(id -u)" ${here('home', '.config')}; or name another`;
    for (const line of ['users list --org org_1', 'doctor', 'auth login --with-token']) {
      const { exit, stderr } = await machine.current.run(line, { ...OTHER, cwd: '/', env, stdin: 'x' });
      expect(exit, line).toBe(1);
      expect(stderr).toContain(`hint: ${cure}`);
    }
  });

  it.each(['config set org org_1', 'auth login --with-token', `${DEACTIVATE} --sandbox`, 'sandbox reset'])(
    'get none of root beside them: %s leaves nothing in the home of another user',
    async (line) => {
      machine.current.openToAll();
      mkdirSync(here('home'));
      chownSync(here('home'), OTHER.uid, OTHER.gid);
      const env = { HOME: here('home'), ...ROOTS };
      const node = process.env['AITRONOS_TEST_NODE'] ?? process.execPath;
      const { exit, stderr } = await machine.current.shell(`exec "${node}" "$BIN" ${line}`, {
        env,
        stdin: 'x',
      });
      expect(exit, stderr).toBe(1);
      expect(stderr).toContain('(UNTRUSTED_FILE)');
      expect(readdirSync(here('home'))).toEqual([]);
    },
  );
});

describe.skipIf(!canStart)('the record of a run that is closed to its own user', () => {
  it.each([
    ['journal.jsonl', 0o400, 'resume'],
    ['rows.jsonl', 0o000, 'resume'],
    ['journal.jsonl', 0o000, 'resume'],
    ['journal.jsonl', 0o000, 'show'],
    ['rows.jsonl', 0o000, 'show'],
  ])('%s, mode %o: `runs %s` names the cure', async (name, mode, verb) => {
    await machine.current.sandbox();
    machine.current.openToAll();
    mkdirSync(here('own'), { mode: 0o700 });
    chownSync(here('own'), OTHER.uid, OTHER.gid);
    const env = { HOME: here('own'), ...ROOTS };
    const run = (line: string) => machine.current.run(line, { ...OTHER, cwd: '/', env });
    const more =
      'usr_none01 --org org_xyz789 --transfer-to dept_eng001 --yes --no-check --fail-fast --concurrency 1';
    await run(`users deactivate usr_none02 usr_abc123 ${more}`);
    const runs = here('own', '.local', 'state', 'aitronos', 'runs');
    const [id = ''] = readdirSync(runs).filter((entry) => /^\d/.test(entry));
    const file = join(runs, id, name);
    chmodSync(file, mode);
    const { exit, stdout, stderr } = await run(`runs ${verb} ${id}${verb === 'show' ? '' : ' --yes'}`);
    expect({ exit, stdout }, stderr).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(/^error: .*: permission denied \(FILE\)$/m);
    expect(stderr).toContain(`hint: chmod u+rw ${file}\n`);
  });
});
