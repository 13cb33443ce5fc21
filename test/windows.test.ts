import { EventEmitter } from 'node:events';
import fs, {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { listenForInterrupts } from '../src/system/signals.ts';
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

const refusal = (call: string) => Object.assign(new Error(`EPERM: ${call}`), { code: 'EPERM' });
const isAppended = (flags: unknown) =>
  typeof flags === 'number' ? (flags & fs.constants.O_APPEND) !== 0 : /^a/.test(String(flags));

/** As Windows, which gives no name to a folder in which a file is open, nor that of one, and cuts nothing appended to. */
function withFilesOfWindows(work: () => Promise<void>): Promise<void> {
  const { openSync, ftruncateSync, renameSync } = fs;
  const appended = new Set<number>();
  const files: Partial<typeof fs> = {
    openSync(path, flags, mode) {
      const fd = openSync(path, flags, mode);
      if (isAppended(flags)) appended.add(fd);
      else appended.delete(fd);
      return fd;
    },
    ftruncateSync(fd, length) {
      if (appended.has(fd)) throw refusal('ftruncate');
      ftruncateSync(fd, length);
    },
    renameSync(from, to) {
      if (openFiles().some((file) => file === to || file.startsWith(`${from}/`))) throw refusal('rename');
      renameSync(from, to);
    },
  };
  return patched(fs, files, work);
}

describe.skipIf(process.platform !== 'linux')('where files are as on Windows', () => {
  const MANY = 'users deactivate jane@example.com usr_def456 --transfer-to dept_eng001 --yes';
  const run = (line: string) =>
    world.current.run(line, { env: { AITRONOS_ORG: 'org_xyz789', AITRONOS_SANDBOX: '1' } });
  const state = (...names: readonly string[]) => join(world.current.home, 'state', ...names);

  it.each([
    ['a run', [MANY, 'runs undo {run} --yes', 'runs delete --before 2100-01-01 --yes']],
    [
      'a change of one',
      ['users reactivate usr_abc123', 'users deactivate usr_abc123 --transfer-to dept_eng001'],
    ],
    ['a plan', [`${MANY.replace('--yes', '--plan')} {home}/p.json`, 'runs apply {home}/p.json --yes']],
    ['a report', [MANY, 'runs report --csv {home}/r.csv', 'runs report --csv {home}/r.csv']],
    ['settings', ['config set org org_xyz789', 'config unset org', 'sandbox reset']],
  ])('%s goes as elsewhere', (_what, lines) =>
    withFilesOfWindows(async () => {
      for (const line of lines) {
        const { stdout: run_id } = await run('runs list -o ids');
        const said = await run(line.replace('{run}', run_id.trim()).replace('{home}', world.current.home));
        expect(said).toMatchObject({ exit: 0, stderr: expect.not.stringMatching(/permit|may have no line/) });
      }
    }),
  );

  it.each([
    [
      'journal',
      () => state('runs', readdirSync(state('runs')).find((name) => /^\d/.test(name)) ?? '', 'journal.jsonl'),
    ],
    ['ledger', () => state('runs', 'ledger.jsonl')],
    ['log of the sandbox', () => state('sandbox', 'changes.jsonl')],
  ])('half a line at the end of the %s is cut off', (what, file) =>
    withFilesOfWindows(async () => {
      await run(MANY);
      const text = readFileSync(file(), 'utf8');
      // Of a journal its last record too, so that a row is open.
      const whole = what === 'journal' ? text.split('\n').slice(0, -3).join('\n') : text.trimEnd();
      writeFileSync(file(), `${whole}\n{"half`);
      const { stdout: run_id } = await run('runs list -o ids');
      const again = what === 'journal' ? `runs resume ${run_id.trim()} --yes` : 'users reactivate usr_abc123';
      expect(await run(again)).toMatchObject({
        exit: 0,
        stderr: expect.not.stringMatching(/permit|may have no line/),
      });
      expect(readFileSync(file(), 'utf8')).not.toContain('{"half');
    }),
  );
});

// The last is Ctrl-Break.
it.each(['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'])(
  '%s ends a call in order, a second one at once with 130',
  (name) => {
    const [kill, exit] = [vi.fn(), vi.fn()];
    const current = Object.assign(new EventEmitter(), {
      env: {},
      pid: 7,
      ppid: 1,
      platform: 'win32',
      kill,
      exit,
    });
    let now = 0;
    const { signal } = listenForInterrupts(current as unknown as NodeJS.Process, () => now);
    current.emit(name, name);
    expect([signal.aborted, exit.mock.calls]).toEqual([true, []]);
    now += 1000;
    current.emit(name, name);
    expect([kill.mock.calls, exit.mock.calls]).toEqual([[], [[130]]]);
  },
);

it.each([
  ['NUL', 'win32', os.devNull],
  ['nul', 'win32', os.devNull],
  ['\\\\.\\NUL', 'win32', os.devNull],
  ['C:\\p.csv', 'win32', resolve('C:\\p.csv')],
  ['\\\\?\\C:\\p.csv', 'win32', resolve('\\\\?\\C:\\p.csv')],
  ['..', 'win32', resolve('..')],
  ['.aux', 'win32', resolve('.aux')],
  ['NUL', 'linux', resolve('NUL')],
  ['10:30.csv', 'linux', resolve('10:30.csv')],
] as const)('%s is on %s %s', (name, platform, path) =>
  patched(os, { platform: () => platform }, () =>
    expect([filePath(name), writtenFile(name)]).toEqual([path, path]),
  ),
);

// Node would make a file of such a name, which no other program there can open, or hide it in another one.
it.each([
  'nul.txt',
  'aux.csv',
  'sub\\CON',
  'CONOUT$',
  'COM¹',
  'sub\\lpt³.csv',
  'nul .txt',
  'p.csv.',
  'p.csv ',
  '10:30.csv',
  'C:\\a:b',
  'a?b',
  '-',
])('%s is no file to write on Windows', (name) =>
  patched(os, { platform: () => 'win32' }, () =>
    expect(() => writtenFile(name)).toThrow(
      /^expected the path of a file( that Windows has a name for)?, got "/,
    ),
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
