import { orElse } from '../or-else.ts';
import { BadValue, nearestValues, oneOf } from './bad-value.ts';
import { meantZones } from './meant/zones.ts';
import { entryFor } from './objects.ts';

/** How an answer may be printed. What else a format is, is said here of it; `src/output/print.ts` prints each. */
export const FORMATS = ['table', 'json', 'jsonl', 'csv', 'ids', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

/** As help names them: `table, json or csv`. */
export const FORMATS_IN_WORDS = FORMATS.join(', ').replace(/, (\w+)$/, ' or $1');

/** True for a format of which every answer has a form. */
export const isOfEveryAnswer = (name: Format): boolean => name !== 'ids' && name !== 'markdown';

/** True for a format in which an answer is input for other commands, and has only whom they are for. */
export const isInputForOthers = (name: Format): boolean => name === 'csv' || name === 'ids';

const knownFormat = oneOf('an output format', FORMATS);

/** A page is no format of an answer, and nothing of the list is meant by it. Other tools take a file behind `-o`. */
export function format(text: string): Format {
  if (/(?:^|\.)html?$/i.test(text))
    throw new BadValue(`an output format (${FORMATS.join(', ')}), or \`runs report --html <file>\``, text);
  const [, kind] = /\.(\w+)$/.exec(text) ?? [];
  if (kind === undefined) return knownFormat(text);
  throw new BadValue(
    `an output format (${FORMATS.join(', ')}; \`> <file>\` writes a file)`,
    text,
    nearestValues(kind, FORMATS),
  );
}

/** Not what most commands would refuse from then on. */
export const STORED_FORMATS = FORMATS.filter(isOfEveryAnswer);

/** A format that may be stored as the usual one. */
export const storedFormat = oneOf<Format>('an output format for every command', STORED_FORMATS);

/** True for the formats in which errors are JSON too. */
export const isJsonFormat = (name: Format): boolean => name === 'json' || name === 'jsonl';

export const CREDENTIAL_STORES = ['file', 'keychain'] as const;
export type CredentialStore = (typeof CREDENTIAL_STORES)[number];

/** The store in which `auth login` keeps secrets. */
export const credentialStore = oneOf('a place for secrets', CREDENTIAL_STORES);

/** Which changes a call may send, from any to none. */
export const WRITES = ['allowed', 'planned', 'off'] as const;
export type Writes = (typeof WRITES)[number];

export const writes = oneOf('a limit on changes', WRITES);

/** Validates words with commas between them, each of them one of `names`; `what` is said of a word that is none. */
export function wordsOf<N extends string>(what: string, names: readonly N[], text: string): N[] {
  const one = oneOf(what, names);
  const isName = (word: string) => names.some((name) => name === word);
  const words = text.split(/[\s,;|+]+/).filter((word) => word !== '');
  // Names with other signs between them than commas, or with a comma too many.
  if (words.length > 0 && words.every(isName) && !text.split(',').every((part) => isName(part.trim())))
    throw new BadValue(`${what} (${names.join(', ')}), with commas between them`, text, [words.join()]);
  return text.split(',').map((part) => one(part.trim()));
}

const ON: readonly string[] = ['1', 'true', 'yes', 'on'];
const OFF: readonly string[] = ['', '0', 'false', 'no', 'off'];

/** A switch in words of any case; a number other than 0 is on, an empty text off. */
export function onOrOff(text: string): boolean {
  const word = text.trim().toLowerCase();
  if (OFF.includes(word)) return false;
  if (ON.includes(word) || /^\d+$/.test(word)) return true;
  throw new BadValue(
    '1 or 0',
    text,
    nearestValues(word, ['true', 'false', 'yes', 'no', 'on', 'off']).slice(0, 1),
  );
}

/** Abbreviations, which mean several places: Node takes `IST` for India. These few are names of the database. */
const ABBREVIATION = /^(?!(?:[cemw]et|[emh]st|gmt|uct)$)[a-z]{2}t$/i;

/** A time zone by its name in the IANA database, such as `Europe/Zurich`; not an offset, which changes with summer. */
export function timeZone(text: string): string {
  if (/^[A-Za-z]/.test(text) && !ABBREVIATION.test(text) && isKnown(text)) return text;
  throw new BadValue('a time zone such as Europe/Zurich', text, meantZones(text));
}

const isKnown = (name: string): boolean =>
  orElse(() => new Intl.DateTimeFormat('en', { timeZone: name }) !== null, false);

/** The header of a column, or its place: `Work Email`, `#3`. */
export function columnHeader(text: string): string {
  const header = text.trim();
  if (header === '' || /[\r\n]/.test(header)) {
    throw new BadValue('the header of a column such as "Work Email", or its place such as #3', text);
  }
  return header;
}

const DELIMITERS: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
};

/** The character between columns, from its name or itself. */
export function delimiter(text: string): string {
  const named = entryFor(DELIMITERS, text.toLowerCase());
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
      'an encoding such as windows-1252, iso-8859-15 or utf-16le (iconv makes UTF-8 of others)',
      text,
      nearestValues(text, ENCODINGS),
    );
  }
}
