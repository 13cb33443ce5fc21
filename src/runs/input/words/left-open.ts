import { clausesOf } from '../sentences/clauses.ts';
import { isThing } from '../sentences/keeps-person.ts';
import { CAN_ANSWER } from '../sentences/of-others.ts';
import { DEPARTURES } from '../sentences/sentence-words.ts';
import { EXCUSES } from '../sentences/short-orders.ts';
import { LEFT } from '../sentences/staying-words.ts';
import { KEPT, PUT_OFF_ANYWHERE } from './kept-words.ts';
import { isIn, someIn, spelt } from './words.ts';

/** Who has still to say so, or says the contrary. */
const HAS_TO_SAY =
  /^(?:\S+ to (?:confirm|decide|approve)|(?:\S+ ){1,2}(?:decides|disagrees|objects|says no))[.!]?$/i;
const NOBODY = /^no(?:body|thing|-?one|ne)? /i;

/** What is to come first: `if approved`, `once replaced`; not `if possible`, `sobald möglich`, `if questions: Ada`. */
const CONDITION = spelt(
  /^(?:only |erst )?(?:(?:if|once|unless|when|as soon as|subject to|falls) (?!po|question|fragen|rückfragen)|sobald [^mw])/i,
);
/** `after handover`; after other things people leave. */
const AFTER = /^(?:only |erst )?(?:after|nach) /i;
const OF_HANDOVER = spelt(/hand-?over|übergabe|audit|proje[ck]t/i);

/** The words at the end, behind a label or a remark: `left - keep`, `HR-12: on hold`, `3.11. keep`; not `M. Garder`. */
const LAST = /(?:[:;,/(?!]|\p{Ll}{3}\.|\d\.?|\s[-–—])\s?(\p{L}[\p{L} ]*)[).!]?$/u;
const LONGEST_ORDER = 30;

/** The words with which such orders and answers end: a look at the last one costs less than all of the text. */
const ENDS = new Set([
  ...[...KEPT, ...PUT_OFF_ANYWHERE].map((order) => order.split(' ').at(-1)),
  ...['confirm', 'decide', 'approve', 'decides', 'disagrees', 'objects', 'no'],
]);

const LONGEST = 60;
const [FEW, MOST] = [4, 6];

/** True for a few words that ask, put a condition or end with an order to keep, and speak of no thing. */
export function isLeftOpen(text: string, isNote: boolean): boolean {
  if (text.length > LONGEST) return false;
  const last =
    text
      .slice(-LONGEST_ORDER)
      .match(/\p{L}+/gu)
      ?.at(-1) ?? '';
  const mayEnd = ENDS.has(last.toLowerCase());
  if (mayEnd && isNote && HAS_TO_SAY.test(text)) return !NOBODY.test(text);
  const isOrder = mayEnd && endsWithOrder(text);
  const isAsked = isNote && /[?？]\s*$/.test(text) && !/\bdone.\s*$/i.test(text);
  const isIf = CONDITION.test(text);
  if (!isOrder && !isAsked && !isIf && !(AFTER.test(text) && OF_HANDOVER.test(text))) return false;
  const clauses = clausesOf(text);
  const words = clauses.flat();
  if (words.some((word) => isThing(word) && !CAN_ANSWER.has(word))) return false;
  if (isOrder || isAsked) return isOrder || words.length < FEW;
  const isMoot = /^(?:if|falls)/i.test(text) && someIn(words, EXCUSES);
  return (
    clauses.length === 1 &&
    words.length <= MOST &&
    !isMoot &&
    !/\d/.test(text) &&
    !someIn(words, LEFT, DEPARTURES)
  );
}

function endsWithOrder(text: string): boolean {
  const last = LAST.exec(text.slice(-LONGEST_ORDER))?.[1]?.toLowerCase() ?? '';
  return isIn(last, KEPT, PUT_OFF_ANYWHERE);
}
