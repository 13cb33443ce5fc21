import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { apiCodes } from '../../src/errors/api-cures.ts';
import { ERROR_ENTRIES } from '../../src/errors/catalogue/catalogue.ts';
import { EXIT } from '../../src/errors/exit-codes.ts';
import { SETTINGS } from '../../src/settings/settings.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const source = fileURLToPath(new URL('../../src', import.meta.url));

describe('help', () => {
  it.each([
    ['help', /^Administer [\s\S]*\nUsage: aitronos \[options\] \[command\]\n/],
    ['help users', /^Find [\s\S]*\nUsage: aitronos users /],
    ['help users deactivate', /^Deactivate [\s\S]*\nUsage: aitronos users deactivate /],
    ['users help deactivate', /^Deactivate [\s\S]*\nUsage: aitronos users deactivate /],
    ['users help', /^Find [\s\S]*\nUsage: aitronos users /],
    ['runs help -q', /^The record [\s\S]*\nUsage: aitronos runs /],
    ['--help users', /^Find [\s\S]*\nUsage: aitronos users /],
    ['--help users deactivate', /^Deactivate [\s\S]*\nUsage: aitronos users deactivate /],
    ['-q -h --profile x users deactivate usr_abc123', /^Deactivate /],
    ['users --help deactivate', /^Deactivate /],
    ['help help', /^Print [\s\S]*\nUsage: aitronos help /],
  ])('is the page of a command: %s', async (line, page) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toMatch(page);
  });

  it.each([
    ['--help nope', "unknown command 'nope'", '`aitronos --help` shows'],
    ['-h user', "unknown command 'user'", 'did you mean `aitronos users'],
    ['--help users deactivte', "unknown command 'deactivte'", 'did you mean `aitronos users deactivate'],
    ['users --help nope', "unknown command 'nope'", '`aitronos users --help` shows'],
    ['users help deactivte', "unknown command 'deactivte'", 'did you mean `aitronos users deactivate'],
    ['users list help', 'too many arguments', 'did you mean `aitronos users list --help`?'],
    ['doctor help', 'too many arguments', 'did you mean `aitronos doctor --help`?'],
    ['users get help', 'got "help"', 'did you mean `aitronos users get --help`?'],
    ['users deactivate help', 'got "help"', 'did you mean `aitronos users deactivate --help`?'],
  ])('refuses a word that is no command behind --help: %s', async (line, words, cure) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).toContain(cure);
  });

  it.each(['--help --profile work', '--help -o table users', '--help --nope', 'users --help --search x'])(
    'takes what stands behind an option for its value: %s',
    async (line) => {
      expect(await world.current.run(line)).toMatchObject({ exit: 0, stderr: '' });
    },
  );

  it.each(['environment users', 'options errors', 'exit-codes 3'])(
    'knows one topic at once: %s',
    async (words) => {
      const [topic] = words.split(' ');
      const { exit, stderr } = await world.current.run(`help ${words}`);
      const hint = `did you mean \`aitronos help ${topic}\`?`;
      expect({ exit, stderr }).toEqual({
        exit: 2,
        stderr: `error: no command or topic '${words}' (USAGE)\nhint: ${hint}\n`,
      });
    },
  );

  it.each(['help nothing', 'help users nothing'])('knows no other: %s', async (line) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toBe(
      `error: no command or topic '${line.slice(5)}' (USAGE)\nhint: \`aitronos help\` lists them\n`,
    );
  });

  it('exit-codes tells of every code, in every format', async () => {
    const { stdout } = await world.current.run('help exit-codes --json');
    const codes = JSON.parse(stdout).map(({ code }: { code: number }) => code);
    expect(codes).toEqual(Object.values(EXIT));
    expect((await world.current.run('help exit-codes')).stdout).toMatch(
      /\n {2}0 {4}every user .*\n {7}-> go on\n {2}1 /,
    );
    expect((await world.current.run('help exit-codes -o csv')).stdout).toContain('\n130,"interrupted, or');
  });

  it('errors tells of every code: its exit codes, cause, cure and example, in every format', async () => {
    const { stdout } = await world.current.run('help errors --json');
    const told: Record<string, unknown>[] = JSON.parse(stdout);
    const codes = [...Object.keys(ERROR_ENTRIES), ...apiCodes().map(({ code }) => code)];
    expect(told.map(({ code }) => code)).toEqual([...new Set(codes)]);
    expect(told.find(({ code }) => code === 'RUN_NOT_FOUND')).toEqual({
      code: 'RUN_NOT_FOUND',
      exit_codes: [1],
      cause: expect.stringContaining('no run has this id'),
      cure: '`aitronos runs list` shows them all',
      example: { lines: ['aitronos runs show 19990101'] },
      no_example: null,
    });
    const text = (await world.current.run('help errors')).stdout;
    for (const code of codes) expect(text).toMatch(new RegExp(`\n  ${code}(?: |\n)`));
    expect((await world.current.run('help errors -o jsonl')).stdout.split('\n').length).toBe(told.length + 1);
    expect((await world.current.run('help errors -o csv')).stdout).toContain(
      '\nRUN_NOT_FOUND,1,"no run has this id, or one that begins with it",',
    );
  });

  it.each([
    ['help errors RUN_NOT_FOUND', 'RUN_NOT_FOUND (exit 1)'],
    ['help errors run_not_found', 'RUN_NOT_FOUND (exit 1)'],
    ['help errors run-not-found', 'RUN_NOT_FOUND (exit 1)'],
    ['help RUN_NOT_FOUND', 'RUN_NOT_FOUND (exit 1)'],
    ['help USAGE', 'USAGE (exit 2)'],
    ['help errors HTTP_503', 'HTTP_<status> (exit 1, 4 or 5)'],
    ['help errors CHANGED_LATER', 'CHANGED_LATER'],
  ])('%s tells of this code alone, with its example', async (line, first) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    const [head = '', ...lines] = stdout.trimEnd().split('\n');
    expect(head).toBe(`  ${first}`);
    expect(lines.join('\n')).toMatch(/^ {6}\w[\s\S]*\n {6}-> [\s\S]*\n {6}\$ /);
    expect(lines.filter((each) => !each.startsWith('      '))).toEqual([]);
    expect(JSON.parse((await world.current.run(`${line} --json`)).stdout)).toHaveLength(1);
  });

  it.each([
    ['USER_NOT_FOUND', '1', 'HTTP 404', 'aitronos users list --search <text>'],
    ['user_not_found', '1', 'HTTP 404', 'aitronos users list --search <text>'],
    ['DEPARTMENT_NOT_FOUND', '1', 'HTTP 404', 'aitronos departments list'],
    ['INSUFFICIENT_PERMISSIONS', '4', 'HTTP 403', 'aitronos auth status'],
    ['API_KEY_PAUSED', '4', 'HTTP 401', 'resume the key'],
    ['USER_ALREADY_DEACTIVATED', '1', 'HTTP 422', 'nothing to do'],
    ['VALIDATION_ERROR', '1', 'HTTP 400 or 422', '--json shows the details'],
    ['ROLE_HAS_MEMBERS', '1', 'HTTP 409', 'take the role away'],
  ])('tells of the code %s of the API: exit %s, %s, %s', async (code, exit, status, cure) => {
    for (const line of [`help errors ${code}`, `help ${code}`]) {
      const { exit: ended, stdout, stderr } = await world.current.run(line);
      expect({ ended, stderr }).toEqual({ ended: 0, stderr: '' });
      expect(stdout).toContain(
        `  ${code.toUpperCase()} (exit ${exit})\n      a code of the API, with ${status}: `,
      );
      expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(new RegExp(`-> .*${cure}`));
    }
  });

  it.each([
    ['USER_ALREADY_DEACTIVATED', 'users deactivate'],
    ['USER_NOT_DEACTIVATED', 'users reactivate'],
  ])('says that %s is a success of %s', async (code, command) => {
    const { stdout } = await world.current.run(`help errors ${code}`);
    const told = `; \`${command}\` takes that as done, and ends with 0 without --strict -> `;
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(told);
  });

  it.each([
    ['help errors USER_NOT_FOUN', "no error code 'USER_NOT_FOUN'", '`aitronos help errors USER_NOT_FOUND`'],
    [
      'help errors RUN_NOT_FOUN',
      "no error code 'RUN_NOT_FOUN'",
      'did you mean `aitronos help errors RUN_NOT_FOUND`?',
    ],
    ['help RUNS_FAILED', "no error code 'RUNS_FAILED'", '`aitronos help errors ROWS_FAILED`'],
    ['help errors timeot', "no error code 'timeot'", 'did you mean `aitronos help errors TIMEOUT`?'],
    ['help errors constructor', "no error code 'constructor'", '`aitronos help errors` lists them'],
    ['help errors XYZZY_PLUGH', "no error code 'XYZZY_PLUGH'", "codes are the API's own"],
    ['help exit-code', "no command or topic 'exit-code'", 'did you mean `aitronos help exit-codes`?'],
    ['help exitcodes', "no command or topic 'exitcodes'", 'did you mean `aitronos help exit-codes`?'],
    ['help error', "no command or topic 'error'", 'did you mean `aitronos help errors`?'],
    ['help option', "no command or topic 'option'", 'did you mean `aitronos help options`?'],
    ['help env', "no command or topic 'env'", 'did you mean `aitronos help environment`?'],
    ['help variables', "no command or topic 'variables'", 'did you mean `aitronos help environment`?'],
    ['help user', "no command or topic 'user'", 'did you mean `aitronos help users`?'],
    [
      'help users deactivte',
      "no command or topic 'users deactivte'",
      'did you mean `aitronos help users deactivate` or ',
    ],
    ['help deactivte', "no command or topic 'deactivte'", 'did you mean `aitronos help users deactivate`'],
    ['help deactivate', "no command or topic 'deactivate'", 'did you mean `aitronos help users deactivate`?'],
    [
      'help update-membership',
      "'update-membership'",
      'did you mean `aitronos help users update-memberships`?',
    ],
    ['help resum', "no command or topic 'resum'", 'did you mean `aitronos help runs resume`'],
    ['help logn', "no command or topic 'logn'", 'did you mean `aitronos help auth login`'],
    ['help unsett', "no command or topic 'unsett'", 'did you mean `aitronos help config unset`'],
    ['help user deactivate', "'user deactivate'", 'did you mean `aitronos help users deactivate`?'],
    ['help user deactivte', "'user deactivte'", 'did you mean `aitronos help users`?'],
    ['help users delete', "no command or topic 'users delete'", 'did you mean `aitronos help users remove`?'],
    ['help explain', "no command or topic 'explain'", 'did you mean `aitronos help errors`?'],
    ['help whoami', "no command or topic 'whoami'", 'did you mean `aitronos help auth status`?'],
  ])('%s names what was meant', async (line, message, hint) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
  });

  it.each(['environment', 'options', 'exit-codes', 'errors'])(
    '%s has null where there is nothing',
    async (topic) => {
      expect((await world.current.run(`help ${topic} --json`)).stdout).not.toMatch(/: ""/);
    },
  );

  it('environment tells of every variable that the program reads', async () => {
    const { stdout } = await world.current.run('help environment --json');
    const told = JSON.parse(stdout).map(({ variable }: { variable: string }) => variable);
    const settings = Object.values(SETTINGS).flatMap(({ env }) => env ?? []);
    expect(told).toEqual(expect.arrayContaining([...settings, ...variablesRead()]));
  });
});

/** What is of the system, or of Node, and only looked at. */
const NOT_OURS = ['PATH', 'TERM', '_', 'NODE_TLS_REJECT_UNAUTHORIZED'];

function variablesRead(): string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const texts = files.map((file) => readFileSync(join(source, file), 'utf8'));
  const found = texts.flatMap((text) =>
    [...text.matchAll(/\benv\['([A-Z_]+)'\]/g)].map(([, name = '']) => name),
  );
  return found.filter((name) => !NOT_OURS.includes(name));
}
