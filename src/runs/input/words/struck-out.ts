const TILDE = 126;
const LESS_THAN = 60;
/** A line through the letter before it. */
const STROKE = 0x336;

const SHORTEST = 5;
const BETWEEN_MARKS = /^~~[^~]+~~$|^<(?:s|del|strike)>[^<]+<\/(?:s|del|strike)>$/i;

/** True for a text that is struck out as a whole, as Markdown and HTML write it, or letter by letter. */
export function isStruckOut(text: string): boolean {
  if (text.length < SHORTEST) return text.charCodeAt(1) === STROKE;
  // Nearly every cell is done with here.
  const first = text.charCodeAt(0);
  if (first > TILDE || (first !== TILDE && first !== LESS_THAN && first > 32))
    return text.charCodeAt(1) === STROKE;
  return BETWEEN_MARKS.test(text.trim());
}
