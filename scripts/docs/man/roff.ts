/** Text as roff prints it: every character stands for itself, also where a line begins with it. */
export function escapeRoff(text: string): string {
  const escaped = text
    .replaceAll(/\s/g, ' ')
    .replaceAll(/[\\\-'`^~]|[^ -~]/gu, (found) => ESCAPES[found] ?? unicode(found));
  return escaped.startsWith('.') ? `\\&${escaped}` : escaped;
}

/** A plain `-` becomes a hyphen that no shell takes, a plain `'` a curved quotation mark. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '-': '\\-',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
};

/** A character by its number, as every roff takes it. */
function unicode(character: string): string {
  const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `\\[u${number.padStart(4, '0')}]`;
}

/** An argument of a macro: in quotation marks, because it holds blanks. */
export const quoted = (text: string): string => `"${escapeRoff(text).replaceAll('"', '\\(dq')}"`;

export const bold = (text: string): string => `\\fB${escapeRoff(text)}\\fR`;

export const italic = (text: string): string => `\\fI${escapeRoff(text)}\\fR`;

/** Prose in which what stands between backticks is to be typed. */
export function prose(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? bold(part) : escapeRoff(part)))
    .join('');
}

/** `-o, --output <format>`: what is typed as it stands in bold, what is put in its place in italics. */
export function syntax(text: string): string {
  return text
    .split(/(<[^>]*>|\[[^\]]*\])/)
    .map((part, index) => {
      if (part === '') return '';
      if (index % 2 === 0) return bold(part);
      return `${part.slice(0, 1)}${italic(part.slice(1, -1))}${part.slice(-1)}`;
    })
    .join('');
}

/** A section begins a paragraph itself: its first line needs no macro for that. */
export const section = (title: string, ...lines: readonly string[]): string =>
  [`.SH ${quoted(title)}`, ...(lines[0] === '.PP' ? lines.slice(1) : lines)].join('\n');

/** A term, and below it, further in, what it means. */
export const item = (term: string, meaning: string): string =>
  `.TP\n${term}\n${meaning === '' ? '\\&' : meaning}`;

/** Lines as they stand. */
export const literal = (lines: readonly string[]): readonly string[] => [
  '.RS 4',
  '.nf',
  ...lines.map(escapeRoff),
  '.fi',
  '.RE',
];
