import { findNearest } from '../text/nearest.ts';
import { BadValue } from './bad-value.ts';

export const FORMATS = ['table', 'json', 'jsonl', 'csv', 'ids'] as const;
export type Format = (typeof FORMATS)[number];

export function format(text: string): Format {
  const found = FORMATS.find((name) => name === text);
  if (found) return found;
  throw new BadValue(`an output format (${FORMATS.join(', ')})`, text);
}

/** Not `ids`, because most commands list nothing with ids and would be refused from then on. */
export const STORED_FORMATS = FORMATS.filter((name) => name !== 'ids');

/** A format that may be stored as the usual one. */
export function storedFormat(text: string): Format {
  const found = STORED_FORMATS.find((name) => name === text);
  if (found) return found;
  throw new BadValue(`an output format for every command (${STORED_FORMATS.join(', ')})`, text);
}

/** True for the formats in which errors are JSON too. */
export const isJsonFormat = (name: Format): boolean => name === 'json' || name === 'jsonl';

export const CREDENTIAL_STORES = ['file', 'keychain'] as const;
export type CredentialStore = (typeof CREDENTIAL_STORES)[number];

/** The store in which `auth login` keeps secrets. */
export function credentialStore(text: string): CredentialStore {
  const found = CREDENTIAL_STORES.find((name) => name === text);
  if (found) return found;
  throw new BadValue(`a place for secrets (${CREDENTIAL_STORES.join(', ')})`, text);
}

/** Validates words with commas between them, each of them one of `names`; `what` is said of a word that is none. */
export function wordsOf<N extends string>(what: string, names: readonly N[], text: string): N[] {
  return text.split(',').map((part) => {
    const word = part.trim();
    const found = names.find((name) => name === word);
    if (found !== undefined) return found;
    throw new BadValue(`${what} (${names.join(', ')})`, word, findNearest(word, names));
  });
}
