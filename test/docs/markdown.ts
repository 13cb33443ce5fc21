/** A part of a page: a fenced block or one line of text, with the number of its first line, counted from 1. */
export type Part =
  | { readonly kind: 'text'; readonly line: number; readonly text: string }
  | {
      readonly kind: 'block';
      readonly line: number;
      /** Counted from 1 within the page. */
      readonly number: number;
      readonly language: string;
      readonly lines: readonly string[];
      readonly closed: boolean;
    };

export type Block = Extract<Part, { kind: 'block' }>;

/** Divides a Markdown page into fenced blocks and the lines between them. A block in a list loses its indentation. */
export function partsOf(markdown: string): Part[] {
  const lines = markdown.split('\n');
  const parts: Part[] = [];
  let blocks = 0;
  for (let at = 0; at < lines.length; at++) {
    const text = lines[at] ?? '';
    const fence = /^( *)(`{3,}|~{3,})\s*(\w*)/.exec(text);
    if (fence === null) {
      parts.push({ kind: 'text', line: at + 1, text });
      continue;
    }
    const [, indent = '', mark = '', language = ''] = fence;
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((line) => line.trim().startsWith(mark) && /^(`+|~+)$/.test(line.trim()));
    const inside = end < 0 ? rest : rest.slice(0, end);
    const indented = new RegExp(`^ {0,${indent.length}}`);
    parts.push({
      kind: 'block',
      line: at + 1,
      number: ++blocks,
      language,
      lines: inside.map((line) => line.replace(indented, '')),
      closed: end >= 0,
    });
    at += inside.length + 1;
  }
  return parts;
}
