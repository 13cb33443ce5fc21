import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Input, Output } from '../../system/environment.ts';
import { typedUnseen } from '../../system/typed-text.ts';
import { write } from '../write.ts';

/** Answered when a question is declined: Ctrl-C, Ctrl-D, a signal, or the end of stdin. */
export const DECLINED = Symbol('declined');

interface Streams {
  readonly stdin: Input;
  readonly stderr: Output;
}

/** Asks for a line of text, for terminals that can draw nothing. */
export function readLine(prompt: string, { stdin, stderr }: Streams): Promise<string | symbol> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: stdin as Readable, output: stderr as Writable, terminal: false });
    lines.once('close', () => resolve(DECLINED));
    // After a signal stdin is destroyed with an error, and an error without a listener would end the process.
    lines.once('error', () => lines.close());
    lines.question(prompt, (answer) => {
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
