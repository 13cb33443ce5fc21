import { clausesOf } from '../sentences/clauses.ts';
import { isThing } from '../sentences/keeps-person.ts';
import { DEPARTURES } from '../sentences/sentence-words.ts';
import { EXCUSES } from '../sentences/short-orders.ts';
import { LEFT } from '../sentences/staying-words.ts';
import { KEPT, PUT_OFF_ANYWHERE } from './kept-words.ts';
import { someIn } from './word-set.ts';

/** Who has still to say so, or says the contrary. */
const HAS_TO_SAY =
  /^(?:\S+ to (?:confirm|decide|approve)|(?:\S+ ){1,2}(?:decides|disagrees|objects|says no))[.!]?$/i;
const NOBODY = /^no(?:body|thing|-?one|ne)? /i;

/** What is to come first: `if approved`, `once replaced`; not `if possible`. */
const CONDITION =
  /^(?:only |erst )?(?:if|once|unless|when|as soon as|subject to|sobald|falls) (?:[^p]|p[^o])/i;
/** `after handover`; after other things people leave. */
const AFTER = /^(?:only |erst )?(?:after|nach) /i;
const OF_HANDOVER = /hand-?over|übergabe|audit|proje[ck]t/i;

/** Between a label or another remark and what is said last. */
const BETWEEN = /[:;,./()?!]|\s[-–—]\s|(?<=\d)\s/;

const LONGEST = 60;
const [SHORT, FEW, MOST] = [3, 4, 6];

/** True for a few words that ask, put a condition or end with an order to keep, and speak of no thing. */
export function isLeftOpen(text: string, isNote: boolean): boolean {
  if (text.length > LONGEST) return false;
  if (isNote && HAS_TO_SAY.test(text)) return !NOBODY.test(text);
  const last =
    text
      .toLowerCase()
      .split(BETWEEN)
      .findLast((part) => part?.trim())
      ?.trim() ?? '';
  const isOrder = KEPT.has(last) || PUT_OFF_ANYWHERE.has(last);
  const isAsked = isNote && /(?<!done)[?？]$/i.test(text.trimEnd());
  const isLater = CONDITION.test(text) || (AFTER.test(text) && OF_HANDOVER.test(text));
  if (!isOrder && !isAsked && !isLater) return false;
  const words = clausesOf(text).flat();
  if (words.some(isThing)) return false;
  if (isOrder || isAsked) return isOrder || words.length < FEW;
  const isMoot = words.length <= SHORT && someIn(words, EXCUSES);
  return words.length <= MOST && !isMoot && !/\d/.test(text) && !someIn(words, LEFT, DEPARTURES);
}
