import { querySecrets } from './addresses.ts';
import { bodySecrets, isAssertion } from './names.ts';

/** A request that was made by hand. Header names in lower case. */
interface Typed {
  readonly path: string;
  readonly body: string | null;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

// Shorter texts in fields that only might hold a secret stand in too many answers.
const SHORTEST = 8;

/** The secrets of such a request, by the names of its fields and headers and by how these look. */
export function typedSecrets({ path, body, headers = {} }: Typed): string[] {
  const fields = [...bodySecrets(body), ...querySecrets(path)];
  return [...assertionsIn(headers), ...fields.filter((text) => text.length >= SHORTEST)];
}

/** The values of headers that prove who sends them. */
export const assertionsIn = (headers: Readonly<Record<string, string>>): string[] =>
  Object.entries(headers).flatMap(([name, value]) => (isAssertion(name, value) ? [value] : []));
