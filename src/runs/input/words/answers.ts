import { foldCase } from '../../../text/fold-case.ts';
import { BadValue } from '../../../validation/bad-value.ts';
import { yesOrNo } from '../cells/yes-or-no.ts';

const MARKS = new Set(['x', 'xx', '✓', '✔', '☑', '✅', 'ok', '☒', '√']);
const NO_MARKS = new Set(['-', '–', '☐', '✗', '❌']);

/** Yes or no as a cell says it, by a word or by a mark; undefined where it says something else. */
export function answerOf(value: string): 'yes' | 'no' | undefined {
  const folded = foldCase(value);
  if (MARKS.has(folded)) return 'yes';
  if (NO_MARKS.has(folded)) return 'no';
  try {
    return yesOrNo(value);
  } catch (error) {
    if (error instanceof BadValue) return undefined;
    throw error;
  }
}
