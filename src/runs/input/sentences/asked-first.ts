import { allIn, wordSet } from '../words/word-set.ts';
import { areThings, type Rule } from './clauses.ts';
import { DUTY, FILLERS } from './denial-words.ts';
import { isTime, TOWARDS } from './ends.ts';
import { HELPERS } from './sentence-words.ts';

/** That somebody is to be asked. */
export const ASKS = wordSet([
  'ask|check|confirm|verify|discuss|talk|speak|fragen|klären|absprechen|demander|chiedere|preguntar|navragen',
]);

/** Behind or beside it: before anything is done, or by whom it is wanted. */
export const FIRST = wordSet(['first|before|me|vorher|zuerst|vorab|mich|avant|abord|prima|antes|eerst']);

/** Of these, people who are things elsewhere: they can be asked. */
const ANSWERS = wordSet(['manager|boss|chef|team|hr']);
const ME = /^m(?:e|ich)$/;
const BEFORE = /^(?:before|avant|abord|antes|prima)$/;

/**
 * `ask me first`, `check with her manager before`, `bitte vorher mit HR klären`; not `confirm first day`, `check laptop
 * first`.
 */
export const isAskedFirst: Rule = ({ word, before, behind, around }) => {
  if (!ASKS.has(word) || areThings(around.filter((each) => !ANSWERS.has(each)))) return false;
  if (behind.length === 0 && before.some((each) => FIRST.has(each) && !ME.test(each))) return true;
  const at = behind.findIndex((each) => FIRST.has(each));
  const [first = '', next = ''] = behind.slice(Math.max(0, at));
  const isWhole = next === '' || FIRST.has(next) || TOWARDS.has(next) || BEFORE.test(first);
  return at >= 0 && isWhole && !isTime(next) && allIn(before, FILLERS, HELPERS, DUTY);
};
