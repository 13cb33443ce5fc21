import type { Readable, Writable } from 'node:stream';
import { confirm, password } from '@clack/prompts';
import type { Input, Output } from '../host.ts';

/** Asks at the terminal without echo. Null when the user declines (Ctrl-C, Escape). */
export async function askSecret(message: string, stdin: Input, stderr: Output): Promise<string | null> {
  const answer = await password({ message, input: stdin as Readable, output: stderr as Writable });
  return typeof answer === 'string' ? answer : null;
}

/** Asks yes or no at the terminal; no is what Enter says, and what declining means. */
export async function askYesNo(message: string, stdin: Input, stderr: Output): Promise<boolean> {
  const input = stdin as Readable;
  const answer = await confirm({ message, initialValue: false, input, output: stderr as Writable });
  return answer === true;
}
