import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { plainText, Terminal } from '../../scripts/pictures/recording/terminal.ts';
import { BIN, Machine } from '../bin/process.ts';

const IN_A_TERMINAL = fileURLToPath(new URL('in-a-terminal.py', import.meta.url));

/** Whether this machine has what makes a pseudo-terminal. */
export const hasPython = canRun('python3', ['-c', 'import pty']);

/** Whether this machine has a program. */
export function canRun(file: string, args: readonly string[]): boolean {
  try {
    execFileSync(file, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Does something on a machine of its own, for tests that run side by side; gives back what came of it. */
export async function onOwnMachine<T>(work: (machine: Machine) => Promise<T>): Promise<T> {
  const machine = new Machine();
  try {
    await machine.begin();
    return await work(machine);
  } finally {
    await machine.end();
  }
}

/** What a terminal was given, and how the program at it ended: an exit code, minus a signal, or `alive`. */
export const atTerminal = (machine: Machine, line: string, seconds: number): Promise<AtTerminal> =>
  runAtTerminal(machine, seconds, [process.execPath, BIN, ...line.split(' ')]);

interface AtTerminal {
  readonly shown: string;
  readonly end: string;
}

/** The same of a shell that has jobs and the prompt `ready> `; each text is typed when the one before it is there. */
export function inAShell(
  machine: Machine,
  seconds: number,
  typed: readonly (readonly [after: string, keys: string])[],
): Promise<AtTerminal> {
  // A variable PS1 would not outlive a `python3` that is itself a script of bash.
  Object.assign(machine.env, {
    PROMPT_COMMAND: 'PS1="ready> "',
    ANSWERS: JSON.stringify(typed),
    TERM: 'xterm-256color',
  });
  return runAtTerminal(machine, seconds, ['bash', '--norc', '--noediting', '-i']);
}

async function runAtTerminal(
  { env, home }: Machine,
  seconds: number,
  command: readonly string[],
): Promise<AtTerminal> {
  const argv = [IN_A_TERMINAL, String(seconds), ...command];
  const child = spawn('python3', argv, { cwd: home, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  await new Promise((resolve) => child.on('close', resolve));
  const at = text.lastIndexOf('\nend: ');
  return { shown: text.slice(0, at), end: text.slice(at + 6).trim() };
}

/** What is seen at the end at a terminal of so many columns: lines, and those that were wider than the terminal. */
export async function screenOf(
  shown: string,
  columns: number,
): Promise<{ readonly lines: readonly string[]; readonly tooWide: readonly string[] }> {
  // Longer than any answer, so that nothing scrolls away.
  const terminal = new Terminal(columns, 1000);
  await terminal.write(Buffer.from(shown));
  const rows = terminal.rows();
  const tooWide = rows.filter((_, index) => rows[index + 1]?.isContinuation);
  return { lines: plainText(rows).split('\n'), tooWide: tooWide.map((row) => plainText([row])) };
}
