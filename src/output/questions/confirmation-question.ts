import { askText, confirmYesNo, type Terminal } from './terminal-questions.ts';

/** Asks yes or no at the terminal. Enter and declining mean no. */
export async function askYesNo(question: string, at: Terminal): Promise<boolean> {
  return (await confirmYesNo([question], at)) === true;
}

/** Asks the user to type a text. Any other text, and declining, means no. */
export async function askTyped(question: string, wanted: string, at: Terminal): Promise<boolean> {
  const answer = await askText([question, `Type ${wanted} to go on:`], at);
  return typeof answer === 'string' && answer.trim() === wanted;
}
