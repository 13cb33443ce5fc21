const TILDE = 126;
const LESS_THAN = 60;
const BLANK = 32;
/** A line through the letter before it. */
const STROKE = 0x336;

const BETWEEN_MARKS = /^~~[^~]+~~$|^<(?:s|del|strike)>[^<]+<\/(?:s|del|strike)>$/i;

/** False for nearly every text that is not struck out, at the cost of a look at two letters. */
export function mayBeStruck(text: string): boolean {
  const first = text.charCodeAt(0);
  return first === TILDE || first === LESS_THAN || first <= BLANK || text.charCodeAt(1) === STROKE;
}

/** True for a text that is struck out as a whole, as Markdown and HTML write it, or letter by letter. */
export const isStruckOut = (text: string): boolean =>
  text.charCodeAt(1) === STROKE || BETWEEN_MARKS.test(text.trim());
