import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/program.ts';
import { planOf } from '../approval/planned.ts';
import { COMMAND_LINES } from '../command-lines.ts';
import { perhaps, type Step } from '../scripted-server.ts';
import { ORG, useWorld, type World } from '../world.ts';
import { checkEnd } from './every-end.ts';
import { ANSWERS, painted } from './hostile-answers.ts';
import { TOKEN } from './hostile-values.ts';

const world = useWorld();

const RUNS = Number(process.env['AITRONOS_FUZZ_RUNS'] ?? 12);
const SEED = Number(process.env['AITRONOS_FUZZ_SEED'] ?? 1);

/** No call has anything to do for so long: its clock does not wait. */
const STALLED_MS = 20_000;

const PAIR = 'usr_abc123 usr_b';
const INVITED = 'email\njane@example.com\nsam@example.com\n';
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
  it('has lines for every command', () => {
    const host = { argv: nouns, stdout: process.stdout };
    const tree = createProgram(host, async () => {}) as unknown as CommandUnknownOpts;
    expect(verbs(tree).toSorted()).toEqual(Object.keys(COMMAND_LINES).toSorted());
  });

  const lines = Object.values(COMMAND_LINES).flatMap(({ hostile }) => hostile);
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
