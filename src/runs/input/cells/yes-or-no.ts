import { foldCase } from '../../../text/fold-case.ts';
import { BadValue } from '../../../validation/bad-value.ts';
import { wordSet } from '../words/words.ts';

/** Says of folded words whether they are a yes or a no; undefined for any other. */
export function answersBy(yesses: readonly string[], nos: readonly string[]) {
  const [yes, no] = [wordSet(yesses), wordSet(nos)];
  return (word: string): 'yes' | 'no' | undefined =>
    yes.has(word) ? 'yes' : no.has(word) ? 'no' : undefined;
}

/** Yes and no as spreadsheets and databases write them, in the languages in which columns are understood. */
export const answerIn = answersBy(
  ['true|yes|y|1|on|wahr|ja|j|vrai|oui|vero|sì|si|sí|sim|tak'],
  ['false|no|n|0|off|falsch|nein|faux|non|falso|nee|não|nie|nej'],
);

/** The same of a cell that says one or the other. Throws `BadValue`. */
export function yesOrNo(text: string): 'yes' | 'no' {
  const answer = answerIn(foldCase(text));
  if (answer !== undefined) return answer;
  throw new BadValue('true or false (also yes or no, 1 or 0)', text);
}
