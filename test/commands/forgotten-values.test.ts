import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { commandTree } from '../../src/program.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

const CHANGE = 'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001';

describe('an option whose value was forgotten', () => {
  it.each([
    ['--log-file', `${CHANGE} --log-file --dry-run`],
    ['--log-file', `--log-file --dry-run ${CHANGE}`],
    ['--log-file', `users --log-file --json deactivate usr_abc123 --org org_xyz789`],
    ['--summary-file', `${CHANGE} --summary-file --check`],
    ['--summary-file', 'users list --org org_xyz789 --summary-file --json'],
    ['--summary-file', `${CHANGE} --summary-file --no-input`],
    ['--protect', `${CHANGE} --protect --dry-run`],
    ['--transfer-to', 'users deactivate usr_abc123 --org org_xyz789 --transfer-to --dry-run'],
    ['--transfer-to', 'users deactivate usr_abc123 --transfer-to --sandbox Sales'],
    ['--from', 'users deactivate --org org_xyz789 --transfer-to dept_eng001 --from --yes'],
    ['--from', 'users deactivate --org org_xyz789 --transfer-to dept_eng001 --from -y'],
    ['--where', 'users deactivate --org org_xyz789 --transfer-to dept_eng001 --where --dry-run'],
    ['--search', 'users list --org org_xyz789 --search --json'],
    ['--search', 'users list --org org_xyz789 --search -jane'],
    ['--ca-file', `${CHANGE} --ca-file --debug`],
    ['--profile', `${CHANGE} --profile --quiet`],
    ['--output', `${CHANGE} -o --dry-run`],
    ['--output', `${CHANGE} -qo --dry-run`],
    ['--header', 'api get /v1/x --header --json'],
    ['--log-file', `${CHANGE} --log-file -- --dry-run`],
    ['--log-file', `${CHANGE} --log-file --dry-run=1`],
  ])('%s is named: %s', async (option, line) => {
    const before = await readdir('.');
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout, sent: world.current.requests.length }).toEqual({ exit: 2, stdout: '', sent: 0 });
    expect(stderr).toContain(`${option} has no value`);
    expect(stderr).toContain(`with a dash: ${option}=-`);
    expect(await readdir('.')).toEqual(before);
  });

  it('is refused for every option with a value that any verb takes', async () => {
    const tree = commandTree({ argv: NOUNS, stdout: process.stdout });
    const lines = [...verbs(tree)].flatMap(({ path, command }) =>
      [...command.options, ...tree.options]
        .filter((option) => option.required)
        .map((option) => [...path, option.long ?? '', '--dry-run']),
    );
    expect(lines.length).toBeGreaterThan(200);
    for (const line of lines) {
      const { exit, stderr } = await world.current.run(line);
      expect({ line, exit, said: stderr.includes(`${line.at(-2)} has no value`) }).toEqual({
        line,
        exit: 2,
        said: true,
      });
    }
    expect(world.current.requests).toEqual([]);
  });

  it('is not shown where it may be a secret', async () => {
    const { stderr } = await world.current.run(['api', 'get', '/v1/x', '--header', '-hunter2']);
    expect(stderr).toContain('--header has no value: a word with a dash is in its place');
    expect(stderr).not.toContain('hunter2');
  });
});

describe('a value that begins with a dash', () => {
  it.each([
    'users list --org org_xyz789 --search=-jane',
    'users list --org org_xyz789 --search=--json',
    'users list --org org_xyz789 --search -5',
  ])('is taken: %s', async (line) => {
    expect((await world.current.run(line)).exit).toBe(0);
    expect(world.current.requests).toHaveLength(1);
  });

  it('is stdin where it is nothing else', async () => {
    const line = 'users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --dry-run';
    expect((await world.current.run(line, { stdin: 'usr_abc123\n' })).exit).toBe(0);
  });

  it('is looked at by its own parser where it is a number', async () => {
    const { exit, stderr } = await world.current.run(`${CHANGE} --retries -5`);
    expect(exit).toBe(2);
    expect(stderr).not.toContain('has no value');
  });
});

const NOUNS = [
  'users organizations departments roles runs auth config doctor completion sandbox api help',
].flatMap((words) => words.split(' '));

type Command = ReturnType<typeof commandTree>;

function* verbs(command: Command, path: string[] = []): Generator<{ path: string[]; command: Command }> {
  for (const child of command.commands) {
    const own = [...path, child.name()];
    if (child.commands.length === 0) yield { path: own, command: child };
    yield* verbs(child, own);
  }
}

/** Values as a variable that is not set leaves them, `"$NAME"`; each is named with its option. */
const EMPTY: readonly (readonly [line: string, flag: string, value: string])[] = [
  ['users list', '--search', ''],
  ['users list', '--search', ' '],
  ['users deactivate --transfer-to dept_eng001', '--from', ''],
  ['users deactivate usr_1 usr_2 --transfer-to dept_eng001 --yes', '--protect', ''],
  ['users diff', '--roster', ''],
  ['api post /v1/x', '--input', ''],
];

describe('an empty value', () => {
  it.each(EMPTY)('%s %s %j is refused, and nothing is sent', async (line, flag, value) => {
    const org = line.startsWith('api') ? [] : ['--org', 'org_xyz789'];
    const { exit, stdout, stderr } = await world.current.run([...line.split(' '), ...org, flag, value]);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`got ${JSON.stringify(value)}`);
    expect(stderr).not.toContain('there is no such file');
    expect(world.current.requests).toEqual([]);
  });
});
