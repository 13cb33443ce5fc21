import { foldCase } from '../../../text/fold-case.ts';
import { BadValue } from '../../../validation/bad-value.ts';
import { wordSet } from '../words/word-set.ts';

/** Yes and no as spreadsheets and databases write them, in the languages in which columns are understood. */
const YES = wordSet(['true|yes|y|1|on|wahr|ja|j|vrai|oui|vero|sì|si|sí|sim|tak']);
const NO = wordSet(['false|no|n|0|off|falsch|nein|faux|non|falso|nee|não|nie|nej']);

/** Yes or no as a folded word says it; undefined for any other. */
export const answerIn = (word: string): 'yes' | 'no' | undefined =>
  YES.has(word) ? 'yes' : NO.has(word) ? 'no' : undefined;

/** The same of a cell that says one or the other. Throws `BadValue`. */
export function yesOrNo(text: string): 'yes' | 'no' {
  const answer = answerIn(foldCase(text));
  if (answer !== undefined) return answer;
  throw new BadValue('true or false (also yes or no, 1 or 0)', text);
}
