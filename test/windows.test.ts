import fs, {
  chmodSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { endingSignal } from '../src/system/signals.ts';
import { filePath, writtenFile } from '../src/validation/paths.ts';
import { patched } from './patched.ts';
import { useWorld } from './world.ts';

// What a test elsewhere can show of the way the program treats Windows. Paths of its folders: attacks/folder-settings.
const world = useWorld();
const WINDOWS = { platform: 'win32' };
const LOGIN = { env: { AITRONOS_ACCESS_TOKEN: undefined }, stdin: 'the-token\r\n' };
const credentials = () => join(world.current.home, 'config', 'credentials.json');

/** What this process has open. */
const openFiles = () =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return [];
    }
  });

// Windows gives a folder no other name while a file in it is open.
it.skipIf(process.platform !== 'linux')('no file is open in a folder that is renamed', async () => {
  const run = (line: string) => world.current.run(line, { env: { AITRONOS_ORG: 'org_xyz789' } });
  const inside: (readonly string[])[] = [];
  const { renameSync: given } = fs;
  const renameSync: typeof given = (from, to) => {
    if (statSync(from).isDirectory()) inside.push(openFiles().filter((file) => file.startsWith(`${from}/`)));
    given(from, to);
  };
  await patched(fs, { renameSync }, async () => {
    await run('users deactivate jane@example.com usr_def456 --transfer-to dept_eng001 --yes');
    const { stdout } = await run('runs list -o ids');
    await run(`runs undo ${stdout.trim()} --yes`);
    expect((await run('runs delete --before 2100-01-01 --yes')).stderr).toMatch(/deleted/);
  });
  expect(inside).toEqual([[], [], [], []]);
});

describe('a second signal', () => {
  it.each([
    ['SIGINT', 'win32', 'SIGINT'],
    ['SIGTERM', 'win32', 'SIGTERM'],
    ['SIGHUP', 'win32', 'SIGTERM'],
    ['SIGHUP', 'linux', 'SIGHUP'],
    ['SIGHUP', 'darwin', 'SIGHUP'],
  ] as const)('%s ends the process on %s as %s', (name, platform, sent) => {
    expect(endingSignal(name, platform)).toBe(sent);
  });
});

it.each([
  ['NUL', 'win32', os.devNull],
  ['nul', 'win32', os.devNull],
  ['nul.txt', 'win32', resolve('nul.txt')],
  ['NUL', 'linux', resolve('NUL')],
] as const)('%s is on %s %s', (name, platform, path) =>
  patched(os, { platform: () => platform }, () =>
    expect([filePath(name), writtenFile(name)]).toEqual([path, path]),
  ),
);

describe('files that have no modes and no owners', () => {
  it.skipIf(process.platform === 'win32')(
    'are read as they are, and nobody is told to change them',
    async () => {
      await world.current.run('auth login --with-token', LOGIN);
      chmodSync(credentials(), 0o666);
      const there = { env: { AITRONOS_ACCESS_TOKEN: undefined }, ...WINDOWS };
      expect(await world.current.run('auth token', there)).toEqual({
        exit: 0,
        stdout: 'the-token\n',
        stderr: '',
      });
      expect(statSync(credentials()).mode & 0o777).toBe(0o666);
      const { stdout } = await world.current.run('doctor', there);
      expect(stdout).toMatch(/^ok +config folder +\S+\/config$/m);
      expect(stdout).not.toMatch(/chmod|chown|uid/);
    },
  );

  it('are told of by another folder where they cannot be used', async () => {
    const config = join(world.current.home, 'config');
    mkdirSync(join(config, 'config.json'), { recursive: true });
    const { stdout } = await world.current.run('doctor', WINDOWS);
    rmdirSync(join(config, 'config.json'));
    expect(stdout).toMatch(/^failed +config folder/m);
    expect(stdout).not.toMatch(/chmod|chown/);
  });
});

describe('texts with the line ends and marks of Windows', () => {
  it('are understood as a token', async () => {
    await world.current.run('auth login --with-token', { ...LOGIN, ...WINDOWS });
    const { stdout } = await world.current.run('auth token', { env: { AITRONOS_ACCESS_TOKEN: undefined } });
    expect(stdout).toBe('the-token\n');
  });

  it.each([
    [
      'settings',
      'config',
      'config.json',
      '\uFEFF{\r\n  "version": 1,\r\n  "profiles": {"default": {"org": "org_xyz789"}}\r\n}\r\n',
    ],
  ])('are understood in %s', async (_what, folder, name, text) => {
    mkdirSync(join(world.current.home, folder), { recursive: true, mode: 0o700 });
    writeFileSync(join(world.current.home, folder, name), text, { mode: 0o600 });
    const { stdout } = await world.current.run('config get org', {
      env: { AITRONOS_ORG: undefined },
      ...WINDOWS,
    });
    expect(stdout).toBe('org_xyz789\n');
  });

  it.each([
    ['a list', 'usr_abc123\r\nusr_def456\r\n'],
    ['a list after a byte order mark', '\uFEFFusr_abc123\r\nusr_def456'],
    ['CSV', 'user_id,last_day\r\nusr_abc123,2026-01-01\r\nusr_def456,2026-01-01\r\n'],
    ['CSV as Excel saves it', '\uFEFFuser_id;name\r\nusr_abc123;"Doe; Jane"\r\nusr_def456;John\r\n'],
    ['JSON Lines', '{"user_id":"usr_abc123"}\r\n{"user_id":"usr_def456"}\r\n'],
  ])(
    'are understood as %s',
    async (_what, stdin) => {
      const line = 'users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --yes -q -o ids';
      expect(await world.current.run(line, { stdin, ...WINDOWS })).toMatchObject({
        exit: 0,
        stdout: 'usr_abc123\nusr_def456\n',
      });
      // The first run of a file loads all that runs need.
    },
    20_000,
  );
});
