import { memoize } from '../../../memoize.ts';
import { orElse } from '../../../or-else.ts';
import { isNoName } from './names-beside.ts';

/** What was taken off a cell, for the note about it. */
export type Peel = 'invisible' | 'quotes' | 'name' | 'link';

export interface Peeled {
  readonly text: string;
  /** Empty where only blanks were taken off. */
  readonly peels: readonly Peel[];
}

/** Quotes that stand around a cell: those of one group belong together, as languages and programs mix them. */
const QUOTES = ['"“”„‟«»＂', "'‘’‚‛‹›", '`'] as const;

/** Takes off blanks, characters that cannot be seen, and one pair of quotes, also `="…"` of a spreadsheet. */
export function peel(text: string): Peeled {
  const outer = withoutEnds(text);
  const quoted = withoutQuotes(outer.text);
  if (quoted === undefined) return { text: outer.text, peels: outer.unseen ? ['invisible'] : [] };
  const inner = withoutEnds(quoted);
  const unseen: Peel[] = outer.unseen || inner.unseen ? ['invisible'] : [];
  return { text: inner.text, peels: [...unseen, 'quotes'] };
}

/** The same for a cell that names a person; `Jane Doe <jane@example.com>` and `mailto:` mean the address in them. */
export function peelPerson(text: string): Peeled {
  const { text: bare, peels } = peel(text);
  const named = addressBeside(bare);
  const inner = named === undefined ? { text: bare, peels: [] } : peel(named);
  const linked = addressOfLink(inner.text);
  const found: Peel[] = [
    ...new Set([...peels, ...inner.peels]),
    ...(named === undefined ? [] : (['name'] as const)),
    ...(linked === undefined ? [] : (['link'] as const)),
  ];
  return { text: linked ?? inner.text, peels: found };
}

/** Without quotes around it; undefined where there is no pair, or one belongs to the text. */
function withoutQuotes(text: string): string | undefined {
  const [, bold] = BOLD.exec(text) ?? [];
  if (bold !== undefined) return bold;
  const from = text.startsWith('="') ? 1 : 0;
  const [first = ''] = text.slice(from, from + 1);
  const group = QUOTES.find((quotes) => quotes.includes(first));
  const inner = text.slice(from + 1, -1);
  if (first === '' || group === undefined || text.length < from + 2) return undefined;
  if (!group.includes(text.slice(-1)) || [...group].some((quote) => inner.includes(quote))) return undefined;
  return inner;
}

/** As Markdown writes it. */
const BOLD = /^\*\*([^*]+)\*\*$/;

/** The longest text in which an address is looked for: an address has 254 characters at most. */
const LONGEST = 2000;

/** The brackets in which an address stands behind a name, by the one that closes. */
const BRACKETS: ReadonlyMap<string, string> = new Map([
  ['>', '<'],
  [')', '('],
  [']', '['],
]);

/** The address in brackets behind a name; undefined for none, or where the name is another address. */
function addressBeside(written: string): string | undefined {
  const text = written.replaceAll(/[＜＞（）：]/g, (wide) => wide.normalize('NFKC'));
  const opening = BRACKETS.get(text.slice(-1));
  if (opening === undefined || text.length > LONGEST) return undefined;
  const at = text.lastIndexOf(opening);
  const address = text.slice(at + 1, -1).trim();
  const name = nameBefore(text.slice(0, Math.max(0, at)), address);
  // Two pairs of brackets may be two people, and an equals sign has no place in a name.
  if (at < 0 || /[<>=]/.test(name) || /\s|^['"‘“]/.test(address) || isNoName(name)) return undefined;
  if (!address.includes('@') && !address.startsWith('usr_')) return undefined;
  // `(jane@example.com)` beside others may be left out, or not.
  if (name === '' && opening !== '<') return undefined;
  // Some programs write a link and its text with `|` between them.
  const [meant = ''] = address.split('|');
  const bare = peel(name).text.toLowerCase();
  const same = bare === (addressOfLink(meant) ?? meant).toLowerCase();
  return !name.includes('@') || same ? meant : undefined;
}

/** The name without the brackets in which Markdown puts the text of a link. */
function nameBefore(text: string, address: string): string {
  const isLink = text.startsWith('[') && text.endsWith(']') && LINK.test(address);
  return isLink ? text.slice(1, -1) : text;
}

const LINK = /^(?:mailto|smtp):(?:\/\/)?([^?]+)/i;

/** The address that a link means, decoded; undefined for another text. */
function addressOfLink(text: string): string | undefined {
  const [, coded] = LINK.exec(text.slice(0, LONGEST)) ?? [];
  // A `%` that is no code is part of the address.
  return coded && orElse(() => decodeURIComponent(coded).trim(), coded);
}

/** Without blanks and unseen characters at both ends; `unseen` says whether there were others than plain blanks. */
function withoutEnds(text: string): { readonly text: string; readonly unseen: boolean } {
  let start = 0;
  let end = text.length;
  let unseen = false;
  while (start < end && isAround(text, start)) {
    unseen ||= !isBlank(text.charCodeAt(start));
    start += 1;
  }
  while (end > start && isAround(text, end - 1)) {
    unseen ||= !isBlank(text.charCodeAt(end - 1));
    end -= 1;
  }
  return { text: text.slice(start, end), unseen };
}

const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

// Compiled on first use, because Unicode properties are slow to compile.
const SPACE_OR_FORMAT = '[\\s\\p{Cf}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e\\u2800\\u3164\\uffa0]';
const spaceOrFormat = memoize(() => new RegExp(SPACE_OR_FORMAT, 'u'));

function isAround(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  // A control character may have taken back what stands before it, as a backspace does.
  if (code <= 32) return isBlank(code);
  return code > 126 && spaceOrFormat().test(text.charAt(at));
}
