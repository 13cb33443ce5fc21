import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Input, Output } from '../../system/environment.ts';
import { write } from '../write.ts';
import { afterLine } from './heard-keys.ts';

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
  if (!('setRawMode' in stdin) || typeof stdin.setRawMode !== 'function') return readLine(prompt, streams);
  await write(stderr, prompt);
  stdin.setRawMode(true);
  try {
    return await readTyped(stdin);
  } finally {
    stdin.setRawMode(false);
    await write(stderr, '\n');
  }
}

/** Ctrl-C, Ctrl-D and Escape. */
const ENDS = ['\u0003', '\u0004', '\u001b'];
const BACKSPACES = ['\u007f', '\b'];
/** Ctrl-U takes back all of it, as it does where a terminal reads lines itself. */
const TAKE_BACK = '\u0015';

/** Reads key by key until Enter, because a terminal that does not echo hands over each key as it is pressed. */
function readTyped(stdin: Input): Promise<string | symbol> {
  return new Promise((resolve) => {
    let typed: readonly string[] = [];
    const done = (answer: string | symbol) => {
      stdin.off('data', onData).off('end', onEnd).off('close', onEnd);
      stdin.pause();
      resolve(answer);
    };
    const onEnd = () => done(DECLINED);
    const press = (key: string): void => {
      if (ENDS.includes(key)) done(DECLINED);
      else if (key === TAKE_BACK) typed = [];
      else if (BACKSPACES.includes(key)) typed = typed.slice(0, -1);
      // The other control keys, such as Ctrl-Z, belong to no secret.
      else if (key >= ' ') typed = [...typed, key];
    };
    const onData = (chunk: Buffer | string) => {
      const [line = ''] = String(chunk).split(/[\r\n]/, 1);
      for (const key of line) press(key);
      const rest = afterLine(String(chunk));
      if (line !== String(chunk)) done([typed.join(''), rest].filter((each) => each !== '').join('\n'));
    };
    stdin.on('data', onData).on('end', onEnd).on('close', onEnd);
    stdin.resume();
  });
}
