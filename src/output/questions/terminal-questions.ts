import type { Readable, Writable } from 'node:stream';
import * as clack from '@clack/prompts';
import type { Input, Output } from '../../system/environment.ts';
import { shortText } from '../safe/safe-text.ts';
import { wrapToWidth } from '../tables/cut.ts';
import { DECLINED, readLine, readSecretLine } from './plain-questions.ts';

/** The terminal's streams. */
export interface Terminal {
  readonly stdin: Input;
  readonly stderr: Output;
  /** Aborts at a signal that ends the call. */
  readonly signal: AbortSignal;
  /** True where questions are plain lines, because the terminal can draw nothing. */
  readonly plain: boolean;
}

/** Asks a question of these lines; answers a symbol when the user declines. */
export type Ask<T> = (lines: readonly string[], at: Terminal) => Promise<T | symbol>;

/** Yes or no; Enter says no. */
export const confirmYesNo: Ask<boolean> = (lines, at) =>
  at.plain
    ? askPlainly(lines, '(y/N) ', readLine, at, (answer) => /^y(?:es)?$/i.test(answer))
    : askAtTerminal(lines, at, (options) => clack.confirm({ ...options, initialValue: false }));

export const askText: Ask<string> = (lines, at) =>
  at.plain
    ? askPlainly(lines, '', readLine, at, (answer) => answer)
    : askAtTerminal(lines, at, (options) => clack.text(options));

/** Hides the typed text. */
export const askSecret: Ask<string> = (lines, at) =>
  at.plain
    ? askPlainly(lines, '', readSecretLine, at, (answer) => answer)
    : askAtTerminal(lines, at, (options) => clack.password(options));

/** One of several values; `names` has a label for each. */
export function chooseOne<T extends string>(names: Readonly<Record<T, string>>): Ask<T> {
  const values = Object.keys(names) as T[];
  return (lines, at) => {
    if (at.plain) return choosePlainly(lines, values, names, at);
    return askAtTerminal(lines, at, async (options) => {
      const choices = values.map((value) => ({
        value: String(value),
        label: shortText(names[value], LONGEST),
      }));
      const answer = await clack.select<string>({ ...options, options: choices });
      return values.find((value) => value === answer) ?? DECLINED;
    });
  };
}

// Above the length of any real question; cuts a name that would push the question off the screen.
const LONGEST = 2000;

/** Asks with plain lines; what is asked is made safe as at any other terminal. */
async function askPlainly<T>(
  lines: readonly string[],
  more: string,
  read: typeof readLine,
  at: Terminal,
  parse: (answer: string) => T,
): Promise<T | symbol> {
  const answer = await read(`${safeLines(lines)} ${more}`, at);
  return typeof answer === 'symbol' ? answer : parse(answer);
}

async function choosePlainly<T extends string>(
  lines: readonly string[],
  values: readonly T[],
  names: Readonly<Record<T, string>>,
  at: Terminal,
): Promise<T | symbol> {
  const listed = values.map((value, index) => `  ${index + 1} ${names[value]}`);
  const ask = [...lines, ...listed, `A number from 1 to ${values.length}:`];
  const answer = await askPlainly(ask, '', readLine, at, (text) => values[Number(text.trim()) - 1]);
  return answer ?? DECLINED;
}

const safeLines = (lines: readonly string[]): string =>
  lines.map((line) => shortText(line, LONGEST)).join('\n');

/** What stands before each line of a prompt. */
const MARGIN = 3;

/** The lines, broken between words where a terminal is narrower: the prompt would begin the next one with the blank. */
const brokenLines = (text: string, columns = 0): string =>
  columns <= MARGIN
    ? text
    : text
        .split('\n')
        .flatMap((line) => wrapToWidth(line, columns - MARGIN))
        .join('\n');

/** The options of every prompt. */
interface Options {
  readonly message: string;
  readonly input: Readable;
  readonly output: Writable;
  readonly signal: AbortSignal;
}

/** Ctrl-D declines as Ctrl-C and Escape do: without this the prompt would end without an answer. */
const DECLINING = { '\u0004': 'cancel' } as const;

const CTRL_C = '\u0003';

/** A key as `node:readline` tells it. */
interface Key {
  readonly ctrl?: boolean;
  readonly name?: string | undefined;
}

/** The prompt hides the cursor, and the shell that comes back while the program is stopped wants it. */
const SHOW_CURSOR = '\u001b[?25h';

/** Asks every question. Makes each line safe by itself, so that a foreign name can neither add nor remove one. */
async function askAtTerminal<T>(
  lines: readonly string[],
  at: Terminal,
  ask: (options: Options) => Promise<T>,
): Promise<T> {
  clack.updateSettings({ aliases: DECLINING });
  const message = brokenLines(safeLines(lines), at.stderr.columns);
  for (;;) {
    const { answer, stopped } = await askUntilStopped(message, at, ask);
    if (!stopped) return answer;
  }
}

/**
 * Asks once; `stopped` where Ctrl-Z stopped the program and `fg` brought it back: the prompt lies above what the
 * shell printed and hears no key any more, so that it is asked again. A closed terminal and a signal decline: at the
 * one the prompt ends without an answer, and the process would exit as if it had succeeded; the other destroys stdin,
 * and the prompt would throw where nothing can catch.
 */
async function askUntilStopped<T>(
  message: string,
  { stdin, stderr, signal }: Terminal,
  ask: (options: Options) => Promise<T>,
): Promise<{ readonly answer: T; readonly stopped: boolean }> {
  const input = stdin as Readable;
  const output = stderr as Writable;
  const end = new AbortController();
  let stopping = false;
  let stopped = false;
  const gone = () => end.abort();
  const pressed = (_text: string | undefined, key?: Key) => {
    // The prompt would take Escape for a step to the other choice as well, and show that as the answer.
    if (key?.name === 'escape') Object.assign(key, { name: undefined, sequence: CTRL_C });
    stopping = key?.ctrl === true && key.name === 'z';
    if (stopping) output.write(SHOW_CURSOR);
  };
  // What reads the keys pauses them once the program goes on, and waits to be asked again.
  const paused = () => {
    if (!stopping || end.signal.aborted) return;
    stopped = true;
    end.abort();
  };
  if (input.readableEnded || input.destroyed || signal.aborted) end.abort();
  signal.addEventListener('abort', gone);
  input.on('keypress', pressed).on('pause', paused).on('end', gone).on('close', gone);
  try {
    return { answer: await ask({ message, input, output, signal: end.signal }), stopped };
  } finally {
    input.off('keypress', pressed).off('pause', paused).off('end', gone).off('close', gone);
    signal.removeEventListener('abort', gone);
  }
}
