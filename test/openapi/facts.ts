import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** A JSON Schema, or a reference to one. */
export type Schema = Readonly<Record<string, unknown>>;

interface Content {
  readonly [type: string]: { readonly schema?: Schema } | undefined;
}

interface Answer {
  readonly content?: Content;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

/** One method of one address, as the API's pages have it. */
export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, Answer | undefined>>;
  /** Empty where no access token is needed. */
  readonly security?: readonly unknown[];
  readonly externalDocs?: { readonly url: string };
}

/** The API's documented facts as OpenAPI 3.1; their schemas are JSON Schema 2020-12. */
export const FACTS = parse(
  readFileSync(fileURLToPath(new URL('../data/openapi-facts.yaml', import.meta.url)), 'utf8'),
) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>>;
  readonly components: object;
};

/** What stands at a reference within the facts; anything else as it is. */
export function resolved<T>(value: T): T {
  const reference = (value as { $ref?: string } | undefined)?.$ref;
  if (reference === undefined) return value;
  let found: unknown = FACTS;
  for (const name of reference.slice(2).split('/')) found = (found as Record<string, unknown>)[name];
  return found as T;
}

/** Every operation, by its line: `POST /v1/organizations/{organization_id}/users`. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  Object.entries(FACTS.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      operation?.operationId === undefined ? [] : [[`${method.toUpperCase()} ${path}`, operation] as const],
    ),
  ),
);

/** The operations with patterns; one with words in place of parameters comes before one that would take them as such. */
const PATTERNS = [...OPERATIONS]
  .toSorted(([a], [b]) => a.split('{').length - b.split('{').length)
  .map(([line, operation]) => {
    const pattern = line.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    return { line, operation, pattern: new RegExp(`^${pattern}$`) };
  });

type Asked = ReturnType<typeof findOperation>;

const asked = new Map<string, Asked>();
/** Tests ask for the same few addresses again and again. */
const MOST_ASKED = 5_000;

/** The operation that a request asks for, with the values in its path; null where the facts have none. */
export function operationOf(method: string, path: string): Asked {
  const line = `${method} ${path}`;
  const known = asked.get(line);
  if (known !== undefined) return known;
  if (asked.size >= MOST_ASKED) asked.clear();
  const found = findOperation(line);
  asked.set(line, found);
  return found;
}

function findOperation(asking: string) {
  for (const { line, operation, pattern } of PATTERNS) {
    const found = pattern.exec(asking);
    if (found) return { line, operation, values: { ...found.groups } as Record<string, string> };
  }
  return null;
}
