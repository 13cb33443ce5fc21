import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldersOf } from '../../src/system/folders.ts';
import { makeFolders } from '../../src/system/written/made-folder.ts';
import { useMachine } from '../bin/process.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const { findCacheFolder } = createRequire(import.meta.url)('../../src/start/cache-folder.cjs');
const machine = useMachine();
const SECRET = 'sandbox-access-token';

type Env = Readonly<Record<string, string | undefined>>;

/** A call in a world whose folders come from these variables alone. */
function run(line: string, env: Env, platform = 'linux') {
  return world.current.run(line, {
    folders: foldersOf(env, platform),
    env: { AITRONOS_ACCESS_TOKEN: undefined, ...env },
    stdin: `${SECRET}\n`,
  });
}

const ONE = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001';
const DEACTIVATE = 'users deactivate usr_abc123 usr_def456 --org org_xyz789 --transfer-to dept_eng001 --yes';

/** Values that lead nowhere, or wherever one stands. The next one is a line. */
const BAD_VALUES: readonly (readonly [value: string, flaw: string, shown?: string])[] = [
  ['', 'is empty'],
  ['.', 'is not an absolute path'],
  ['relative/folder', 'is not an absolute path'],
  ['~', 'is not an absolute path'],
  ['~/.aitronos', 'is not an absolute path'],
  ['$HOME/.aitronos', 'is not an absolute path'],
  ['"/quoted"', 'begins with a quotation mark'],
  ["'/quoted'", 'begins with a quotation mark'],
  [' /begins/with/a/blank', 'is not an absolute path'],
  ['/ends/with/a/blank ', 'ends with a blank'],
  ['/ends/with/a/wide/blank\u00a0', 'ends with a blank', '/ends/with/a/wide/blank\\u00a0'],
  ['/crlf\r', 'holds a control character', '/crlf\\u000d'],
  ['\ufeff/mark', 'is not an absolute path', '\\ufeff/mark'],
  ['/proc/x', 'is no place for files'],
  ['/proc/self/cwd', 'is no place for files'],
  ['/sys/kernel', 'is no place for files'],
  ['/dev/null', 'is no place for files'],
  ['//dev/fd/1', 'is no place for files'],
  ['/etc/passwd', 'is not a folder'],
  ['/etc/passwd/x', 'is not a folder'],
];

// Folders of the kernel, in which Node's own way to make folders tries for ever.
describe.skipIf(process.platform !== 'linux')('a folder that takes no new one', () => {
  const folders = ['/proc/self', '/proc/self/fd', '/proc/x/y', '/sys/x'];

  it.each(folders)('%s is told, and not waited for', (folder) => {
    expect(() => makeFolders(join(folder, 'aitronos', 'runs'))).toThrow('mkdir');
  });

  it.each(folders)('%s holds no compiled code', (folder) => {
    expect(cacheFolderIn(folder)).toBe(null);
  });

  it.each([' ', '\u00a0', '\r'])('one that ends with %j is not made for compiled code', (end) => {
    const folder = `${join(world.current.home, 'state')}${end}`;
    expect(cacheFolderIn(folder)).toBe(null);
    expect(existsSync(folder)).toBe(false);
  });
});

function cacheFolderIn(state: string): string | null {
  const before = process.env['AITRONOS_STATE_DIR'];
  process.env['AITRONOS_STATE_DIR'] = state;
  try {
    return findCacheFolder();
  } finally {
    if (before === undefined) delete process.env['AITRONOS_STATE_DIR'];
    else process.env['AITRONOS_STATE_DIR'] = before;
  }
}

describe.skipIf(process.platform === 'win32').each([
  ['AITRONOS_CONFIG_DIR', 'AITRONOS_STATE_DIR', 'auth login --with-token'],
  ['AITRONOS_STATE_DIR', 'AITRONOS_CONFIG_DIR', DEACTIVATE],
])('%s', (variable, other, line) => {
  it.each(BAD_VALUES)('is refused where it is `%s`, and named', async (value, flaw, shown = value) => {
    const env = { HOME: world.current.home, [variable]: value, [other]: join(world.current.home, 'other') };
    const token = line.startsWith('users') ? { AITRONOS_ACCESS_TOKEN: SECRET } : {};
    const { exit, stdout, stderr } = await run(line, { ...env, ...token });
    expect({ exit, stdout }, stderr).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`error: ${variable}=${shown} ${flaw}`);
    expect(stderr).toContain(
      `hint: give it the absolute path of a folder, such as ${variable}="$HOME/.aitronos"`,
    );
    expect(world.current.requests).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('a single change', () => {
  const LINES: readonly string[] = [
    ONE,
    'users reactivate usr_abc123 --org org_xyz789',
    'users remove usr_abc123 --org org_xyz789 --yes',
    'users invite sam@example.com --org org_xyz789',
    'users update-memberships usr_abc123 --org org_xyz789 --no-roles --no-departments',
  ];
  const LEADS_NOWHERE = ['is no place for files', 'is not a folder'];
  const MISTYPED = BAD_VALUES.filter(([, flaw]) => !LEADS_NOWHERE.includes(flaw));

  it.each(LINES)('is refused with a state folder that is mistyped: %s', async (line) => {
    for (const [value, flaw, shown = value] of MISTYPED) {
      const env = { HOME: world.current.home, AITRONOS_STATE_DIR: value, AITRONOS_ACCESS_TOKEN: SECRET };
      const { exit, stdout, stderr } = await run(line, env);
      expect({ exit, stdout }, stderr).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toContain(`error: AITRONOS_STATE_DIR=${shown} ${flaw}`);
    }
    expect(world.current.requests).toEqual([]);
  });

  it.each(BAD_VALUES)(
    'that has to be recorded is a wrong call where the folder is `%s`',
    async (value, flaw) => {
      const env = { HOME: world.current.home, AITRONOS_STATE_DIR: value, AITRONOS_ACCESS_TOKEN: SECRET };
      const { exit, stdout, stderr } = await run(`${ONE} --reason left`, env);
      expect({ exit, stdout }, stderr).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toContain(flaw);
      expect(world.current.requests).toEqual([]);
    },
  );

  it('may still be looked at', async () => {
    const env = { HOME: world.current.home, AITRONOS_STATE_DIR: '~/state', AITRONOS_ACCESS_TOKEN: SECRET };
    expect(await run(`${ONE} --dry-run`, env)).toMatchObject({ exit: 0 });
  });
});

describe('without a home', () => {
  const HOMES: readonly (readonly [what: string, home: string])[] = [
    ['empty', ''],
    ['relative', 'home'],
    ['not expanded', '~'],
  ];

  it.each(HOMES)('(HOME %s) what needs a folder names the two variables', async (_what, HOME) => {
    for (const line of ['auth login --with-token', 'config set org org_1', DEACTIVATE, 'runs list']) {
      const { exit, stdout, stderr } = await run(line, { HOME });
      expect({ exit, stdout }, stderr).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toContain(`error: HOME=${HOME} is not an absolute path (NO_HOME)\n`);
      expect(stderr).toContain(
        'hint: name two folders of your own with AITRONOS_CONFIG_DIR and AITRONOS_STATE_DIR',
      );
    }
  });

  it.each(['--help', '--version', 'help', 'help environment', 'help users', 'completion bash'])(
    '%s works',
    async (line) => {
      const { exit, stderr } = await run(line, { HOME: '' });
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    },
  );

  it.each([
    ['AITRONOS_CONFIG_DIR', 'AITRONOS_STATE_DIR'],
    ['XDG_CONFIG_HOME', 'XDG_STATE_HOME'],
    ['AITRONOS_CONFIG_DIR', 'XDG_STATE_HOME'],
    ['XDG_CONFIG_HOME', 'AITRONOS_STATE_DIR'],
  ])('everything works with both folders named: %s and %s', async (config, state) => {
    for (const [, HOME] of HOMES) {
      const folders = { [config]: join(world.current.home, 'c'), [state]: join(world.current.home, 's') };
      for (const line of ['auth login --with-token', 'config set org org_xyz789', DEACTIVATE, 'runs list']) {
        expect(await run(line, { HOME, ...folders })).toMatchObject({ exit: 0 });
      }
    }
  });

  it('doctor tells of it and goes on', async () => {
    const { exit, stdout } = await run('doctor -o json', { HOME: '', AITRONOS_ACCESS_TOKEN: SECRET });
    expect(exit).toBe(1);
    const of = Object.fromEntries(JSON.parse(stdout).map((line: { check: string }) => [line.check, line]));
    expect(of['config folder']).toMatchObject({
      result: 'failed',
      cure: 'name two folders of your own with AITRONOS_CONFIG_DIR and AITRONOS_STATE_DIR',
    });
    expect(of['state folder']).toMatchObject({
      result: 'warning',
      detail: 'not checked: see config folder',
    });
    expect(of['api']).toMatchObject({ result: 'ok' });
  });
});

describe('variables of the system that are no whole path', () => {
  it.each([
    ['linux', 'XDG_CONFIG_HOME', '~/.config', ['.config', 'aitronos']],
    ['linux', 'XDG_STATE_HOME', 'state', ['.config', 'aitronos']],
  ])('(%s) %s is ignored with a note', async (platform, variable, value, place) => {
    const { home } = world.current;
    const { exit, stderr } = await run('config set org org_1', { HOME: home, [variable]: value }, platform);
    expect(exit).toBe(0);
    expect(stderr).toBe(`note: ${variable}=${value} is ignored: it is not an absolute path\n`);
    expect(readFileSync(join(home, ...place, 'config.json'), 'utf8')).toContain('org_1');
    expect(existsSync(value)).toBe(false);
  });

  it.each([
    ['linux', { HOME: '/h' }, '/h/.config/aitronos', '/h/.local/state/aitronos'],
    ['linux', { HOME: '/h', XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s' }, '/c/aitronos', '/s/aitronos'],
    ['freebsd', { HOME: '/h' }, '/h/.config/aitronos', '/h/.local/state/aitronos'],
    [
      'darwin',
      { HOME: '/h', XDG_CONFIG_HOME: '/c' },
      '/h/Library/Preferences/aitronos',
      '/h/Library/Application Support/aitronos',
    ],
    [
      'win32',
      { HOME: 'x', APPDATA: 'R:\\roaming', LOCALAPPDATA: 'L:/local' },
      'R:\\roaming\\aitronos\\Config',
      'L:\\local\\aitronos\\Data',
    ],
    [
      'win32',
      { USERPROFILE: 'C:\\Users\\jane' },
      'C:\\Users\\jane\\AppData\\Roaming\\aitronos\\Config',
      'C:\\Users\\jane\\AppData\\Local\\aitronos\\Data',
    ],
    [
      'win32',
      { APPDATA: '\\\\server\\share\\roaming', USERPROFILE: 'C:\\Users\\jane', XDG_STATE_HOME: '/s' },
      '\\\\server\\share\\roaming\\aitronos\\Config',
      'C:\\Users\\jane\\AppData\\Local\\aitronos\\Data',
    ],
  ])('(%s) the places are the usual ones where they are: %j', (platform, env, config, state) => {
    const { ignored, ...folders } = foldersOf(env, platform);
    expect({ ...folders, ignored }).toEqual({ config, state, ignored: [] });
  });
});

/** A path of Windows, and what is wrong with it as the folder of our own files; null where nothing is. */
const WINDOWS_PATHS: readonly (readonly [path: string, flaw: string | null])[] = [
  ['C:\\Users\\jane\\.aitronos', null],
  ['c:/Users/jane/.aitronos', null],
  ['\\\\server\\share\\aitronos', null],
  ['\\\\?\\C:\\a long path', null],
  ['C:\\console\\comment', null],
  ['', 'is empty'],
  ['\\Users\\jane', 'is not an absolute path'],
  ['/c/Users/jane', 'is not an absolute path'],
  ['C:aitronos', 'is not an absolute path'],
  ['aitronos', 'is not an absolute path'],
  ['%USERPROFILE%\\aitronos', 'is not an absolute path'],
  ['~\\aitronos', 'is not an absolute path'],
  ['C:\\Users\\NUL', 'is no place for files'],
  ['C:\\Users\\con.txt', 'is no place for files'],
  ['C:\\Users\\com1\\', 'is no place for files'],
  ['C:\\Users\\COM²', 'is no place for files'],
  ['C:\\Users\\jane ', 'ends with a blank'],
  ['C:\\Users\\jane.\\', 'is no place for files'],
  ['C:\\a?b', 'is no place for files'],
  ['\\\\.\\pipe\\aitronos', 'is no place for files'],
];

describe('a folder that a variable names on Windows', () => {
  it.each(WINDOWS_PATHS)('%s', (path, flaw) => {
    const config = () => foldersOf({ AITRONOS_CONFIG_DIR: path }, 'win32').config;
    if (flaw === null) expect(config()).toBe(path);
    else {
      const hint =
        'give it the absolute path of a folder, such as AITRONOS_CONFIG_DIR=C:\\Users\\you\\.aitronos, or unset it';
      expect(config).toThrow(expect.objectContaining({ message: expect.stringContaining(flaw), hint }));
    }
  });
});

describe.skipIf(process.platform === 'win32')('the working folder', () => {
  it.each([
    ['an empty HOME', { HOME: '' }],
    ['an XDG_CONFIG_HOME that was not expanded', { XDG_CONFIG_HOME: '~/.config' }],
    ['an AITRONOS_CONFIG_DIR that was not expanded', { AITRONOS_CONFIG_DIR: '$HOME/.aitronos' }],
    ['an empty AITRONOS_CONFIG_DIR', { AITRONOS_CONFIG_DIR: '' }],
  ])('gets no secret through %s', async (_what, env: Env) => {
    const { home } = machine.current;
    const cwd = join(home, 'repository');
    mkdirSync(cwd);
    await machine.current.run('auth login --with-token', {
      cwd,
      env: { AITRONOS_CONFIG_DIR: undefined, ...env },
      stdin: `${SECRET}\n`,
    });
    expect(readdirSync(cwd)).toEqual([]);
  });
});

/** A `config.json` that is none of ours, and how what needs it tells of that. */
const BROKEN: readonly (readonly [what: string, text: string, said: string, hint: string])[] = [
  ['not JSON', '{oops', 'is not JSON', 'correct it, or move it away: mv '],
  ['empty', '', 'is not JSON', 'correct it, or move it away: mv '],
  ['foreign', '{"registry":"https://npm.example"}', 'does not hold an object with', 'move it away'],
  ['a list', '[]', 'does not hold an object with', 'move it away'],
  ['null', 'null', 'does not hold an object with', 'move it away'],
  [
    'with a guard that another one of its name follows',
    '{"version":1,"profiles":{"default":{"writes":"off"},"default":{}}}',
    'has "default" twice in one object',
    'correct it, or move it away: mv ',
  ],
  [
    'with the same, the colon far behind its name',
    `{"version":1,"profiles":{"default":{"writes":"off"},"default"${' '.repeat(120)}:{}}}`,
    'has "default" twice in one object',
    'correct it, or move it away: mv ',
  ],
  [
    'of a newer version',
    '{"version":2,"profiles":{}}',
    'a newer version of aitronos (2)',
    'use that version, or ',
  ],
  [
    'of a newer version, in another form',
    '{"version":7,"sets":[]}',
    'a newer version',
    'use that version, or ',
  ],
];

describe.each(BROKEN)('a config.json that is %s', (_what, text, said, hint) => {
  const config = () => join(world.current.home, 'config', 'config.json');
  const furnish = () => {
    mkdirSync(join(world.current.home, 'config'), { mode: 0o700 });
    writeFileSync(config(), text, { mode: 0o600 });
  };

  it('stops what needs it, and stays as it is', async () => {
    furnish();
    for (const line of [
      'users get usr_1 --org org_1',
      'config set org org_1',
      'config list',
      'auth switch x',
    ]) {
      const { exit, stdout, stderr } = await world.current.run(line);
      expect({ exit, stdout }, line).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toContain(`error: ${config()} `);
      expect(stderr).toContain(said);
      expect(stderr).toContain(hint);
      if (said.includes('newer')) expect(stderr).not.toContain('mv ');
    }
    expect(readFileSync(config(), 'utf8')).toBe(text);
    expect(world.current.requests).toEqual([]);
  });

  it.each(['config path', 'help environment', 'help', 'completion bash', '--help', '--version'])(
    'does not stop %s',
    async (line) => {
      furnish();
      expect(await world.current.run(line)).toMatchObject({ exit: 0, stderr: '' });
    },
  );

  it('is a failed line of doctor with its cure, and doctor goes on', async () => {
    furnish();
    const { exit, stdout } = await world.current.run('doctor -o json');
    expect(exit).toBe(1);
    const lines: { check: string; result: string; detail: string; cure: string }[] = JSON.parse(stdout);
    const failed = lines.filter(({ result }) => result === 'failed');
    expect(failed.map(({ check }) => check)).toEqual(['config folder']);
    expect(failed[0]?.detail).toContain(said);
    expect(failed[0]?.cure).toContain(hint);
    expect(lines.find(({ check }) => check === 'api')?.result).toBe('ok');
  });

  it('sends no token to the usual address where it may name another', async () => {
    furnish();
    const { exit, stdout } = await world.current.run('doctor -o json', {
      env: { AITRONOS_API_URL: undefined },
    });
    expect(exit).toBe(1);
    const lines: { check: string; result: string; detail: string }[] = JSON.parse(stdout);
    const of = (check: string) => lines.find((line) => line.check === check);
    expect(of('config folder')).toMatchObject({ result: 'failed', detail: expect.stringContaining(said) });
    expect(of('api')).toMatchObject({ result: 'warning', detail: 'not checked: see config folder' });
    expect(of('token')).toMatchObject({ result: 'warning', detail: expect.stringContaining('not tried') });
    expect(world.current.requests).toEqual([]);
  });
});
