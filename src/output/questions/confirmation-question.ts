import { askText, confirmYesNo, type Terminal } from './terminal-questions.ts';

/** Asks yes or no at the terminal; no is what Enter says, and what declining means. */
export async function askYesNo(question: string, at: Terminal): Promise<boolean> {
  return (await confirmYesNo([question], at)) === true;
}

/** Asks for a text to be typed again; anything else, and declining, is a no. */
export async function askTyped(question: string, wanted: string, at: Terminal): Promise<boolean> {
  const answer = await askText([question, `Type ${wanted} to go on:`], at);
  return typeof answer === 'string' && answer.trim() === wanted;
}
