import { foldCase } from '../../../text/fold-case.ts';
import { BadValue } from '../../../validation/bad-value.ts';
import { wordSet } from '../words/word-set.ts';

/** Yes and no as spreadsheets and databases write them, in the languages in which columns are understood. */
const YES = wordSet(['true|yes|y|1|on|wahr|ja|j|vrai|oui|vero|sì|si|sí|sim|tak']);
const NO = wordSet(['false|no|n|0|off|falsch|nein|faux|non|falso|nee|não|nie|nej']);

/** What a cell says that is one or the other. Throws `BadValue`. */
export function yesOrNo(text: string): 'yes' | 'no' {
  const word = foldCase(text);
  if (YES.has(word)) return 'yes';
  if (NO.has(word)) return 'no';
  throw new BadValue('true or false (also yes or no, 1 or 0)', text);
}
