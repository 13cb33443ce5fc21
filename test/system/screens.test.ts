import { describe, expect, it } from 'vitest';
import { checkShown } from '../attacks/every-end.ts';
import type { Machine } from '../bin/process.ts';
import { SCREENS } from '../output/screen-lines.ts';
import { atTerminal, hasPython, onOwnMachine, screenOf } from './at-a-terminal.ts';

/** Terminals by what they say of themselves: what they can do, and whether they are light or dark. */
const TERMINALS: readonly Readonly<Record<string, string>>[] = [
  { TERM: 'xterm-256color', COLORFGBG: '0;15' },
  { TERM: 'xterm-256color', COLORFGBG: '15;0' },
  { TERM: 'linux' },
  { TERM: 'dumb' },
  { TERM: 'xterm-256color', CI: 'true' },
];
const isPlain = (terminal: (typeof TERMINALS)[number]) => terminal['TERM'] === 'dumb' || 'CI' in terminal;

/** Runs a line at a terminal; each answer is typed when its question has appeared. */
async function look(
  machine: Machine,
  line: string,
  columns: number,
  terminal: (typeof TERMINALS)[number],
  answers: readonly (readonly [question: string, keys: string])[] = [],
) {
  const env = { ...terminal, SCREEN: `${columns}x24`, AITRONOS_PAGER: '', ANSWERS: JSON.stringify(answers) };
  Object.assign(machine.env, env);
  const { shown, end } = await atTerminal(machine, line, 10);
  checkShown(shown);
  if (isPlain(terminal)) expect(shown).not.toContain('\u001b');
  return { end, ...(await screenOf(shown, columns)) };
}

// Side by side, because a terminal is waited for longer than it computes.
describe.skipIf(!hasPython).concurrent.each([40, 80, 120])('at a terminal of %i columns', (columns) => {
  describe.each(TERMINALS)('%j', (terminal) => {
    it.each(SCREENS)('$line', async ({ line, whole, exit = 0, prose }) => {
      const { end, lines, tooWide } = await onOwnMachine(async (machine) => {
        await machine.sandbox();
        return look(machine, line, columns, terminal);
      });
      expect(end).toBe(String(exit));
      if (!prose) expect(tooWide).toEqual([]);
      for (const word of whole) expect(lines.join('\n')).toContain(word);
    });

    it.skipIf(isPlain(terminal)).each([
      ['users remove usr_zoe01 --org org_xyz789', 'Type usr_zoe01', 'usr_zoe01\r'],
      [
        'users deactivate usr_abc123 usr_def456 --org org_xyz789 --transfer-to dept_eng001',
        'Deactivate 2 users',
        'y\r',
      ],
    ])('a question and its progress: %s', async (line, question, keys) => {
      const { end, lines } = await onOwnMachine(async (machine) => {
        await machine.sandbox({ latency_ms: 300 });
        return look(machine, line, columns, terminal, [[question, keys]]);
      });
      expect(end).toBe('0');
      const text = lines.join('\n');
      expect(text).toContain(question);
      // Nothing of what was in motion stays, and the answer begins on a line of its own.
      expect(text).not.toMatch(/[\u2800-\u28ff]/);
      expect(text).toMatch(/^(?:USER|ROW) /m);
    });
  });
});
