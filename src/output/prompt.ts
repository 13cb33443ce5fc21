import type { Readable, Writable } from 'node:stream';
import { confirm, text } from '@clack/prompts';
import type { Input, Output } from '../host.ts';

/** Asks yes or no at the terminal; no is what Enter says, and what declining means. */
export async function askYesNo(message: string, stdin: Input, stderr: Output): Promise<boolean> {
  const input = stdin as Readable;
  const answer = await confirm({ message, initialValue: false, input, output: stderr as Writable });
  return answer === true;
}

/** Asks for a text to be typed again; anything else, and declining, is a no. */
export async function askTyped(
  question: string,
  wanted: string,
  stdin: Input,
  stderr: Output,
): Promise<boolean> {
  const message = `${question}\nType ${wanted} to go on:`;
  const answer = await text({ message, input: stdin as Readable, output: stderr as Writable });
  return typeof answer === 'string' && answer.trim() === wanted;
}
