import { BadValue } from './bad-value.ts';

export const FORMATS = ['table', 'json', 'jsonl', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

export function format(text: string): Format {
  const found = FORMATS.find((name) => name === text);
  if (found) return found;
  throw new BadValue(`an output format (${FORMATS.join(', ')})`, text);
}

export const CREDENTIAL_STORES = ['file', 'keychain'] as const;
export type CredentialStore = (typeof CREDENTIAL_STORES)[number];

/** The store in which `auth login` keeps secrets. */
export function credentialStore(text: string): CredentialStore {
  const found = CREDENTIAL_STORES.find((name) => name === text);
  if (found) return found;
  throw new BadValue(`a place for secrets (${CREDENTIAL_STORES.join(', ')})`, text);
}
