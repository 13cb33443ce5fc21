import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/program.ts';
import { planOf } from '../approval/planned.ts';
import { perhaps, type Step } from '../scripted-server.ts';
import { useWorld, type World } from '../world.ts';
import { checkEnd } from './every-end.ts';
import { ANSWERS, painted } from './hostile-answers.ts';
import { TOKEN } from './hostile-values.ts';

const world = useWorld();

const RUNS = Number(process.env['AITRONOS_FUZZ_RUNS'] ?? 12);
const SEED = Number(process.env['AITRONOS_FUZZ_SEED'] ?? 1);

/** No call has anything to do for so long: its clock does not wait. */
const STALLED_MS = 4_000;

const INVITED = 'email\njane@example.com\nsam@example.com\n';
const ORG = '--org org_xyz789';
const PAIR = 'usr_abc123 usr_b';

/** A line for each command that sends requests, more where it has more ways; `{run}` is a run with rows for it. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  'users list': [`users list ${ORG} --all`, `users list ${ORG}`],
  'users get': [`users get usr_abc123 ${ORG}`, `users get jane@example.com ${ORG}`],
  'users diff': [`users diff --roster - ${ORG}`, `users diff --roster - ${ORG} --max 100% -o csv`],
  'users deactivate': [
    `users deactivate ${PAIR} ${ORG} --transfer-to dept_eng001 --plan -`,
    `users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001`,
    `users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001 --check`,
    `users deactivate jane@example.com ${ORG} --transfer-to Engineering`,
    `users deactivate ${PAIR} ${ORG} --transfer-to dept_eng001 --yes`,
    `users deactivate ${PAIR} jane@example.com ${ORG} --transfer-to Engineering --yes --no-check`,
  ],
  'users reactivate': [`users reactivate usr_abc123 ${ORG}`, `users reactivate ${PAIR} ${ORG} --yes`],
  'users remove': [`users remove usr_abc123 ${ORG} --yes`, `users remove ${PAIR} ${ORG} --yes`],
  'users invite': [
    `users invite jane@example.com ${ORG} --role role_admin --department Engineering`,
    `users invite --from - ${ORG} --yes --no-check`,
  ],
  'users update-memberships': [
    `users update-memberships usr_abc123 ${ORG} --role role_admin --no-departments`,
    `users update-memberships usr_abc123 ${ORG} --no-roles --department Engineering --check`,
  ],
  'organizations list': ['organizations list'],
  'departments list': [`departments list ${ORG}`, `departments list ${ORG} --tree`],
  'roles list': [`roles list ${ORG}`, `roles list ${ORG} --members role_admin`],
  'audit list': [
    `audit list ${ORG}`,
    `audit list ${ORG} --all --action exported`,
    `audit list ${ORG} --user jane@example.com --limit 500`,
  ],
  'runs apply': ['runs apply - --yes --drift skip', 'runs apply - --yes --no-check --four-eyes'],
  'runs verify': ['runs verify {run}', 'runs verify'],
  'runs resume': ['runs resume {run} --yes'],
  'runs retry': ['runs retry {run} --yes'],
  'runs undo': ['runs undo {run} --yes'],
  'auth status': ['auth status'],
  'auth logout': ['auth logout'],
  'auth token': ['auth token'],
  api: ['api get /v1/user/me', `api post /v1/organizations/{org}/users ${ORG} -f take=1 --include`],
  doctor: ['doctor'],
  completion: ['__complete 4 users list --org org_xyz789 --role', '__complete 3 users list --org'],
};

/** Commands that ask no API. */
const SILENT = [
  ...[
    'runs list',
    'runs show',
    'runs report',
    'runs delete',
    'auth login',
    'auth list',
    'auth switch',
    'help',
    'commands',
  ],
  ...['config list', 'config get', 'config set', 'config unset', 'config path'],
  ...['sandbox start', 'sandbox reset', 'version'],
];

const nouns = [
  'commands',
  'users',
  'organizations',
  'departments',
  'roles',
  'audit',
  'runs',
  'auth',
  'config',
  'sandbox',
  'api',
  'completion',
  'doctor',
];

/** Every command of the tree that does something. */
function verbs(command: CommandUnknownOpts, name = ''): string[] {
  const children = command.commands.flatMap((child) => verbs(child, `${name} ${child.name()}`.trim()));
  return children.length === 0 ? [name] : children;
}

describe('whatever an API answers', () => {
  it('every command is asked, or asks nobody', () => {
    const host = { argv: nouns, stdout: process.stdout };
    const tree = createProgram(host, async () => {}) as unknown as CommandUnknownOpts;
    expect(verbs(tree).toSorted()).toEqual([...Object.keys(LINES), ...SILENT].toSorted());
  });

  const lines = Object.values(LINES).flat();
  it.each(lines)(
    '%s ends as it should',
    async (line) => {
      const call = fc.record({
        answers: ANSWERS,
        format: fc.constantFrom('table', 'table', 'json', 'jsonl', 'csv'),
        more: fc.constantFrom('', '', ' --debug'),
        terminal: fc.boolean(),
      });
      const property = fc.asyncProperty(call, async ({ answers, format, more, terminal }) => {
        await endsWell(line, ` -o ${format}${more}`, terminal, answers);
      });
      await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true });
    },
    60_000,
  );

  const ways = [' -o table', ' -o csv --debug', ' -o jsonl'].flatMap((more) =>
    [true, false].flatMap((terminal) => [true, false].map((refuses) => ({ more, terminal, refuses }))),
  );
  it.each(lines)('%s shows no text of it raw', async (line) => {
    for (const { more, terminal, refuses } of ways) {
      await endsWell(line, more, terminal, [painted(refuses)]);
    }
  });
});

/** Runs a line against an API that answers so, and checks how it ends. */
async function endsWell(
  line: string,
  more: string,
  terminal: boolean,
  steps: readonly Step[],
): Promise<void> {
  const ready = await prepared(world.current, line);
  await world.current.script(...steps.map(perhaps));
  const words = line.startsWith('__complete') ? ready : ready + more;
  const interrupt = new AbortController();
  const alarm = setTimeout(() => interrupt.abort(), STALLED_MS);
  // Rows are not read from a keyboard.
  const plan = line.startsWith('runs apply')
    ? JSON.stringify(planOf(PAIR.split(' '), { origin: world.current.url }))
    : null;
  const at =
    terminal && !/(?:--from|--roster|apply) -/.test(line) ? { terminal } : { stdin: plan ?? INVITED };
  const ended = await world.current.run(words, { ...at, interrupt });
  clearTimeout(alarm);
  expect(interrupt.signal.aborted, 'it goes on for ever').toBe(false);
  checkEnd(ended, {
    raw: !('terminal' in at) && line.startsWith('api'),
    hidden: [TOKEN],
    shows: line === 'auth token',
  });
}

/** Signs in, with tokens that are soon to be renewed, and makes the run that the line is about. */
async function prepared(w: World, line: string): Promise<string> {
  w.env['AITRONOS_ACCESS_TOKEN'] = TOKEN;
  if (!line.includes('{run}')) return line;
  const before = line.includes('undo') ? { status: 200, body: { account_state: 'deactivated' } } : 'reset';
  await w.script({ status: 404, body: {} }, before);
  const begun = `users deactivate ${PAIR} ${ORG} --transfer-to dept_eng001 --yes --no-check --retries 0 --json`;
  await w.run(begun);
  const [newest] = JSON.parse((await w.run('runs list --json')).stdout);
  return line.replace('{run}', newest.run_id);
}
