import { cleanCell } from '../cell.ts';
import { BARE_NAMES, FIELD_NAMES, LOGIN_NAMES, NAMES_ELSEWHERE } from '../names/known-names.ts';
import { isMailName } from '../names/mail-names.ts';
import { isOfAnother } from '../names/superiors.ts';
import { spellings, withoutFieldMarks, wordList } from '../words/words.ts';

/** A field of a row that a column may fill. */
export type FieldName = keyof typeof FIELD_NAMES;

export const isFieldName = (text: string): text is FieldName => Object.hasOwn(FIELD_NAMES, text);

export const PERSON_FIELDS: readonly FieldName[] = ['user_id', 'email'];
export const DATE_FIELDS: readonly FieldName[] = ['last_day', 'effective_at'];

export const isPersonField = (field = ''): boolean => PERSON_FIELDS.some((one) => one === field);
export const isDateField = (field = ''): boolean => DATE_FIELDS.some((one) => one === field);

/** A name without case, blanks, `_`, dashes, `.`, apostrophes and marks of what is required: `E-Mail *:`. */
export const foldName = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s_\p{Pd}\u00ad.'’*:†]/gu, '');

/** How much of a header is looked at, in characters. */
const LONGEST = 200;

const SUFFIX = /\s{0,9}(?:\[[^\]]{0,99}\]|[(（][^)）]{0,99}[)）]|\brequired|[*:†])\s{0,9}$/i;
const BRACKETED = /\[([^\]]{0,99})\]/g;

/** Folded names of columns of user ids, logins, and names and addresses of people. */
const OF_WHOM = new Set(
  spellings(
    [
      ...[FIELD_NAMES.user_id, FIELD_NAMES.email, FIELD_NAMES.name, FIELD_NAMES.first_name],
      ...[FIELD_NAMES.last_name, LOGIN_NAMES, NAMES_ELSEWHERE, BARE_NAMES],
    ].flat(),
  ).map(foldName),
);

/**
 * What a header may say: what it has in brackets, itself without, and with them. No part counts that names a person
 * where the others say that it is another one: `Email (manager)`, `Manager [email]`.
 */
function partsOf(header: string): string[] {
  const text = cleanCell(header.slice(0, LONGEST));
  let bare = text;
  while (SUFFIX.test(bare)) bare = bare.replace(SUFFIX, '');
  bare = withoutFieldMarks(bare);
  const isOfOther = (part: string, beside: string): boolean =>
    isOfAnother(beside) && (OF_WHOM.has(foldName(part)) || isMailName(part));
  const within = [...text.matchAll(BRACKETED)].filter(
    ([whole, part = '']) => !isOfOther(part, text.replace(whole, ' ')),
  );
  const without = isOfOther(bare, text.slice(bare.length)) ? [] : [bare];
  return [...within.map(([, part = '']) => part), ...without, text];
}

/** The folded names a header may stand for: `Name [userPrincipalName] Required` is `userprincipalname`, then `name`. */
export const headerNames = (header: string): string[] =>
  partsOf(header)
    .map(foldName)
    .filter((name) => name !== '');

const BY_NAME: ReadonlyMap<string, FieldName> = new Map(
  Object.entries(FIELD_NAMES).flatMap(([field, names]) =>
    isFieldName(field) ? spellings(names).map((name) => [foldName(name), field] as const) : [],
  ),
);

/** The field that a header names, or undefined. */
export function fieldOf(header: string): FieldName | undefined {
  for (const part of partsOf(header)) {
    const field = BY_NAME.get(foldName(part)) ?? (isMailName(part) ? 'email' : undefined);
    if (field !== undefined) return field;
  }
  return undefined;
}

/** Names to look folded ones up in. */
export const foldedNames = (lines: readonly string[]): ReadonlySet<string> =>
  new Set(spellings(wordList(lines)).map(foldName));

const namesIn = (list: readonly string[]) => {
  const folded = foldedNames(list);
  return (header: string): boolean => headerNames(header).some((name) => folded.has(name));
};

export const isLoginName = namesIn(LOGIN_NAMES);
export const isBareName = namesIn(BARE_NAMES);

const OF_PEOPLE: readonly (FieldName | undefined)[] = ['name', 'first_name', 'last_name'];
const isNameElsewhere = namesIn(NAMES_ELSEWHERE);

/** True for a header of the name, first name or last name of who stands in the row. */
export const isNameField = (header: string): boolean =>
  OF_PEOPLE.includes(fieldOf(header)) || isNameElsewhere(header);

/** True for a header of names of people, also within JSON: `profile.lastName`. */
export const isNameOfPeople = (header: string): boolean =>
  [header, header.split('.').at(-1) ?? ''].some(isNameField);
