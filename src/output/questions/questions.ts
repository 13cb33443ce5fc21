import type { Terminal } from './drawn-question.ts';
import { type Ask, askSecret, askText, chooseOne } from './terminal-questions.ts';

/** Questions to an interactive user. Each rejects when the answer is declined (Ctrl-C, Ctrl-D, Escape). */
export interface Questions {
  /** Hides the typed text. */
  secret(message: string): Promise<string>;
  text(message: string): Promise<string>;
  choice<T extends string>(message: string, options: Readonly<Record<T, string>>): Promise<T>;
}

/** Make the errors for a declined question, and for several lines where one was asked for. */
export function createQuestions(at: Terminal, declined: () => Error, severalLines: () => Error): Questions {
  const given = async <T extends string>(ask: Ask<T>, message: string): Promise<T> => {
    const answer = await ask([message], at);
    // The only symbol among the answers means that the question was declined.
    if (typeof answer === 'symbol') throw declined();
    if (/[\r\n]/.test(answer)) throw severalLines();
    return answer;
  };
  return {
    secret: (message) => given(askSecret, message),
    text: async (message) => (await given(askText, message)).trim(),
    choice: (message, options) => given(chooseOne(options), message),
  };
}
