import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();

interface Told {
  readonly name: string;
  readonly effect: Readonly<Record<string, unknown>> | null;
  readonly arguments: readonly Readonly<Record<string, unknown>>[];
  readonly options: readonly Readonly<Record<string, unknown>>[];
  readonly exit_codes: readonly number[];
  readonly examples: readonly { readonly command: string }[];
  readonly commands: readonly Told[];
}

const every = (command: Told): readonly Told[] => [command, ...command.commands.flatMap(every)];

async function json(line: string) {
  const { exit, stdout, stderr } = await world.current.run(line);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  return JSON.parse(stdout);
}

/** The tree never changes, so that it is asked for once. */
let known: readonly Told[] | undefined;
const tree = async (): Promise<readonly Told[]> => {
  known ??= (await json('commands --json')).commands.flatMap(every);
  return known ?? [];
};
const option = (told: Told | undefined, name: string) => told?.options.find((each) => each['name'] === name);

describe('the tree of commands', () => {
  it('is a line a command at a terminal, which fits it, and says what changes', async () => {
    const { exit, stdout } = await world.current.run('commands', { terminal: true, columns: 80, rows: 200 });
    expect(exit).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines).toContain('    deactivate          deactivate users (changes)');
    expect(lines).toContain('    list                list the people of an organization');
  });

  it('is whole in JSON, in the order of the help', async () => {
    const all = await tree();
    const { stdout } = await world.current.run('commands -o csv');
    const verbs = all.filter(({ commands }) => commands.length === 0);
    expect(stdout.trimEnd().split('\n').length).toBe(verbs.length + 1);
    expect(verbs.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['users deactivate', 'api', 'runs undo']),
    );
    for (const { name, effect, examples, exit_codes } of verbs) {
      expect(effect, name).not.toBeNull();
      expect(examples, name).not.toEqual([]);
      expect(examples.map(({ command }) => command).join('\n'), name).toContain(`aitronos ${name}`);
      expect(exit_codes, name).toEqual(expect.arrayContaining([0, 1, 2, 130]));
    }
  });

  it('is a line a verb in JSON Lines', async () => {
    const { stdout } = await world.current.run('commands -o jsonl');
    const verbs = (await tree()).filter(({ commands }) => commands.length === 0);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(verbs);
  });

  it('tells of the program: version, options of every command, exit codes, variables', async () => {
    const told = await json('commands --json');
    expect(Object.keys(told)).toEqual([
      ...['schema_version', 'program', 'version', 'description', 'usage', 'options', 'exit_codes'],
      ...['environment', 'examples', 'notes', 'commands'],
    ]);
    expect(option(told, '--output')).toMatchObject({
      short: '-o',
      default: 'table',
      environment: 'AITRONOS_OUTPUT',
      setting: 'output',
    });
    expect(option(told, '--output')?.['choices']).toContain('jsonl');
    expect(told.environment).toContainEqual({
      variable: 'AITRONOS_ORG',
      option: '--org',
      meaning: 'the organization',
    });
    expect(told.exit_codes.map(({ code }: { code: number }) => code)).toEqual([0, 1, 2, 3, 4, 5, 130]);
  });
});

describe('an option in JSON', () => {
  it.each([
    ['users deactivate', '--org', { required: true, format: 'organization', setting: 'org' }],
    ['users remove', '--transfer-to', { required: false, environment: null, setting: null }],
    ['users deactivate', '--transfer-to', { required: true, environment: 'AITRONOS_TRANSFER_TO' }],
    ['users deactivate', '--no-check', { type: 'boolean', negates: '--check', hidden: false }],
    ['users update-memberships', '--no-roles', { negates: '--role' }],
    ['users update-memberships', '--role', { repeatable: true, format: 'role' }],
    ['users list', '--role', { repeatable: false, format: 'role' }],
    ['users list', '--limit', { type: 'integer', default: 50 }],
    ['users list', '--sort', { choices: expect.arrayContaining(['email']), is_list: false }],
    ['users diff', '--only', { choices: expect.arrayContaining(['orphan', 'protected']), is_list: true }],
    ['users deactivate', '--where', { hidden: true, repeatable: true, group: 'For a file of users:' }],
    ['users deactivate', '--time-zone', { setting: 'time-zone', format: 'time-zone', hidden: true }],
    ['users deactivate', '--ids-only', { hidden: true, type: 'boolean' }],
    ['users deactivate', '--yes', { short: '-y', flags: '-y, --yes' }],
    ['runs apply', '--org', { required: false, environment: 'AITRONOS_ORG', setting: null }],
    ['users deactivate', '--max', { setting: 'max' }],
    ['users deactivate', '--protect', { setting: null }],
    ['users deactivate', '--missing', { default: 'fail', choices: ['fail', 'skip'] }],
    ['runs apply', '--drift', { default: 'fail' }],
    ['runs delete', '--before', { required: true, format: 'date' }],
    ['sandbox start', '--token-ttl', { type: 'integer', default: 3600 }],
  ] as const)('%s %s', async (name, wanted, expected) => {
    const told = (await tree()).find((command) => command.name === name);
    expect(option(told, wanted)).toMatchObject(expected);
  });

  it('may be given several times where its words say so', async () => {
    for (const { name, options } of await tree()) {
      for (const { name: flag, description, repeatable } of options) {
        const said = /may be repeated|one more|the value is always text/.test(String(description));
        expect(repeatable, `${name} ${flag}`).toBe(said);
      }
    }
  });
});

describe('an argument in JSON', () => {
  it.each([
    ['users get', { usage: '<user>', required: true, repeatable: false, format: 'user' }],
    ['users deactivate', { usage: '[user...]', required: false, repeatable: true }],
    ['completion', { choices: ['bash', 'zsh', 'fish', 'powershell'] }],
    ['api', { name: 'method', choices: expect.arrayContaining(['patch']) }],
  ] as const)('%s', async (name, expected) => {
    const told = (await tree()).find((command) => command.name === name);
    expect(told?.arguments[0]).toMatchObject(expected);
  });
});

describe('the help of a command in JSON', () => {
  it.each([
    'users deactivate --help --json',
    'users deactivate --json --help',
    '--json --help users deactivate',
    'users --help -o json deactivate',
    '--json users deactivate -h',
    'users deactivate -h -o json',
    'users deactivate -ojson -h',
    'users deactivate usr_1 --org org_1 --json -h',
    'help users deactivate --json',
    'users help deactivate --json',
    '--output=json help users deactivate',
    'users deactivate --help -o jsonl',
  ])('%s is the same object as in the whole tree', async (line) => {
    expect(await json(line)).toEqual((await tree()).find(({ name }) => name === 'users deactivate'));
  });

  it.each(['users --help --json', 'users --json', 'help users --json'])(
    '%s has the verbs in it',
    async (line) => {
      expect(await json(line)).toEqual((await tree()).find(({ name }) => name === 'users'));
    },
  );

  it.each(['--help --json', '-h --json', 'help --json', '--json'])('%s is the whole tree', async (line) => {
    expect(await json(line)).toEqual(await json('commands --json'));
  });

  it.each(['api', 'runs undo', 'users diff', 'commands', 'help'])('is that of %s', async (name) => {
    expect(await json(`help ${name} --json`)).toEqual((await tree()).find((told) => told.name === name));
  });

  it.each([
    ['by a variable', { AITRONOS_OUTPUT: 'json' }, ''],
    ['with csv', {}, '-o csv'],
    ['behind --', {}, '-- --json'],
  ])('is the page that people read %s', async (_, env, more) => {
    const { exit, stdout } = await world.current.run(`users get --help ${more}`, { env });
    expect(exit).toBe(0);
    expect(stdout).toContain('Usage: aitronos users get');
  });

  it.each(['users get --help --json', 'help users get -o json', 'users --json -h', 'commands --json'])(
    'has no fields to choose from: %s',
    async (line) => {
      for (const fields of ['--fields name,summary', '--fields=name']) {
        const { exit, stdout, stderr } = await world.current.run(`${line} ${fields}`);
        expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
        expect(JSON.parse(stderr).error.message).toBe('this answer has no fields that --fields could choose');
      }
    },
  );

  it('is the page all the same where the fields of a list were typed before it', async () => {
    const { exit, stdout } = await world.current.run('users list --fields id --help');
    expect(exit).toBe(0);
    expect(stdout).toContain('Usage: aitronos users list');
  });

  it('is no JSON where it is the version', async () => {
    expect((await world.current.run('--version --json')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('is a usage error where there is no such command', async () => {
    const { exit, stdout, stderr } = await world.current.run('help users deactivat --json');
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(JSON.parse(stderr).error).toMatchObject({
      code: 'USAGE',
      details: { nearest: ['help users deactivate', 'help users reactivate'] },
    });
  });
});
