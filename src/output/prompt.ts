import type { Writable } from 'node:stream';
import { confirm, text } from '@clack/prompts';
import type { Input, Output } from '../host.ts';
import { declinable } from './declining.ts';

/** Asks yes or no at the terminal; no is what Enter says, and what declining means. */
export async function askYesNo(message: string, stdin: Input, stderr: Output): Promise<boolean> {
  const output = stderr as Writable;
  const answer = await declinable(stdin, (options) =>
    confirm({ ...options, message, initialValue: false, output }),
  );
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
  const output = stderr as Writable;
  const answer = await declinable(stdin, (options) => text({ ...options, message, output }));
  return typeof answer === 'string' && answer.trim() === wanted;
}
