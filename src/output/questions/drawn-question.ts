import type { Readable, Writable } from 'node:stream';
import type { Environment, Input, Output } from '../../system/environment.ts';
import { shortText } from '../safe/safe-text.ts';
import { wrapToWidth } from '../tables/cut.ts';
import { hearKeys, type KeyFilter } from './heard-keys.ts';

export interface Terminal {
  readonly stdin: Input;
  readonly stderr: Output;
  /** Aborts at a signal that ends the call. */
  readonly signal: AbortSignal;
  /** True where questions are plain lines, because the terminal can draw nothing. */
  readonly plain: boolean;
  readonly hasColour: boolean;
  /** Takes away what was typed before the question stood there. */
  readonly takeTyped: Environment['takeTyped'];
}

// Above the length of any real question; cuts a name that would push the question off the screen.
export const LONGEST = 2000;

/** The lines, each made safe by itself. */
export const safeLines = (lines: readonly string[]): string =>
  lines.map((line) => shortText(line, LONGEST)).join('\n');

const MARGIN = 3;

/** The lines, broken between words where a terminal is narrower: the prompt would begin the next one with the blank. */
const brokenLines = (text: string, columns = 0): string =>
  columns <= MARGIN
    ? text
    : text
        .split('\n')
        .flatMap((line) => wrapToWidth(line, columns - MARGIN))
        .join('\n');

export interface Options {
  readonly message: string;
  readonly input: Readable;
  readonly output: Writable;
  readonly signal: AbortSignal;
  /** What was pasted behind the answer's line. */
  readonly rest: () => string;
}

const CTRL_C = '\u0003';

/** A key as `node:readline` tells it. */
interface Key {
  readonly ctrl?: boolean;
  readonly name?: string | undefined;
}

/** The prompt hides the cursor, and the shell that comes back while the program is stopped wants it. */
const SHOW_CURSOR = '\u001b[?25h';

/**
 * Asks every question that is drawn. Makes each line safe by itself, so that a foreign name can neither add nor remove
 * one.
 */
export async function drawQuestion<T>(
  lines: readonly string[],
  at: Terminal,
  ask: (options: Options) => Promise<T>,
  filter?: () => KeyFilter,
): Promise<T> {
  const message = brokenLines(safeLines(lines), at.stderr.columns);
  for (;;) {
    const { answer, stopped } = await askUntilStopped(message, at, ask, filter?.() ?? null);
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
  { stdin, stderr, signal, hasColour }: Terminal,
  ask: (options: Options) => Promise<T>,
  filter: KeyFilter | null,
): Promise<{ readonly answer: T; readonly stopped: boolean }> {
  const terminal = stdin as Readable;
  const { input, rest, end: hearNoMore } = hearKeys(stdin, filter);
  const output = (hasColour ? stderr : withoutColour(stderr)) as Writable;
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
  if (terminal.readableEnded || terminal.destroyed || signal.aborted) end.abort();
  signal.addEventListener('abort', gone);
  input.on('keypress', pressed).on('pause', paused);
  terminal.on('end', gone).on('close', gone);
  try {
    return { answer: await ask({ message, input, output, signal: end.signal, rest }), stopped };
  } finally {
    hearNoMore();
    input.off('keypress', pressed).off('pause', paused);
    terminal.off('end', gone).off('close', gone);
    signal.removeEventListener('abort', gone);
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colour begins with one.
const COLOUR = /\u001b\[[\d;]*m/g;

/** The prompts go by variables of the process alone, and in another order. */
const withoutColour = (terminal: Output): Output =>
  new Proxy(terminal, {
    get: (of, name) =>
      name === 'write' ? (text: string) => of.write(text.replaceAll(COLOUR, '')) : Reflect.get(of, name),
  });
