/** Everything between the two lines of marks is made; the name says by which table. */
const PART = /^(<!-- made by npm run docs: (\S+) -->\n)[\s\S]*?^(<!-- end -->)$/gm;
const OPENING = /^<!-- made by npm run docs/gm;

/**
 * A page with its made parts as they are now. Throws, naming the page, for a part that has no end, and for a name
 * that no table has.
 */
export function replaceMadeParts(page: string, text: string, make: (name: string) => string | null): string {
  const parts = [...text.matchAll(PART)];
  const nested = parts.some(([part]) => (part.match(OPENING) ?? []).length > 1);
  if (nested || parts.length !== (text.match(OPENING) ?? []).length) {
    throw new Error(`${page}: a part that npm run docs makes is not closed by <!-- end -->`);
  }
  return text.replaceAll(PART, (_, opening: string, name: string, end: string) => {
    const made = make(name);
    if (made === null) throw new Error(`${page}: npm run docs makes no table '${name}'`);
    return `${opening}\n${made}\n\n${end}`;
  });
}
