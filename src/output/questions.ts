import type { Writable } from 'node:stream';
import { password, select, text } from '@clack/prompts';
import type { Input, Output } from '../host.ts';
import { declinable } from './declining.ts';

/** Questions to somebody at a terminal. Each rejects when the answer is declined (Ctrl-C, Ctrl-D, Escape). */
export interface Questions {
  /** What is typed is not shown. */
  secret(message: string): Promise<string>;
  text(message: string): Promise<string>;
  choice<T extends string>(message: string, options: Readonly<Record<T, string>>): Promise<T>;
}

/** `declined` makes the error for a question that was not answered. */
export function questionsAt(stdin: Input, stderr: Output, declined: () => Error): Questions {
  const output = stderr as Writable;
  const given = async (ask: Parameters<typeof declinable<string | symbol>>[1]): Promise<string> => {
    const answer = await declinable(stdin, ask);
    // The sign for declining is the only symbol.
    if (typeof answer === 'symbol') throw declined();
    return answer;
  };
  return {
    secret: (message) => given((options) => password({ ...options, message, output })),
    text: async (message) => (await given((options) => text({ ...options, message, output }))).trim(),
    async choice<T extends string>(message: string, options: Readonly<Record<T, string>>) {
      const names = Object.entries<string>(options).map(([value, label]) => ({ value, label }));
      // One of the names is what is chosen.
      return (await given((where) => select({ ...where, message, options: names, output }))) as T;
    },
  };
}
