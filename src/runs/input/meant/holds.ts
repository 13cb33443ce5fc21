import type { Action } from '../../../results/record.ts';
import { answerOf, isNothing } from '../words/answers.ts';
import { isForGood, isKept } from '../words/kept.ts';
import { headerWords } from '../words/words.ts';

const HOLD_NAME =
  /^(?:(?:is|on|under|has) )?(?:e ?)?(?:legal|litigation|discovery|in ?place) ?hold(?: (?:active|case|enabled|flag|status))?$/;

/** True for a header of holds by law alone, and not of `Do not deactivate (legal hold)`. */
export const isHoldName = (header: string): boolean =>
  HOLD_NAME.test(headerWords(header.split('.').at(-1) ?? '').join(' '));

/** Under such a header: an account may be closed all the same, unless other words keep the person. */
export const isHeld = (cell: string, action: Action | undefined): boolean =>
  isForGood(action)
    ? answerOf(cell) !== 'no' && !isNothing(cell)
    : !/hold/i.test(cell) && isKept(cell, undefined, action);
