import { BadValue, nearestValues } from './bad-value.ts';

const DELIMITERS: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
};

/** The character between columns, from its name or itself. */
export function delimiter(text: string): string {
  const named = DELIMITERS[text.toLowerCase()];
  if (named !== undefined) return named;
  if (text.length === 1 && !/[\w"'\r\n]/.test(text)) return text;
  const names = Object.keys(DELIMITERS).filter((name) => /\w/.test(name[0] ?? ''));
  throw new BadValue(
    `one character between columns, or its name (${names.join(', ')})`,
    text,
    nearestValues(text, names),
  );
}

/** Encodings that files of people come in; TextDecoder knows further ones. */
const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'iso-8859-1',
  'iso-8859-2',
  'iso-8859-15',
  'macintosh',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'big5',
];

/** An encoding by a label of the Encoding Standard, such as `latin1`: its name. */
export function encoding(text: string): string {
  try {
    return new TextDecoder(text.trim()).encoding;
  } catch {
    throw new BadValue(
      'an encoding such as windows-1252, iso-8859-15 or utf-16le',
      text,
      nearestValues(text, ENCODINGS),
    );
  }
}
