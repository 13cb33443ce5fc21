import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { describe, expect, it, vi } from 'vitest';
import { commandTree } from '../../src/program.ts';
import { type CallOptions, type Ended, ORG, SIGNED_OUT, useWorld } from '../world.ts';

const world = useWorld();
const DEPARTMENTS = ['dept_eng001', 'dept_be001', 'dept_sales001', 'dept_support001'];

/** What the program says to a shell in which this line is typed, up to its end. */
function ask(line: string, options?: CallOptions): Promise<Ended> {
  const words = line.split(' ');
  return world.current.run(['__complete', String(words.length - 1), ...words], options);
}

/** The suggestions alone; nothing may be said besides, and it never fails. */
async function suggested(line: string, options?: CallOptions): Promise<string[]> {
  const { exit, stdout, stderr } = await ask(line, options);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((text) => text.split('\t')[0] ?? '');
}

const writeConfig = async (name: string, contents: unknown) => {
  const folder = join(world.current.home, 'config');
  await mkdir(folder, { recursive: true });
  const text = typeof contents === 'string' ? contents : JSON.stringify(contents);
  await writeFile(join(folder, name), text, { mode: 0o600 });
};
const signedIn = (session: object) =>
  writeConfig('credentials.json', {
    version: 1,
    profiles: {
      default: {
        access_token: 'stored-token',
        origin: world.current.url,
        stored_at: '2026-03-01T11:00:00Z',
        ...session,
      },
    },
  });

describe('completion', () => {
  it.each(['json', 'jsonl', 'csv'])('has its script in no other form, as %s', async (format) => {
    const { exit, stdout, stderr } = await world.current.run(`completion bash -o ${format}`);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`so there is no --output ${format} of it`);
  });

  it('knows the commands, and says what they do', async () => {
    const { stdout } = await ask('u');
    expect(stdout).toBe('users\tlist, get, deactivate, reactivate, remove, invite, …\n');
    expect(await suggested('')).toEqual(expect.arrayContaining(['users', 'runs', 'api', 'completion']));
    expect(await suggested('users ')).toEqual(expect.arrayContaining(['list', 'deactivate', 'invite']));
    expect(await suggested('users de')).toEqual(['deactivate']);
    expect(await suggested('--json users re')).toEqual(['reactivate', 'remove']);
    expect(await suggested('nothing ')).toEqual([]);
    expect(world.current.requests).toEqual([]);
  });

  it('knows the options of a command, and those that every command takes', async () => {
    const options = await suggested('users deactivate usr_1 --');
    expect(options).toEqual(
      expect.arrayContaining(['--org', '--transfer-to', '--dry-run', '--json', '--help']),
    );
    expect(new Set(options).size).toBe(options.length);
    expect(await suggested('users deactivate --dr')).toEqual(['--dry-run']);
    expect(await suggested('users deactivate -- --dr')).toEqual([]);
  });

  it('knows choices, also in the same word as their option', async () => {
    expect(await suggested('users list -o ')).toEqual(['table', 'json', 'jsonl', 'csv', 'ids', 'markdown']);
    expect(await suggested('config set output ')).toEqual(['table', 'json', 'jsonl', 'csv']);
    expect(await suggested('config set writes ')).toEqual(['allowed', 'planned', 'off']);
    expect(await suggested('audit list --action remo')).toEqual(['removed']);
    expect(await suggested('users list --output=j')).toEqual(['--output=json', '--output=jsonl']);
    expect(await suggested('users list -oj')).toEqual(['-ojson', '-ojsonl']);
    expect(await suggested('users list --sort last')).toEqual(['last_modified_at']);
    expect(await suggested('users list --status ')).toEqual(['active', 'inactive', 'pending']);
    expect(await suggested('runs show --outcome f')).toEqual(['failed']);
    expect(await suggested('runs show --outcome failed,un')).toEqual(['failed,unchanged', 'failed,unknown']);
    expect(await suggested('runs show --outcome failed,f')).toEqual([]);
    expect(await suggested('users diff --only orphan,l')).toEqual(['orphan,leaver']);
    expect(await suggested('comm')).toEqual(['commands']);
    expect(await suggested('completion ')).toEqual(['bash', 'zsh', 'fish', 'powershell']);
    expect(await suggested('api p')).toEqual(['post', 'put', 'patch']);
    expect(await suggested('help ')).toEqual(expect.arrayContaining(['users', 'environment', 'exit-codes']));
    expect(await suggested('help users de')).toEqual(['deactivate']);
    expect(await suggested('help errors RUN_')).toEqual(
      expect.arrayContaining(['RUN_HELD', 'RUN_NOT_FOUND']),
    );
    expect(await suggested('help options ')).toEqual([]);
  });

  it('knows settings and what they may be', async () => {
    expect(await suggested('config get ')).toEqual(expect.arrayContaining(['org', 'transfer-to', 'protect']));
    expect(await suggested('config set output ')).toEqual(['table', 'json', 'jsonl', 'csv']);
    expect(await suggested('config set credential-store k')).toEqual(['keychain']);
    const env = { AITRONOS_ORG: 'org_xyz789' };
    expect(await suggested('config set transfer-to dept_e', { env })).toEqual(['dept_eng001']);
  });

  it('knows the runs, newest first, and the profiles', async () => {
    const ids = ['20260301-120000-4f2a', '20260302-120000-0001'];
    for (const id of ids) await mkdir(join(world.current.home, 'state', 'runs', id), { recursive: true });
    for (const verb of ['show', 'resume', 'retry', 'undo']) {
      expect(await suggested(`runs ${verb} 2026`), verb).toEqual([...ids].reverse());
    }
    await writeConfig('config.json', { version: 1, profiles: { staging: {} } });
    expect(await suggested('auth switch ')).toEqual(['default', 'staging']);
    expect(await suggested('users list --profile s')).toEqual(['staging']);
  });

  it('leaves files to the shell', async () => {
    for (const option of [
      'users deactivate --from ',
      'api post /x --input=b',
      '--ca-file ',
      'users remove --protect ',
      'users remove --plan ',
      'runs apply ',
    ]) {
      expect((await ask(option)).stdout, option).toBe(':files\n');
    }
  });

  it('says nothing where anything may be typed', async () => {
    for (const line of [
      'users list --search ',
      'users list --limit 1',
      'users get ',
      'api get /v1',
      'doctor ',
    ])
      expect(await suggested(line), line).toEqual([]);
  });

  it('answers every line, however odd', async () => {
    for (const argv of [
      ['__complete'],
      ['__complete', 'x', 'u'],
      ['__complete', '-1', 'a'],
      ['__complete', '99', 'users'],
    ])
      expect(await world.current.run(argv)).toMatchObject({ exit: 0, stderr: '' });
    for (const line of [
      '-',
      '--',
      '---',
      '--=',
      '-o',
      '--output --output ',
      '-qy -',
      'users "quoted',
      'users $(touch x',
    ])
      expect(await ask(line), line).toMatchObject({ exit: 0, stderr: '' });
  });
});

describe('completion from the API', () => {
  it('knows the departments, with their names', async () => {
    const { stdout } = await ask(`users deactivate usr_1 ${ORG} --transfer-to `);
    expect(stdout.split('\n')[0]).toBe('dept_eng001\tEngineering');
    expect(await suggested(`users deactivate ${ORG} --transfer-to=dept_s`)).toEqual([
      '--transfer-to=dept_sales001',
      '--transfer-to=dept_support001',
    ]);
    expect(world.current.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/organizations/org_xyz789/departments',
    ]);
  });

  it('knows the roles, with the organization from where every command takes it', async () => {
    const env = { AITRONOS_ORG: 'org_xyz789' };
    expect(await suggested('users list --role role_a', { env })).toEqual(['role_admin', 'role_admin1']);
    await writeConfig('config.json', { version: 1, profiles: { default: { org: 'org_xyz789' } } });
    expect(await suggested('users invite a@b.c --role role_a')).toEqual(['role_admin', 'role_admin1']);
  });

  it.each([
    ['a bare array', (rows: object[]) => rows],
    ['a list object', (rows: object[]) => ({ items: rows, total: 2 })],
  ])('knows the organizations, from %s', async (_, shape) => {
    const rows = [
      { id: 'org_xyz789', name: 'Example' },
      { id: 'org_other', name: null },
    ];
    await world.current.script({ status: 200, body: shape(rows) });
    expect((await ask('users list --org ')).stdout).toBe('org_xyz789\tExample\norg_other\t\n');
    expect(world.current.requests.map(({ path }) => path)).toEqual(['/v1/organizations?limit=100']);
  });

  it('knows every option that takes an id', async () => {
    await world.current.script({ status: 200, body: [] });
    const asked: string[] = [];
    for (const [name, option] of idOptions(tree(), '')) {
      const env = { AITRONOS_ACCESS_TOKEN: `token-${asked.length}`, AITRONOS_ORG: 'org_xyz789' };
      await suggested(`${name} ${option} `, { env });
      asked.push(`${name} ${option}`);
      expect(world.current.requests.length, asked.at(-1)).toBe(asked.length);
    }
    expect(asked).toEqual(expect.arrayContaining(['users deactivate --transfer-to', 'users invite --role']));
  });

  it('asks once in five minutes, and keeps the answer for its owner alone', async () => {
    const line = `users deactivate ${ORG} --transfer-to `;
    expect(await suggested(line)).toEqual(DEPARTMENTS);
    await world.current.clock.sleep(299_000);
    expect(await suggested(line)).toEqual(DEPARTMENTS);
    expect(world.current.requests).toHaveLength(1);
    await world.current.clock.sleep(1_000);
    expect(await suggested(line)).toEqual(DEPARTMENTS);
    expect(world.current.requests).toHaveLength(2);
    const file = join(world.current.home, 'state', 'completion.json');
    const { mode } = await stat(file);
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).not.toContain('sandbox-access-token');
  });

  it('keeps nothing for another token, organization or address', async () => {
    const line = (org: string) => `users deactivate --org ${org} --transfer-to `;
    await world.current.script({ status: 200, body: [{ id: 'dept_1', name: 'One' }] });
    await suggested(line('org_1'));
    await suggested(line('org_2'));
    await suggested(line('org_1'), { env: { AITRONOS_ACCESS_TOKEN: 'other-token' } });
    await suggested(line('org_1'), { env: { ...SIGNED_OUT, AITRONOS_API_KEY: 'a-key' } });
    expect(world.current.requests).toHaveLength(4);
    expect(await suggested(line('org_1'))).toEqual(['dept_1']);
    expect(world.current.requests).toHaveLength(4);
    const first = world.current.url;
    await world.current.script({ status: 200, body: [{ id: 'dept_2', name: 'Two' }] });
    expect(await suggested(line('org_1'))).toEqual(['dept_2']);
    expect(await suggested(`--api-url ${first} ${line('org_1')}`)).toEqual(['dept_1']);
  });

  it('asks the sandbox where the line says so', async () => {
    expect(await suggested(`--sandbox users deactivate ${ORG} --transfer-to dept_b`)).toEqual(['dept_be001']);
    expect(world.current.requests).toEqual([]);
  });

  it('asks as the profile of the line', async () => {
    const profiles = { staging: { 'api-url': world.current.url, org: 'org_xyz789' } };
    await writeConfig('config.json', { version: 1, profiles });
    const line = (more: string) => `${more} users deactivate --transfer-to dept_e`;
    const env = { AITRONOS_API_URL: undefined };
    expect(await suggested(line('--profile staging'), { env })).toEqual(['dept_eng001']);
    expect(await suggested(line('-q'), { env })).toEqual([]);
  });

  it('lets nothing but ids onto the line, and no control characters onto the screen', async () => {
    const rows = [
      { id: 'dept_1', name: '\u001b[2JOne\tor\ntwo\u202e' },
      { id: 'dept_$(touch x)', name: 'Bad' },
      { id: 'role_1', name: 'Role' },
      { id: 7 },
      null,
      { id: 'dept_2', name: 'Closed', is_active: false },
      { id: 'dept_3' },
    ];
    await world.current.script({ status: 200, body: rows });
    expect((await ask(`users deactivate ${ORG} --transfer-to `)).stdout).toBe(
      'dept_1\tOneor two\ndept_3\t\n',
    );
  });
});

describe('completion that cannot ask', () => {
  const LINE = `users deactivate ${ORG} --transfer-to `;

  it('waits one second at most', async () => {
    await world.current.script('hang');
    const before = world.current.clock.now();
    expect(await suggested(LINE)).toEqual([]);
    expect(world.current.clock.now() - before).toBe(1000);
    expect(world.current.requests).toHaveLength(1);
  });

  it.each(['reset', 'cut'] as const)(
    'is silent when the connection is %s, and does not try again',
    async (step) => {
      await world.current.script(step);
      expect(await suggested(LINE)).toEqual([]);
      expect(world.current.requests).toHaveLength(1);
    },
  );

  it.each([
    { status: 401, body: {} },
    { status: 403, body: {} },
    { status: 429, headers: { 'retry-after': '2' } },
    { status: 500 },
    { status: 302, headers: { location: '/' } },
    { status: 200, body: '<html>' },
    { status: 200, body: { departments: 'none' } },
    { status: 200, body: 'null' },
  ])('is silent when the API answers %j', async (step) => {
    await world.current.script(step);
    expect(await suggested(LINE)).toEqual([]);
    expect(await suggested('users list --org ')).toEqual([]);
  });

  it('keeps no failure', async () => {
    await world.current.script({ status: 500 }, { status: 200, body: [{ id: 'dept_1' }] });
    expect(await suggested(LINE)).toEqual([]);
    expect(await suggested(LINE)).toEqual(['dept_1']);
  });

  it('asks nobody without a credential or the id of an organization', async () => {
    expect(await suggested(LINE, { env: SIGNED_OUT, terminal: true })).toEqual([]);
    expect(await suggested('users deactivate --transfer-to ')).toEqual([]);
    expect(await suggested('users deactivate --org Acme --transfer-to ')).toEqual([]);
    expect(await suggested(LINE, { env: { AITRONOS_ACCESS_TOKEN: 'white space' } })).toEqual([]);
    expect(world.current.requests).toEqual([]);
  });

  it('asks with a stored token, but neither renews one nor opens a keychain', async () => {
    await world.current.script({ status: 200, body: [{ id: 'dept_1' }] });
    await signedIn({ refresh_token: 'refresh', expires_at: '2026-03-01T11:59:59Z' });
    expect(await suggested(LINE, { env: SIGNED_OUT })).toEqual([]);
    await signedIn({ access_token: undefined, store: 'keychain', renewable: true });
    const opens = vi.spyOn(world.current.keychain, 'get');
    expect(await suggested(LINE, { env: SIGNED_OUT })).toEqual([]);
    expect(opens).not.toHaveBeenCalled();
    await signedIn({ origin: 'https://api.aitronos.com' });
    expect(await suggested(LINE, { env: SIGNED_OUT })).toEqual([]);
    expect(world.current.requests).toEqual([]);
    await signedIn({ refresh_token: 'refresh', expires_at: '2026-03-01T12:00:10Z' });
    expect(await suggested(LINE, { env: SIGNED_OUT })).toEqual(['dept_1']);
    expect(world.current.requests.map(({ path, headers }) => [path, headers['authorization']])).toEqual([
      ['/v1/organizations/org_xyz789/departments', 'Bearer stored-token'],
    ]);
  });

  it.each([
    ['a broken config.json', async () => writeConfig('config.json', '{')],
    ['a file where the state folder should be', async () => writeFile(join(world.current.home, 'state'), '')],
    [
      'a broken cache',
      async () => {
        await mkdir(join(world.current.home, 'state'));
        await writeFile(join(world.current.home, 'state', 'completion.json'), '{"x":1,"y":{"at":');
      },
    ],
  ])('still knows what needs no asking with %s', async (_, spoil) => {
    await spoil();
    expect(await suggested('users dea')).toEqual(['deactivate']);
    expect(await suggested('users list -o j')).toEqual(['json', 'jsonl']);
    expect((await ask(LINE)).stderr).toBe('');
  });

  it.each(['{"x":null}', '{"x":7}', '{"x":{"at":"now"}}', '[null]', '{'])(
    'asks again where the cache holds %s',
    async (text) => {
      await mkdir(join(world.current.home, 'state'));
      await writeFile(join(world.current.home, 'state', 'completion.json'), text);
      expect(await suggested(LINE)).toEqual(DEPARTMENTS);
    },
  );

  it('answers without a cache', async () => {
    await writeFile(join(world.current.home, 'state'), '');
    expect(await suggested(LINE)).toEqual(DEPARTMENTS);
  });

  it('says nothing about bad variables, and nothing for --debug', async () => {
    await world.current.script({ status: 500 });
    const env = { AITRONOS_OUTPUT: 'bogus', AITRONOS_DEBUG: '1', AITRONOS_TIMEOUT: 'long' };
    expect(await suggested('users dea', { env })).toEqual(['deactivate']);
    expect(await suggested(LINE, { env })).toEqual([]);
    expect(await suggested(`--api-url nonsense ${LINE}`)).toEqual([]);
  });
});

describe('aitronos completion', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell'])(
    'prints the script for %s, whatever format is stored',
    async (shell) => {
      const { exit, stdout, stderr } = await world.current.run(`completion ${shell}`);
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
      expect(stdout).toContain('aitronos __complete');
      const env = { AITRONOS_OUTPUT: 'json' };
      expect((await world.current.run(`completion ${shell}`, { env })).stdout).toBe(stdout);
    },
  );

  it('asks in PowerShell for the words up to the cursor, and shows what the suggestions mean', async () => {
    const { stdout } = await world.current.run('completion powershell');
    expect(stdout).toContain('Register-ArgumentCompleter -Native -CommandName aitronos -ScriptBlock {');
    expect(stdout).toContain('$found = @(aitronos __complete $before $words 2>$null)');
    expect(stdout).toContain(
      "[System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)",
    );
    expect([...stdout].filter((character) => character === '{')).toHaveLength(
      [...stdout].filter((character) => character === '}').length,
    );
  });

  it('knows no other shell', async () => {
    const { exit, stderr } = await world.current.run('completion csh');
    expect(exit).toBe(2);
    expect(stderr).toContain('expected one of bash, zsh, fish, powershell, got "csh"');
  });
});

const tree = () =>
  commandTree({
    argv: [
      'users',
      'departments',
      'roles',
      'runs',
      'auth',
      'config',
      'sandbox',
      'api',
      'completion',
      'doctor',
    ],
    stdout: process.stdout,
  });

/** Every option that takes an id, with the command it belongs to. */
function* idOptions(command: CommandUnknownOpts, name: string): Generator<[string, string]> {
  for (const { long, flags } of command.options) {
    // The id of a ticket is another system's.
    if (long && long !== '--ticket' && /<(id|role|department|organization)>/.test(flags)) yield [name, long];
  }
  for (const child of command.commands) yield* idOptions(child, `${name} ${child.name()}`.trim());
}
