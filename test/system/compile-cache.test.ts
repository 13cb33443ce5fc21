import { chmodSync, chownSync, mkdirSync, readdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BIN, useMachine } from '../bin/process.ts';

// It has kept nothing yet.
const machine = useMachine(false);
const here = (...names: string[]) => join(machine.current.home, ...names);

const NODE = process.env['AITRONOS_TEST_NODE'] ?? process.execPath;
const isRoot = process.getuid?.() === 0;

/** Starts the program so that all of it is loaded. */
async function start(env: Readonly<Record<string, string>> = {}): Promise<void> {
  const ended = await machine.current.shell('exec "$THE_NODE" "$BIN" help environment', {
    env: { THE_NODE: NODE, TMPDIR: here('tmp'), ...env },
  });
  expect(ended).toMatchObject({ exit: 0, stderr: '' });
}

const state = (...names: string[]) => here('state', ...names);
const cache = () => state('compile-cache');

describe.skipIf(process.platform === 'win32')('compiled code', () => {
  it('is kept in our own folder, for its owner alone, and nowhere else', async () => {
    mkdirSync(here('tmp'), { mode: 0o700 });
    await start();
    expect(readdirSync(cache())).toEqual([]);
    await start();
    expect(readdirSync(cache())).toHaveLength(1);
    const { stdout } = await machine.current.shell(`stat -c %a ${state()} ${cache()}`);
    expect(stdout).toBe('700\n700\n');
    expect(readdirSync(here('tmp'))).toEqual([]);
  });

  /** What makes the folder one that is not used: nothing is written into it, nothing read from it. */
  const OPEN: readonly (readonly [what: string, spoil: () => void])[] = [
    ['that others can write', () => chmodSync(cache(), 0o722)],
    ['that others can read', () => chmodSync(cache(), 0o755)],
    ['below a folder that others can write', () => chmodSync(state(), 0o777)],
    ['below one that its group can write', () => chmodSync(here(), 0o770)],
    [
      'that is a link',
      () => {
        renameSync(cache(), here('elsewhere'));
        symlinkSync(here('elsewhere'), cache());
      },
    ],
    ...(isRoot
      ? ([
          ['of somebody else', () => chownSync(cache(), 1001, 1001)],
          ['below a folder of somebody else', () => chownSync(state(), 1001, 1001)],
        ] as const)
      : []),
  ];

  it.each(OPEN)('is not taken from a folder %s', async (_what, spoil) => {
    mkdirSync(here('tmp'), { mode: 0o700 });
    mkdirSync(cache(), { recursive: true, mode: 0o700 });
    spoil();
    for (const env of [{}, { SUDO_UID: '1001' }]) await start(env);
    expect(readdirSync(cache())).toEqual([]);
    expect(readdirSync(here('tmp'))).toEqual([]);
  });

  it.each([
    ['relative', 'state'],
    ['empty', ''],
    ['unexpanded', '~/state'],
    ['that of the kernel that leads here', '/proc/self/cwd'],
    ['one with a line end within its name', 'HERE/a\rb'],
  ])('is not kept where the state folder is %s, and never in the working folder', async (_what, named) => {
    mkdirSync(here('tmp'), { mode: 0o700 });
    await start({ AITRONOS_STATE_DIR: named.replace('HERE', here()) });
    expect(readdirSync(here())).toEqual(['tmp']);
  });

  it('needs no home', async () => {
    mkdirSync(here('tmp'), { mode: 0o700 });
    for (const HOME of ['', '/', 'home']) {
      const script = `unset AITRONOS_STATE_DIR; "${NODE}" ${BIN} --help >/dev/null`;
      expect(await machine.current.shell(script, { env: { HOME, TMPDIR: here('tmp') } })).toMatchObject({
        exit: 0,
        stderr: '',
      });
    }
    expect(readdirSync(here())).toEqual(['tmp']);
  });
});
