const TILDE = 126;
const LESS_THAN = 60;
const BLANK = 32;
const HASH = 35;
/** A line through the letter before it. */
const STROKE = 0x336;

const BETWEEN_MARKS = /^~~?[^~]+~~?$|^<(?:s|del|strike)>[^<]+<\/(?:s|del|strike)>$/i;

/** False for nearly every text that is not struck out, at the cost of a look at two letters. */
export function mayBeStruck(text: string): boolean {
  const first = text.charCodeAt(0);
  return (
    first === TILDE ||
    first === HASH ||
    first === LESS_THAN ||
    first <= BLANK ||
    text.charCodeAt(1) === STROKE
  );
}

/** True for a text that is struck out as a whole, as Markdown and HTML write it, or letter by letter. */
export const isStruckOut = (text: string): boolean =>
  text.charCodeAt(1) === STROKE || BETWEEN_MARKS.test(text.trim());

const LONGEST = 20;

/** What spreadsheets write for a failed formula: `#N/A`, `#WERT!`, `#¿NOMBRE?`. Other capitals are comments. */
const ERROR =
  /^#(?!DONE|TODO|URGENT|WARN|ACHTUNG|ATTEN|WICHTIG|IMPORTANT|CONFID|VERTRAUL|STOP|NOTE|FIXME|LEAVERS|DRAFT)(?:¡?[\p{Lu}_]{2,14}(?:\/0)?!|¿?(?:N\p{Lu}{2,5}|AD|ИМЯ)\?|N\/[A-Z]{1,4}!?|I\/T|NV|VERW|GETTING_DATA)$/u;

/** True for a cell in which a formula failed. */
export function isFormulaError(cell: string): boolean {
  const text = cell.trim();
  return text.charCodeAt(0) === HASH && text.length <= LONGEST && ERROR.test(text.normalize('NFC'));
}
