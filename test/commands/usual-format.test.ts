import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();

const CHANGE = `${ORG} --transfer-to dept_eng001`;

const store = async (values: object) => {
  await mkdir(join(world.current.home, 'config'), { recursive: true });
  const contents = { version: 1, profiles: { default: values } };
  await writeFile(join(world.current.home, 'config', 'config.json'), JSON.stringify(contents));
};

/** Commands that do not have both of `ids` and `markdown`, and how their answer begins as usual. */
const LINES: readonly (readonly [formats: string, line: string, begins: RegExp])[] = [
  ['ids markdown', 'completion bash', /^# bash completion/],
  ['ids markdown', 'completion zsh', /^#compdef/],
  ['ids markdown', 'doctor', /^ok {7}node/],
  ['ids markdown', 'config list', /^PROFILE|^NAME/],
  ['ids markdown', 'config get timeout', /^30\n$/],
  ['ids markdown', 'config set timeout 20', /^timeout is now 20\n$/],
  ['ids markdown', 'config unset timeout', /^timeout was not stored\n$/],
  ['ids markdown', 'config path', /config\.json\n$/],
  ['ids markdown', 'auth status', /^FACT/],
  ['ids markdown', 'auth list', /^$|^PROFILE/],
  ['ids markdown', 'commands', /^ {2}users/],
  ['ids markdown', 'help exit-codes', /^How the program ends/],
  ['ids markdown', 'help users list', /^List/],
  ['ids markdown', 'sandbox reset', /first data/],
  ['markdown', 'runs list', /^$/],
  ['markdown', `departments list ${ORG} --tree`, /^Engineering \(dept_eng001/],
  ['markdown', `departments list ${ORG}`, /^DEPARTMENT/],
  ['markdown', `roles list ${ORG}`, /^ROLE/],
  ['markdown', 'organizations list', /^ORGANIZATION/],
  ['markdown', `users get usr_abc123 ${ORG}`, /^USER/],
  ['markdown', `users deactivate usr_abc123 ${CHANGE}`, /^USER/],
  ['ids markdown', `users deactivate usr_abc123 ${CHANGE} --dry-run`, /^POST /],
  ['ids markdown', `users deactivate usr_abc123 ${CHANGE} --check`, /^CHECK/],
  ['ids markdown', 'api get /v1/user/me', /^\{"id"/],
  ['ids markdown', `users list ${ORG} --fields id,email`, /^ID {2,}EMAIL/],
  ['ids markdown', `users deactivate usr_abc123 usr_def456 ${CHANGE} --plan -`, /^\{\n/],
];

describe('a format in AITRONOS_OUTPUT that a command does not have', () => {
  it.each(
    LINES.flatMap(([formats, line, begins]) => formats.split(' ').map((one) => [one, line, begins] as const)),
  )('%s is for other commands: %s', async (format, line, begins) => {
    const { exit, stdout } = await world.current.run(line, { env: { AITRONOS_OUTPUT: format } });
    expect(exit).toBe(0);
    expect(stdout).toMatch(begins);
  });

  it('leaves the stored one', async () => {
    await store({ output: 'json' });
    const { exit, stdout } = await world.current.run('config get timeout', {
      env: { AITRONOS_OUTPUT: 'ids' },
    });
    expect({ exit, answer: JSON.parse(stdout) }).toMatchObject({ exit: 0, answer: { value: 30 } });
  });

  it('is refused where it is typed', async () => {
    const { exit } = await world.current.run('doctor -o ids', { env: { AITRONOS_OUTPUT: 'json' } });
    expect(exit).toBe(2);
  });
});

describe('a usual format', () => {
  it.each(['json', 'jsonl', 'csv', 'table'])(
    '%s is no second answer beside a file on stdout',
    async (output) => {
      await store({ output });
      await world.current.deactivate();
      const { exit, stdout } = await world.current.run('runs report --csv -');
      expect({ exit, header: stdout.slice(0, 7) }).toEqual({ exit: 0, header: 'run_id,' });
    },
  );

  it('is one where it is typed', async () => {
    const { exit, stderr } = await world.current.run('runs report --csv - -o json');
    expect(exit).toBe(2);
    expect(stderr).toContain('--csv - and --output json want two answers on stdout');
  });
});
