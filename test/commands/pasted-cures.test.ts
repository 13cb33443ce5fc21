import { beforeEach, describe, expect, it } from 'vitest';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();
/** Nothing of what the lines type is in the environment or stored: a cure has to bring it along. */
const OUT = { AITRONOS_API_URL: undefined };
const run = (line: string) => {
  const words = line.match(/'[^']*'|\S+/g) ?? [];
  return world.current.run(
    words.map((word) => word.replace(/^'|'$/g, '')),
    { env: OUT },
  );
};

/** The commands that words propose, without the program's name. */
const proposed = (words: string): string[] =>
  [...words.matchAll(/`aitronos ([^`]+)`|: aitronos ([^\n;]+)$/gm)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  );

/** Lines that go wrong at the sandbox, whose address is appended to each. */
const WRONG = [
  `users get usr_nope ${ORG}`,
  `users get nope@example.com ${ORG}`,
  `users get jane ${ORG}`,
  `users get usr_abc123 usr_def456 ${ORG}`,
  `users get Jane Doe ${ORG}`,
  `users list jane ${ORG}`,
  `users ls ${ORG}`,
  `users list --role nope ${ORG}`,
  `users list --role role_nope ${ORG}`,
  `roles list Member ${ORG}`,
  `roles list --members nope ${ORG}`,
  `users deactivate usr_abc123 --transfer-to dept_nope ${ORG}`,
  `users deactivate usr_abc123 --transfer-to Nope ${ORG}`,
  `users deactivate usr_nope --transfer-to dept_eng001 ${ORG}`,
  `users deactivate usr_nope usr_none --transfer-to dept_eng001 --yes ${ORG}`,
  `users deactivate usr_abc123 --transfer-to dept_eng001 --org org_nope`,
  `users invite sam@example.com --role role_nope ${ORG}`,
  `users update-memberships usr_nope --no-roles --no-departments ${ORG}`,
  `users list --org Nope`,
  `audit list --user=-x ${ORG}`,
  `api get /v1/organizations/{org}/nope ${ORG}`,
];

describe('a command that an error proposes works as it stands', () => {
  it.each(WRONG)('%s', async (line) => {
    const at = ` --api-url ${world.current.url}`;
    const wrong = await run(line + at);
    expect(wrong.exit).toBeGreaterThan(0);
    const lines = proposed(wrong.stderr).filter((command) => !command.includes('--help'));
    expect(lines.length).toBeGreaterThan(0);
    for (const command of lines) {
      if (/^(?:runs|auth login|config set)/.test(command)) continue;
      expect(command).toContain(at);
      const { exit, stderr } = await run(command.replace('<text>', 'jane'));
      expect({ command, exit, stderr }).toMatchObject({ exit: 0 });
    }
  });

  it.each(['json', 'jsonl'])('the one in a record too, in %s, of one and of many', async (format) => {
    const at = ` ${ORG} --transfer-to dept_eng001 --yes --api-url ${world.current.url} -o ${format}`;
    for (const users of ['usr_nope', 'usr_nope usr_none']) {
      const { stdout } = await run(`users deactivate ${users}${at}`);
      const hints = [...stdout.matchAll(/"hint":\s*"([^"]+)"/g)].map(([, hint]) => hint);
      expect(hints).toHaveLength(users.split(' ').length);
      for (const hint of hints)
        expect(hint).toContain(`--search <text> ${ORG} --api-url ${world.current.url}`);
    }
  });
});

it('names a file that begins with a dash so that it is no option', async () => {
  const { stderr } = await run('runs show -- -p.json');
  expect(stderr).toContain('`aitronos runs apply ./-p.json --dry-run`');
});

describe('where a change may have been made, what to look at', () => {
  beforeEach(() => world.current.script('reset'));

  it.each([
    [`users deactivate usr_abc123 --transfer-to dept_eng001 ${ORG}`, `users get usr_abc123 ${ORG}`],
    [`users remove usr_abc123 --yes ${ORG}`, `users get usr_abc123 ${ORG}`],
    [`users invite sam@example.com ${ORG}`, `users list --search sam@example.com ${ORG}`],
    [`users invite o'brien@example.com ${ORG}`, `users list --search 'o'\\''brien@example.com' ${ORG}`],
    [
      `users deactivate usr_1 usr_2 --transfer-to dept_eng001 --yes --no-check ${ORG}`,
      `users get usr_1 ${ORG}`,
    ],
  ])('%s is the same organization at the same address', async (line, look) => {
    const at = `--api-url ${world.current.url} --profile work`;
    const { stderr } = await run(`${line} --retries 0 ${at}`);
    expect(stderr).toContain(`: aitronos ${look} --profile work --api-url ${world.current.url}\n`);
  });
});
