const LONGEST = 1_000;
const MOST_CLAUSES = 100;

const PARTS = /\p{L}+(?:['-]\p{L}+)*|\d{1,2}:\d{2}|\p{N}+|[^\p{L}\p{N}\s]/gu;
const IS_WORD = /^[\p{L}\p{N}]/u;

/** An article before a vowel, which belongs to the word. */
const ARTICLE = /^(?:l|d|qu|n|s|c|j|un|dell|all)'(?=\p{L}{2})/u;

/** `she'll`, `Ben's`: the verb is a word. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ["'s", 'is'],
  ["'re", 'are'],
]);

/** `jane.stays@example.com` says nothing. */
const withoutAddresses = (text: string): string =>
  text.includes('@')
    ? text
        .split(' ')
        .filter((word) => !word.includes('@'))
        .join(' ')
    : text;

/** The parts of a text between its signs, as words in lower case. */
export function clausesOf(text: string): readonly (readonly string[])[] {
  const begin = withoutAddresses(text.slice(0, LONGEST));
  const parts = begin.normalize('NFC').toLowerCase().replaceAll('’', "'").match(PARTS) ?? [];
  const clauses: string[][] = [[]];
  for (const part of parts) {
    if (IS_WORD.test(part)) clauses.at(-1)?.push(...wordsOf(part));
    else if (clauses.at(-1)?.length !== 0) clauses.push([]);
    if (clauses.length > MOST_CLAUSES) break;
  }
  return clauses.filter((clause) => clause.length > 0);
}

function wordsOf(part: string): readonly string[] {
  if (!part.includes("'")) return [part];
  const at = part.lastIndexOf("'");
  const verb = SHORT.get(part.slice(at)) ?? (part.endsWith("'ll") ? 'will' : undefined);
  return verb === undefined ? [part.replace(ARTICLE, '')] : [part.slice(0, at), verb];
}
