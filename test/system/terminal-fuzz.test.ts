import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkShown } from '../attacks/every-end.ts';
import { ANSWERS, type Answer, painted } from '../attacks/hostile-answers.ts';
import { TOKEN } from '../attacks/hostile-values.ts';
import { useMachine } from '../bin/process.ts';
import { perhaps, type Step } from '../scripted-server.ts';
import { atTerminal, hasPython } from './at-a-terminal.ts';

const machine = useMachine();

const RUNS = Number(process.env['AITRONOS_FUZZ_RUNS'] ?? 30);
const SEED = Number(process.env['AITRONOS_FUZZ_SEED'] ?? 1);

const ORG = '--org org_xyz789';
const LINES = [
  `users get usr_abc123 ${ORG}`,
  `users get jane@example.com ${ORG}`,
  `users list ${ORG}`,
  `users deactivate usr_abc123 ${ORG} --transfer-to dept_eng001`,
  `users deactivate usr_abc123 usr_b ${ORG} --transfer-to Engineering --yes`,
  `users update-memberships usr_abc123 ${ORG} --role role_admin --no-departments --check`,
  `departments list ${ORG} --tree`,
  `roles list ${ORG}`,
  'api get /v1/user/me --include',
  'auth status',
  'doctor',
];

/** Without what would have to be waited for: here time passes as it does. */
const atOnce = (answer: Answer): Answer => {
  if (typeof answer === 'string') return answer;
  const headers = Object.entries(answer.headers ?? {}).filter(
    ([name]) => !/^(?:retry-after|x-rate)/.test(name),
  );
  return {
    ...answer,
    headers: Object.fromEntries(headers),
    status: answer.status === 429 ? 400 : answer.status,
  };
};

/** Runs a line at a terminal, against an API that answers so, and looks at what the terminal was given. */
async function isShownWell(line: string, steps: readonly Step[]): Promise<void> {
  await machine.current.script(...steps.map(perhaps));
  Object.assign(machine.current.env, { AITRONOS_ACCESS_TOKEN: TOKEN, TERM: 'xterm-256color' });
  const { shown, end } = await atTerminal(machine.current, `${line} --retries 0 --timeout 2`, 10);
  expect(end).toMatch(/^[0-5]$/);
  checkShown(shown);
  expect(shown).not.toMatch(/\r(?!\n)/);
  expect(shown).not.toContain(TOKEN);
}

describe.skipIf(!hasPython)(
  'whatever an API answers, a terminal is given printable text and what we draw with',
  () => {
    it('in a sample of all that it may answer', async () => {
      const call = fc.record({
        line: fc.constantFrom(...LINES),
        answers: ANSWERS,
        more: fc.constantFrom('', '', ' --debug', ' --json'),
      });
      const property = fc.asyncProperty(call, ({ line, answers, more }) =>
        isShownWell(line + more, answers.map(atOnce)),
      );
      await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true });
    });

    it.each(LINES)('by %s, with commands to the terminal in every text', async (line) => {
      await isShownWell(line, [painted(false)]);
      await isShownWell(line, [painted(true)]);
    });
  },
);
