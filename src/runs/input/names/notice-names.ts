import { ABOUT } from '../words/state-names.ts';
import { allIn, divided, isIn, someIn, wordSet, wordsAtEnd } from '../words/words.ts';
import { GONE_WORDS, WHEN } from './gone-date-names.ts';
import { isOfEnd } from './headers-of-time.ts';

/** Words of headers that say that a person gave notice, or was given it. */
const NOTICE = wordSet([
  'notice|resignation|resigned|resign|kündigung|kündigungs|gekündigt|démission|préavis|dimissioni|preavviso',
]);

/** Beside words of leaving: that it was announced, or asked for. */
const ANNOUNCED = wordSet([
  'request|requested|submitted|submission|announced|notified|notification|initiated|beantragt|gemeldet|eingereicht',
]);

/** By these it is the day on which people leave after all: `Resignation effective date`, `Gekündigt zum`. */
const OF_THE_END = wordSet(['effective|last|period|zum|per|auf|effet|effetto|decorrenza']);

const wordsOf = (header: string) => divided(wordsAtEnd(header), (word) => isIn(word, NOTICE, WHEN));

/** True for a header of the day on which people said that they leave, or were told so: `Notice date`. */
export function isNoticeName(header: string): boolean {
  const words = wordsOf(header);
  if (someIn(words, OF_THE_END) || words.some(isOfEnd)) return false;
  return someIn(words, NOTICE) || (someIn(words, GONE_WORDS) && someIn(words, ANNOUNCED));
}

/** True for one that says no more: `Notice date`, and not `COBRA notice sent` or `Termination requested`. */
export const isPlainNotice = (header: string): boolean =>
  allIn(wordsOf(header), NOTICE, ANNOUNCED, WHEN, ABOUT);
