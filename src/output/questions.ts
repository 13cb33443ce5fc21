import type { Readable, Writable } from 'node:stream';
import { password, select, text } from '@clack/prompts';
import type { Input, Output } from '../host.ts';

/** Questions to somebody at a terminal. Each rejects when the answer is declined (Ctrl-C, Escape). */
export interface Questions {
  /** What is typed is not shown. */
  secret(message: string): Promise<string>;
  text(message: string): Promise<string>;
  choice<T extends string>(message: string, options: Readonly<Record<T, string>>): Promise<T>;
}

/** `declined` makes the error for a question that was not answered. */
export function questionsAt(stdin: Input, stderr: Output, declined: () => Error): Questions {
  const where = { input: stdin as Readable, output: stderr as Writable };
  const given = (answer: string | symbol): string => {
    // The sign for declining is the only symbol.
    if (typeof answer === 'symbol') throw declined();
    return answer;
  };
  return {
    secret: async (message) => given(await password({ ...where, message })),
    text: async (message) => given(await text({ ...where, message })).trim(),
    async choice<T extends string>(message: string, options: Readonly<Record<T, string>>) {
      const names = Object.entries<string>(options).map(([value, label]) => ({ value, label }));
      // One of the names is what is chosen.
      return given(await select({ ...where, message, options: names })) as T;
    },
  };
}
