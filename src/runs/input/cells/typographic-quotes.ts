/** Quotes that word processors set in place of straight ones: each opening one with those that close it. */
const CLOSES: Readonly<Record<string, string>> = {
  '“': '”',
  '„': '“”',
  '«': '»',
  '»': '«',
  '‘': '’',
  '‚': '‘’',
};

/**
 * Joins cells that typographic quotes hold together: `“Doe`, ` Jane”` are one cell with a comma in it. Returns the
 * cells as they are where a quote is never closed.
 */
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
