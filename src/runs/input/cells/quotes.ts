import type { RawRow } from '../columns/table.ts';

// Results escape cells that a spreadsheet would run as a formula with a quote; any other quote is part of the text.
const QUOTED = /^'[=+\-@\t\r]/;

/** Removes such quotes from the cells; returns the positions of the changed cells, or undefined. */
export function removeFormulaQuotes(cells: string[]): RawRow['quoted'] {
  let quoted: Set<number> | undefined;
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] ?? '';
    if (!cell.startsWith("'") || !QUOTED.test(cell)) continue;
    cells[at] = cell.slice(1);
    quoted = (quoted ?? new Set()).add(at);
  }
  return quoted;
}

/** Quotes that word processors set in place of straight ones: each opening one with those that close it. */
const CLOSES: Readonly<Record<string, string>> = {
  '“': '”',
  '„': '“”',
  '«': '»',
  '»': '«',
  '‘': '’',
  '‚': '‘’',
};

/** Joins cells that typographic quotes hold together: `“Doe`, ` Jane”`. As they are where a quote is never closed. */
export function joinTypographic(cells: readonly string[], delimiter: string): string[] {
  const joined: string[] = [];
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] ?? '';
    const closing = CLOSES[cell.trimStart().charAt(0)];
    const ends = (text: string) => closing?.includes(text.trimEnd().slice(-1)) && text.trim().length > 1;
    let last = at;
    if (closing !== undefined && !ends(cell))
      last = cells.findIndex((text, index) => index > at && ends(text));
    if (last < 0) return [...cells];
    joined.push(cells.slice(at, last + 1).join(delimiter));
    at = last;
  }
  return joined;
}

const [QUOTE, EQUALS, NEWLINE, RETURN, BLANK] = [34, 61, 10, 13, 32];

/** The bytes of records with `"…"` for cells such as `="…"`, by which spreadsheets know texts; undefined for none. */
export function withoutEquals(bytes: Buffer, delimiter: string): Buffer | undefined {
  const between = delimiter.charCodeAt(0);
  const parts: Buffer[] = [];
  let [from, isOpen, begins] = [0, false, true];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) isOpen = !isOpen;
    if (isOpen) continue;
    if (begins && byte === EQUALS && bytes[at + 1] === QUOTE) {
      parts.push(bytes.subarray(from, at));
      from = at + 1;
    }
    begins = byte === between || byte === NEWLINE || byte === RETURN || (begins && byte === BLANK);
  }
  return parts.length === 0 ? undefined : Buffer.concat([...parts, bytes.subarray(from)]);
}
