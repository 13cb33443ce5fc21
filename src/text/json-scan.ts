// What is looked for in a JSON text before it is parsed.

/** Recursive functions over JSON of more levels would overflow the stack. */
export const MOST_LEVELS = 100;

/** Whether it has more levels. Of nearly all answers that is known by counting too few brackets. */
export const isTooDeep = (text: string): boolean =>
  hasManyLevels(text) && openLevels(text, MOST_LEVELS) > MOST_LEVELS;

function hasManyLevels(text: string): boolean {
  let left = MOST_LEVELS;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      left -= 1;
      if (left < 0) return true;
    }
  }
  return false;
}

/** True for the beginning of an object or a list whose end is missing, and for no text at all. */
export function isUnfinished(text: string): boolean {
  const [first] = text.trimStart();
  if (first !== '{' && first !== '[') return first === undefined;
  return openLevels(text) > 0;
}

/** How many levels are open at the end of a text, or as soon as they are more than `most`. */
function openLevels(text: string, most = Number.POSITIVE_INFINITY): number {
  let levels = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    else if (code === LIST || code === OBJECT) levels += 1;
    else if (code === LIST_END || code === OBJECT_END) levels -= 1;
    if (levels > most) break;
  }
  return levels;
}

/** Signs of JSON, as characters of a text and as bytes of UTF-8. */
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const LIST = 0x5b;
export const LIST_END = 0x5d;
export const OBJECT = 0x7b;
export const OBJECT_END = 0x7d;
export const SPACE = 0x20;

/** False, and soon so, for nearly all answers: so many digits or points in a row have one at each so many places. */
export function hasManyDigits(text: string, many: number): boolean {
  for (let at = many - 1; at < text.length; at += many) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let begins = at;
    let ends = at + 1;
    while (isDigit(text.charCodeAt(begins - 1))) begins -= 1;
    while (isDigit(text.charCodeAt(ends))) ends += 1;
    if (ends - begins >= many) return true;
  }
  return false;
}

/** A digit or a point. */
const isDigit = (code: number) => code === POINT || (code >= ZERO && code <= NINE);

const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/** Where the text that begins here ends, or the end of all. */
export function endOfText(text: string, begins: number): number {
  for (let end = text.indexOf('"', begins + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}

/** How many fields the objects of a valid JSON text have, also those with the same name as another one. */
export function countNames(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) {
    at = endOfText(text, at);
    if (isName(text, at)) count += 1;
  }
  return count;
}

/** Whether the text that ends here is the name of a field. */
function isName(text: string, end: number): boolean {
  let next = end + 1;
  // No other character up to a blank stands between a name and its colon.
  while (text.charCodeAt(next) <= SPACE) next += 1;
  return text.charCodeAt(next) === COLON;
}

/** The first name that stands twice in one object of a valid JSON text; undefined where each stands once. */
export function repeatedName(text: string): string | undefined {
  const objects: Set<string>[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === OBJECT) objects.push(new Set());
    else if (code === OBJECT_END) objects.pop();
    if (code !== QUOTE) continue;
    const end = endOfText(text, at);
    if (isName(text, end)) {
      const name: string = JSON.parse(text.slice(at, end + 1));
      if (objects.at(-1)?.has(name)) return name;
      objects.at(-1)?.add(name);
    }
    at = end;
  }
  return undefined;
}
