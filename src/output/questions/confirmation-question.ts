import type { Terminal } from './drawn-question.ts';
import { askAfresh, askText, confirmYesNo } from './terminal-questions.ts';

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
