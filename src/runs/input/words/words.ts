import { memoize, remembering } from '../../../memoize.ts';
import { composed, foldAccents } from '../../../text/fold-case.ts';

/** In lower case, in which the dotted letter of Turkish would be two. */
const lowered = (text: string): string => text.toLowerCase().replaceAll('i\u0307', 'i');

export const foldWords = (text: string): string => lowered(text.normalize('NFC'));

/** The words of lines in which `|` divides them; a word by itself is a line, too. */
export const wordList = (lines: readonly string[]): readonly string[] => lines.join('|').split('|');

/** Letters in place of which German and the languages of the north write two where there is only ASCII. */
const UMLAUTS = 'äöüåø';
const AS_TWO = 'ae oe ue aa oe'.split(' ');

const MARK = /[\u00c0-\u024f\u1e00-\u1eff]/;
const MARKED = new RegExp(MARK, 'g');

/** How a letter with marks is written in ASCII, as two letters and without its marks: `ü` as `ue` and `u`. */
const lettersFor = remembering((letter): readonly [asTwo: string, bare: string] => {
  const lower = letter.toLowerCase();
  const bare = foldAccents(lower);
  const inCase = (text: string) => (lower === letter ? text : text.charAt(0).toUpperCase() + text.slice(1));
  return [inCase(AS_TWO[UMLAUTS.indexOf(lower)] ?? bare), inCase(bare)];
});

/** How a text is written in ASCII: `Größe` as `Groesse` and `Grosse`; and by Swiss, and in capitals, as `Grösse`. */
function inAscii(text: string): readonly string[] {
  const bare = text.replaceAll(MARKED, (letter) => lettersFor(letter)[1]);
  return [
    bare,
    ...(/[äöüåøÄÖÜÅØ]/.test(text) ? [text.replaceAll(MARKED, (letter) => lettersFor(letter)[0])] : []),
    ...(/[ıß]/.test(text) ? [text.replaceAll('ı', 'i').replaceAll('ß', 'ss')] : []),
  ];
}

/** What a known word would be in ASCII, and is by itself another one, mostly of English: `présent`, `mâine`. */
const OTHER_WORDS = new Set('bloque|klaren|maine|militar|mute|present|reporte|salaries|thai'.split('|'));
const SHORTEST_IN_ASCII = 3;

const inAsciiAlone = (words: string): string[] =>
  inAscii(words).flatMap((each) =>
    each.split('|').filter((word) => word.length >= SHORTEST_IN_ASCII && !OTHER_WORDS.has(word)),
  );

/**
 * Known words, and how those with marks are written in ASCII: `gelöscht`, `geloescht`, `geloscht`. What is read is
 * never changed so: `due` would be `dü`. All at once: there are thousands.
 */
export function spellings(words: readonly string[]): readonly string[] {
  const marked = words.filter((word) => MARK.test(word));
  return marked.length > 0 ? [...words, ...inAsciiAlone(marked.join('|'))] : words;
}

/** Words of which it is asked whether one is among them. */
export type WordSet = Pick<ReadonlySet<string>, 'has'> & Iterable<string>;

/** The words to look in, as they are spelt. Made when one is looked for: most files need few of the lists. */
export function wordSet(lines: readonly string[]): WordSet {
  const words = memoize(() => new Set(spellings(wordList(lines))));
  return { has: (word) => words().has(word), [Symbol.iterator]: () => words().values() };
}

/** All ways to write a letter, its mark apart among them: `ü` as `(?:ü|u(?:\u0308|e)?)`. */
const anyOf = remembering((letter) => {
  const [asTwo, bare] = lettersFor(letter);
  const longer = [letter.normalize('NFD'), asTwo].filter((each) => each !== bare && each.startsWith(bare));
  const behind = longer.map((each) => each.slice(bare.length)).join('|');
  return `(?:${letter}|${bare}${behind === '' ? '' : `(?:${behind})?`})`;
});

/** What is escaped, what stands in brackets, and letters with marks. */
const PARTS = /\\.|\[[^[\]]*\]|[\u00c0-\u024f\u1e00-\u1eff]/g;

/** An expression for known words, in all of these spellings; a letter in brackets stays as it is: `pr[ø]ve`. */
export const spelt = ({ source, flags }: RegExp): RegExp =>
  new RegExp(
    source.replaceAll(PARTS, (part) => (part.length > 1 ? part : anyOf(part))),
    flags,
  );

/** True where the word stands in one of the lists. */
export const isIn = (word: string, ...lists: readonly WordSet[]): boolean =>
  lists.some((list) => list.has(word));

/** True where one of the words stands in one of the lists. */
export const someIn = (words: readonly string[], ...lists: readonly WordSet[]): boolean =>
  words.some((word) => lists.some((list) => list.has(word)));

/** True where each of the words stands in one of the lists. */
export const allIn = (words: readonly string[], ...lists: readonly WordSet[]): boolean =>
  words.every((word) => lists.some((list) => list.has(word)));

/** Shorter ones are words of their own: `exist`. */
const SHORTEST_OF_TWO = 7;
const LONGEST_OF_TWO = 40;

/** Words, and in place of one the known ones of which it is made: `keepaccess`, as databases write it, is two. */
export const divided = (words: readonly string[], isKnown: (part: string) => boolean): readonly string[] =>
  words.flatMap((word) => {
    const mayBeTwo = word.length >= SHORTEST_OF_TWO && word.length <= LONGEST_OF_TWO && !isKnown(word);
    return (mayBeTwo && partsOf(word, isKnown)) || word;
  });

/** By the longest first part. From the last place on, so that none is looked at twice. */
function partsOf(word: string, isKnown: (part: string) => boolean): readonly string[] | undefined {
  const from = new Map<number, readonly string[]>([[word.length, []]]);
  for (let at = word.length - 2; at >= 0; at -= 1) {
    const end = [...from.keys()].find((each) => each - at > 1 && isKnown(word.slice(at, each)));
    if (end !== undefined) from.set(at, [word.slice(at, end), ...(from.get(end) ?? [])]);
  }
  return from.get(0);
}

/** What programs put around names of fields that are not theirs: `u_` or `x_acme_` before, `__c` or `_c` behind. */
const AROUND_OWN = /^(?:u|x_[a-z\d]{1,20})_|__?c$/gi;

/** A name without that: `u_last_day` of ServiceNow and `Last_Day__c` of Salesforce. */
export const withoutFieldMarks = (name: string): string => name.replaceAll(AROUND_OWN, '');

/**
 * The words of a header in lower case: `accountEnabled` and `HRMatch` are two, as is `Is_Active__c`. `DElete` is one,
 * whose shift key was held too long.
 */
export const headerWords = (text: string): readonly string[] =>
  lowered(
    withoutFieldMarks(composed(text)).replaceAll(
      /(\p{Ll})(\p{Lu})|(\p{Lu}{2})(\p{Lu}\p{Ll}{2})/gu,
      '$1$3 $2$4',
    ),
  )
    .replace(DO_NOT, 'do not')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');

/** Without its apostrophe only before what is done to accounts: in French `dont` is another word. */
const DO_NOT = /\bdon(?:['’]t\b|t(?=[ _](?:deactivate|disable|remove|delete|suspend|touch)\b))/;

const BRACKETS = /\[[^\]]{0,99}\]|\([^)]{0,99}\)/g;

/** Words that say of whom something is said, and not what. */
const OF_WHOM = wordSet([
  'custom|field|hr|hris|user|users|employee|employees|person|people|member|members|account|accounts|flag',
]);

/** A header without what it has in brackets, unless that is its name: `[Active]`, `HR (Leaver)`, `Users[Active]`. */
export function beforeBrackets(header: string): string {
  const rest = header.replaceAll(BRACKETS, ' ');
  if (rest === header || !/[\p{L}\p{N}]/u.test(rest)) return header;
  const words = headerWords(rest);
  return words.length > 0 && allIn(words, OF_WHOM) ? inBrackets(header) : rest;
}

const inBrackets = (header: string): string =>
  (header.match(BRACKETS) ?? []).map((part) => part.slice(1, -1)).join(' ');

/** What is named last in a path within JSON, such as `Action` of `fields.Action`, without brackets. */
export const endOfPath = (header: string): string =>
  beforeBrackets(header)
    .split(/\.[[(]?(?=\p{L})/u)
    .at(-1)
    ?.trim() ?? header;

/** The words of that, and those in brackets as well: of `Manager (decision)` both. */
export const wordsAnywhere = (header: string): readonly string[] =>
  headerWords(`${endOfPath(header)} ${inBrackets(header)}`);

/** The words of that alone. */
export const wordsAtEnd = (header: string): readonly string[] => headerWords(endOfPath(header));
