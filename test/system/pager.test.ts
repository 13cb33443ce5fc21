import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useMachine } from '../bin/process.ts';
import { atTerminal, canRun, hasPython } from './at-a-terminal.ts';

const machine = useMachine();
const LIST = 'users list --org org_xyz789 --all';
const hasLess = canRun('less', ['--version']);

/** Runs a line at a terminal of 24 rows, in an organization of 200 users. */
async function page(line: string, env: Readonly<Record<string, string>>, seconds = 10) {
  await machine.current.sandbox({ users: 200 });
  Object.assign(machine.current.env, { TERM: 'xterm-256color', SCREEN: '80x24', ...env });
  return atTerminal(machine.current, line, seconds);
}

const usersIn = (shown: string) => shown.split('\n').filter((line) => line.startsWith('usr_')).length;
const seen = (name: string) => readFileSync(join(machine.current.home, name), 'utf8');

describe.skipIf(!hasPython)('at a terminal, a long answer goes through the pager', () => {
  it.skipIf(!hasLess).each([LIST, 'users deactivate --help'])('less: %s', async (line) => {
    const { shown, end } = await page(line, { ANSWERS: JSON.stringify([['\n:', 'q']]) });
    expect(end).toBe('0');
    // Less asks with a colon below the first screen.
    expect(shown).toMatch(/\n:/);
    expect(usersIn(shown)).toBeLessThan(24);
  });

  it.each<[what: string, pager: string, users: number, more: RegExp]>([
    ['that shows it all', 'cat -', 200, /usr_/],
    ['that is a pipe of commands', 'grep usr_ | head -5', 5, /usr_/],
    ['that leaves early', 'head -3', 2, /usr_/],
    ['that is ended by a signal', 'sed -n 1,4p; kill -9 $$', 3, /usr_/],
    ['that fails at once', 'exit 9', 200, /note: the pager failed: exit 9\r\n/],
    [
      'that fails after it read all',
      'cat > seen; exit 1',
      200,
      /note: the pager failed: cat > seen; exit 1\r\n/,
    ],
    ['that is not there', 'no-such-pager', 200, /note: the pager cannot be started: no-such-pager\r\n/],
    ['that a shell does not find', 'no-such-pager -x', 200, /note: the pager cannot be started: no-such/],
    ['that may not be run', '/etc/passwd', 200, /note: the pager cannot be started: \/etc\/passwd\r\n/],
  ])('%s', async (_what, pager, users, more) => {
    const { shown, end } = await page(LIST, { AITRONOS_PAGER: pager });
    expect(end).toBe('0');
    expect(usersIn(shown)).toBe(users);
    expect(shown).toMatch(more);
  });

  it('which gets no secret', async () => {
    await page(LIST, { AITRONOS_PAGER: 'env > seen; cat > /dev/null', COPY: 'sandbox-access-token' });
    expect(seen('seen')).toContain('TERM=');
    expect(seen('seen')).toContain('LESS=FRX');
    expect(seen('seen')).not.toMatch(/sandbox-access-token|^COPY|ACCESS_TOKEN/m);
  });

  it.each([
    ['goes on', "trap 'echo heard' INT; sleep 2; sleep 1; cat", 200],
    ['ends with an error, as less -K', "trap 'echo heard; exit 2' INT; sed -n 1,4p; sleep 3; exit 2", 3],
  ])('and Ctrl-C belongs to it, which %s', async (_what, pager, users) => {
    const { shown, end } = await page(LIST, { AITRONOS_PAGER: pager, INTERRUPTS: '1' });
    expect(end).toBe('0');
    expect(shown).toContain('heard');
    expect(usersIn(shown)).toBe(users);
    expect(shown).not.toContain('note:');
  });

  // The last one ends as less does.
  it.each([
    'sleep 30',
    'sleep 30; cat',
    "trap '' TERM; sleep 30; cat",
    "trap 'kill $!; exit 15' TERM; sleep 9 & wait",
  ])('and SIGTERM ends both, and nothing more is printed: %s', async (pager) => {
    const { shown, end } = await page(LIST, { AITRONOS_PAGER: pager, TERMINATES: '1' }, 8);
    expect(end).not.toBe('alive');
    expect(end).not.toMatch(/^-/);
    expect(shown).not.toMatch(/note:|usr_/);
  });

  it('also after a question', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `usr_none${index}`).join(' ');
    const line = `users deactivate ${ids} --org org_xyz789 --transfer-to dept_eng001 --no-check`;
    const env = { AITRONOS_PAGER: 'sed s/^/paged:/', ANSWERS: JSON.stringify([['Deactivate 40', 'y\r']]) };
    const { shown, end } = await page(line, env);
    expect(end).toBe('1');
    expect(shown).toMatch(/\npaged:40 +failed +usr_none39/);
    expect(shown).not.toContain('paged:note');
  });
});
