import { foldCase } from '../../../text/fold-case.ts';
import { BadValue } from '../../../validation/bad-value.ts';
import { yesOrNo } from '../cells/yes-or-no.ts';
import { wordSet } from './word-set.ts';

const MARKS = new Set(['x', 'xx', '✓', '✔', '☑', '✅', 'ok', '☒', '√']);
const NO_MARKS = new Set(['-', '–', '☐', '✗', '❌']);

/** The same in words of languages whose columns are not understood. */
const FURTHER_YES = wordSet(['да|так|是|はい|예|네|evet|kyllä|ano|áno|igen|da|ναι|نعم|כן|có|ใช่']);
const FURTHER_NO = wordSet(['нет|ні|否|不是|いいえ|아니오|아니요|hayır|ei|ne|nem|nu|όχι|لا|לא|không|ไม่ใช่']);

/** Yes or no as a cell says it, by a word or by a mark; undefined where it says something else. */
export function answerOf(value: string): 'yes' | 'no' | undefined {
  const folded = foldCase(value);
  if (MARKS.has(folded) || FURTHER_YES.has(folded)) return 'yes';
  if (NO_MARKS.has(folded) || FURTHER_NO.has(folded)) return 'no';
  try {
    return yesOrNo(value);
  } catch (error) {
    if (error instanceof BadValue) return undefined;
    throw error;
  }
}
