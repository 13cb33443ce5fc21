import type { Terminal } from './drawn-question.ts';
import { type Ask, askAfresh, askSecret, askText, chooseOne, confirmYesNo } from './terminal-questions.ts';

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

/** Asks yes or no at the terminal. Enter and declining mean no. */
export async function askYesNo(question: string, at: Terminal): Promise<boolean> {
  return (await confirmYesNo([question], at)) === true;
}

/** Asks the user to type a text. Any other text, and declining, means no. */
export async function askTyped(question: string, wanted: string, at: Terminal): Promise<TypedAnswer> {
  const answer = await askAfresh(askText)([question, `Type ${wanted} to continue:`], at);
  const typed = typeof answer === 'string' ? answer.trim() : '';
  if (typed === wanted) return 'agreed';
  return typed === '' ? 'declined' : 'other';
}

/** `other`: a text that is not the one asked for. */
type TypedAnswer = 'agreed' | 'declined' | 'other';
