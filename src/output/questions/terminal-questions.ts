import type { Readable, Writable } from 'node:stream';
import * as clack from '@clack/prompts';
import type { Input, Output } from '../../system/environment.ts';
import { shortText } from '../safe/safe-text.ts';

/** Where questions are asked. */
export interface Terminal {
  readonly stdin: Input;
  readonly stderr: Output;
}

/** A way to ask: the lines of the question -> what was answered, a symbol for declining. */
export type Ask<T> = (lines: readonly string[], at: Terminal) => Promise<T | symbol>;

/** Yes or no; Enter says no. */
export const confirmYesNo: Ask<boolean> = (lines, at) =>
  asked(lines, at, (options) => clack.confirm({ ...options, initialValue: false }));

export const askText: Ask<string> = (lines, at) => asked(lines, at, (options) => clack.text(options));

/** Hides the typed text. */
export const askSecret: Ask<string> = (lines, at) => asked(lines, at, (options) => clack.password(options));

/** One of several: `names` says each value in words. */
export function chooseOne<T extends string>(names: Readonly<Record<T, string>>): Ask<T> {
  const values = Object.keys(names) as T[];
  return (lines, at) =>
    asked(lines, at, async (options) => {
      const choices = values.map((value) => ({
        value: String(value),
        label: shortText(names[value], LONGEST),
      }));
      const answer = await clack.select<string>({ ...options, options: choices });
      return values.find((value) => value === answer) ?? DECLINED;
    });
}

const DECLINED = Symbol('declined');

// Longer than any question of ours; a name that would push the question off the screen ends here.
const LONGEST = 2000;

/** What every prompt is given. */
interface Options {
  readonly message: string;
  readonly input: Readable;
  readonly output: Writable;
  readonly signal: AbortSignal;
}

/**
 * Every question goes through here. Each of its lines is made safe by itself: a name from elsewhere can neither add a
 * line of its own nor take one away. Ctrl-D and a terminal that goes away decline, as Ctrl-C and Escape do: the prompt
 * closes at them without an answer, and a program that waits for nothing any more ends as if all were well.
 */
async function asked<T>(
  lines: readonly string[],
  { stdin, stderr }: Terminal,
  ask: (options: Options) => Promise<T>,
): Promise<T> {
  const message = lines.map((line) => shortText(line, LONGEST)).join('\n');
  const input = stdin as Readable;
  const output = stderr as Writable;
  const end = new AbortController();
  const gone = () => end.abort();
  const pressed = (_text: string | undefined, key?: { readonly ctrl?: boolean; readonly name?: string }) => {
    if (key?.ctrl && key.name === 'd') end.abort();
  };
  if (input.readableEnded || input.destroyed) end.abort();
  input.on('keypress', pressed).on('end', gone).on('close', gone);
  try {
    return await ask({ message, input, output, signal: end.signal });
  } finally {
    input.off('keypress', pressed).off('end', gone).off('close', gone);
  }
}
