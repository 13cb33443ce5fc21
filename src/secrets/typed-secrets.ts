import { querySecrets } from './addresses.ts';
import { bodySecrets, isCredentialHeader } from './names.ts';

/** A request that the user typed. Header names in lower case. */
interface Typed {
  readonly path: string;
  readonly body: string | null;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

// Shorter values of fields that only may hold a secret are part of too many answers.
const SHORTEST = 8;

/** The secrets of a typed request, by the names of its fields and headers and by the form of their values. */
export function typedSecrets({ path, body, headers = {} }: Typed): string[] {
  const fields = [...bodySecrets(body), ...querySecrets(path)];
  return [...credentialHeaders(headers), ...fields.filter((text) => text.length >= SHORTEST)];
}

/** The values of headers that prove the identity of the sender. */
export const credentialHeaders = (headers: Readonly<Record<string, string>>): string[] =>
  Object.entries(headers).flatMap(([name, value]) => (isCredentialHeader(name, value) ? [value] : []));
