import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { styleText } from 'node:util';
import * as clack from '@clack/prompts';
import type { Input, Output } from '../../system/environment.ts';
import { typedUnseen } from '../../system/typed-text.ts';
import { shortText } from '../safe/safe-text.ts';
import { write } from '../write.ts';
import { drawQuestion, LONGEST, type Options, safeLines, type Terminal } from './drawn-question.ts';
import { isYes, yesOrNoKeys } from './heard-keys.ts';

/** Answered when a question is declined: Ctrl-C, Ctrl-D, a signal, or the end of stdin. */
const DECLINED = Symbol('declined');

interface Streams {
  readonly stdin: Input;
  readonly stderr: Output;
}

/** Asks for a line of text, for terminals that can draw nothing. */
async function readLine(prompt: string, { stdin, stderr }: Streams): Promise<string | symbol> {
  // A signal may have come before: neither a line nor the end would come any more.
  if (!stdin.readable) return DECLINED;
  return new Promise((resolve) => {
    const lines = createInterface({ input: stdin as Readable, output: stderr as Writable, terminal: false });
    // What follows begins a line of its own.
    const declined = () => void write(stderr, '\n').then(() => resolve(DECLINED));
    lines.once('close', declined);
    // After a signal stdin is destroyed with an error, and an error without a listener would end the process.
    lines.once('error', () => lines.close());
    lines.question(prompt, (answer) => {
      lines.off('close', declined);
      resolve(answer);
      lines.close();
    });
  });
}

/** The same for a secret: the terminal shows nothing of what is typed. */
export async function readSecretLine(prompt: string, streams: Streams): Promise<string | symbol> {
  const { stdin, stderr } = streams;
  if (!('setRawMode' in stdin)) return readLine(prompt, streams);
  const typed = await typedUnseen(stdin, 'line', () => write(stderr, prompt));
  await write(stderr, '\n');
  return typed ?? DECLINED;
}

/** Asks a question of these lines; answers a symbol when the user declines. */
export type Ask<T> = (lines: readonly string[], at: Terminal) => Promise<T | symbol>;

/**
 * Asks once what was typed before is taken away: it was no answer to a question that was not there. Ctrl-C and Ctrl-D
 * in it decline all the same.
 */
export const askAfresh =
  <T>(ask: Ask<T>): Ask<T> =>
  async (lines, at) => {
    const typed = await at.takeTyped();
    return typed.includes('\u0003') || typed.includes('\u0004') ? DECLINED : ask(lines, at);
  };

/** Ctrl-D declines as Ctrl-C and Escape do: without this the prompt would end without an answer. */
const DECLINING = { '\u0004': 'cancel' } as const;

const draw: typeof drawQuestion = (...question) => {
  clack.updateSettings({ aliases: DECLINING });
  return drawQuestion(...question);
};

/** Yes or no; Enter says no. */
export const confirmYesNo: Ask<boolean> = askAfresh((lines, at) =>
  at.plain
    ? askPlainly(lines, '(y/N) ', readLine, at, isYes)
    : draw(lines, at, (options) => clack.confirm({ ...options, initialValue: false }), yesOrNoKeys),
);

/**
 * A line; one of several lines that were pasted has the others behind it, so that they are not lost. The prompt sets no
 * bar before what follows the first line of its question.
 */
const askLine =
  (read: typeof readLine, prompt: (options: Options) => Promise<string | symbol>): Ask<string> =>
  (lines, at) =>
    at.plain
      ? askPlainly(lines, '', read, at, (answer) => answer)
      : draw(lines, at, async (options) => {
          const message = options.message.replaceAll('\n', `\n${styleText('gray', clack.S_BAR)}  `);
          const answer = await prompt({ ...options, message });
          const rest = options.rest();
          return typeof answer === 'symbol' || rest === '' ? answer : `${answer}\n${rest}`;
        });

export const askText = askLine(readLine, clack.text);

/** The same; hides the typed text. */
export const askSecret = askLine(readSecretLine, clack.password);

/** One of several values; `names` has a label for each. */
export function chooseOne<T extends string>(names: Readonly<Record<T, string>>): Ask<T> {
  const values = Object.keys(names) as T[];
  return askAfresh((lines, at) => {
    if (at.plain) return choosePlainly(lines, values, names, at);
    return draw(lines, at, async (options) => {
      const choices = values.map((value) => ({
        value: String(value),
        label: shortText(names[value], LONGEST),
      }));
      const answer = await clack.select<string>({ ...options, options: choices });
      return values.find((value) => value === answer) ?? DECLINED;
    });
  });
}

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

/** Asks until one of the numbers is given, or the question is declined: any other text is neither. */
async function choosePlainly<T extends string>(
  lines: readonly string[],
  values: readonly T[],
  names: Readonly<Record<T, string>>,
  at: Terminal,
): Promise<T | symbol> {
  const listed = values.map((value, index) => `  ${index + 1} ${names[value]}`);
  for (let above = [...lines, ...listed]; ; above = []) {
    const ask = [...above, `A number from 1 to ${values.length}:`];
    const answer = await askPlainly(ask, '', readLine, at, (text) => values[Number(text.trim()) - 1]);
    if (answer !== undefined) return answer;
  }
}
