import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();
const file = () => join(world.current.home, 'config', 'config.json');
const set = (name: string, value: string, more = '') =>
  world.current.run(`config set ${name} ${value} ${more}`);

describe('config', () => {
  it.each([
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['blanks around it', (text: string) => `\n ${text}\n\n`],
  ])('changes a file that an editor left with %s', async (_, edited) => {
    await set('org', 'org_xyz789');
    await writeFile(file(), edited(await readFile(file(), 'utf8')));
    expect(await set('timeout', '9')).toMatchObject({ exit: 0, stderr: '' });
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({
      version: 1,
      profiles: { default: { org: 'org_xyz789', timeout: 9 } },
    });
  });

  it('stores a default, which the next call uses', async () => {
    expect(await set('org', 'org_xyz789')).toEqual({
      exit: 0,
      stdout: 'org is now org_xyz789\n',
      stderr: '',
    });
    await set('transfer-to', 'dept_eng001');
    const { exit } = await world.current.run('users deactivate usr_abc123');
    expect(exit).toBe(0);
    expect(world.current.requests[0]?.path).toBe('/v1/organizations/org_xyz789/users/usr_abc123/deactivate');
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({
      version: 1,
      profiles: { default: { org: 'org_xyz789', 'transfer-to': 'dept_eng001' } },
    });
  });

  it.each([
    [
      'org',
      'org_xyz789',
      { AITRONOS_ORG: 'org_other' },
      'note: AITRONOS_ORG is set and wins over what is stored\n',
    ],
    ['org', 'org_xyz789', { AITRONOS_ORG: 'org_xyz789' }, ''],
    ['org', 'org_xyz789', { AITRONOS_ORG: '' }, ''],
    [
      'writes',
      'off',
      { AITRONOS_WRITES: 'planned' },
      'note: AITRONOS_WRITES is set too, and the stricter of the two counts\n',
    ],
    ['max', '20', {}, ''],
  ])(
    'says where a variable keeps what is stored from being used: %s %s %j',
    async (name, value, env, note) => {
      const ended = await world.current.run(`config set ${name} ${value}`, { env });
      expect(ended).toEqual({ exit: 0, stdout: `${name} is now ${value}\n`, stderr: note });
    },
  );

  it('lists every setting with its value and where it comes from', async () => {
    await set('org', 'org_stored');
    await set('timeout', '12.5');
    const env = { AITRONOS_ORG: 'org_environment', AITRONOS_RETRIES: '5' };
    const { stdout } = await world.current.run('config list --json --timeout 7', { env });
    expect(JSON.parse(stdout)).toEqual([
      { name: 'org', value: 'org_environment', source: 'environment' },
      { name: 'transfer-to', value: null, source: null },
      { name: 'api-url', value: world.current.url, source: 'environment' },
      { name: 'output', value: 'json', source: 'flag' },
      { name: 'timeout', value: 7, source: 'flag' },
      { name: 'retries', value: 5, source: 'environment' },
      { name: 'ca-file', value: null, source: null },
      { name: 'time-zone', value: null, source: null },
      { name: 'max', value: null, source: null },
      { name: 'protect', value: null, source: null },
      { name: 'require', value: null, source: null },
      { name: 'writes', value: 'allowed', source: 'default' },
      { name: 'credential-store', value: 'file', source: 'default' },
    ]);
    const table = await world.current.run('config list', { env: { AITRONOS_API_URL: undefined } });
    expect(table.stdout).toBe(
      [
        'NAME              VALUE                     SOURCE',
        'org               org_stored                stored',
        'transfer-to       -                         -',
        'api-url           https://api.aitronos.com  default',
        'output            table                     default',
        'timeout           12.5                      stored',
        'retries           3                         default',
        'ca-file           -                         -',
        'time-zone         -                         -',
        'max               -                         -',
        'protect           -                         -',
        'require           -                         -',
        'writes            allowed                   default',
        'credential-store  file                      default',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['org', 'org_1'],
    ['transfer-to', 'dept_1'],
    ['api-url', 'https://api.staging.aitronos.com'],
    ['output', 'jsonl'],
    ['timeout', '5'],
    ['retries', '0'],
    ['protect', 'usr_1,usr_2'],
    ['credential-store', 'keychain'],
  ])('sets, gets and unsets %s', async (name, value) => {
    const env = { AITRONOS_API_URL: undefined };
    expect((await set(name, value)).exit).toBe(0);
    const got = await world.current.run(`config get ${name} -o table`, { env });
    if (name !== 'output') expect(got.stdout).toBe(`${value}\n`);
    expect(JSON.parse(await readFile(file(), 'utf8')).profiles.default[name]).toBeDefined();
    await world.current.run(`config unset ${name}`);
    expect(JSON.parse(await readFile(file(), 'utf8')).profiles.default).toEqual({});
  });

  it('gets nothing where nothing is set: exit 1, with the command that sets it', async () => {
    const { exit, stdout, stderr } = await world.current.run('config get org');
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toBe('error: org is not set (NOT_SET)\nhint: aitronos config set org <value>\n');
  });

  it('is no failure to unset what is not stored', async () => {
    expect((await world.current.run('config unset org')).stdout).toBe('org was not stored\n');
  });

  it('keeps profiles apart', async () => {
    await set('org', 'org_one');
    await set('org', 'org_two', '--profile other');
    expect((await world.current.run('config get org')).stdout).toBe('org_one\n');
    expect((await world.current.run('--profile other config get org')).stdout).toBe('org_two\n');
  });

  it.each([
    ['org', 'usr_1', /org: expected an organization id/],
    ['timeout', '0', /timeout: expected a number of seconds/],
    [
      'colour',
      'red',
      /expected one of org, transfer-to, api-url, output, timeout, retries, ca-file, time-zone, max, protect/,
    ],
  ])('refuses %s %s and stores nothing', async (name, value, words) => {
    const { exit, stderr } = await set(name, value);
    expect(exit).toBe(2);
    expect(stderr).toMatch(words);
    await expect(readFile(file())).rejects.toThrow('ENOENT');
  });

  it('prints the path of its file', async () => {
    expect((await world.current.run('config path')).stdout).toBe(`${file()}\n`);
  });

  it('says which stored value is wrong, before anything is sent', async () => {
    await mkdir(join(world.current.home, 'config'));
    await writeFile(file(), '{"version":1,"profiles":{"default":{"timeout":"soon"}}}');
    const { exit, stderr } = await world.current.deactivate();
    expect(exit).toBe(2);
    expect(stderr).toContain('stored timeout: expected a number of seconds');
    expect(world.current.requests).toEqual([]);
  });

  it('names a config file that is not JSON, leaves it as it is, and sends nothing', async () => {
    await mkdir(join(world.current.home, 'config'));
    await writeFile(file(), '{"version":1,');
    for (const line of [
      'config list',
      'config set org org_1',
      'users deactivate usr_1 --org org_1 --transfer-to dept_1',
    ]) {
      const { exit, stderr } = await world.current.run(line);
      expect(exit).toBe(2);
      expect(stderr).toContain(`${file()} is not JSON (BAD_FILE)\nhint: correct it, or move it away: mv`);
    }
    expect(await readFile(file(), 'utf8')).toBe('{"version":1,');
    expect(world.current.requests).toEqual([]);
  });

  it('names the file when its folder cannot be written', async () => {
    await writeFile(join(world.current.home, 'config'), 'a file where the folder should be');
    const { exit, stderr } = await set('org', 'org_1');
    expect(exit).toBe(1);
    expect(stderr).toContain(`cannot write ${file()}: `);
    expect(stderr).toContain('(FILE)');
  });
});
