import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { memoize } from '../../src/memoize.ts';
import { isObject } from '../../src/validation/objects.ts';

const folder = fileURLToPath(new URL('../../schema', import.meta.url));

export type Json = Readonly<Record<string, unknown>>;

/** The schemas of the package, by their files. */
export const SCHEMAS: ReadonlyMap<string, Json> = new Map(
  readdirSync(folder)
    .sort()
    .map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8'))]),
);

/** Checks values against the schemas as they are given out. */
export const published = memoize(() => compiler((schema) => schema));

/** The same, where an object that the program makes has no field that the schema does not name. */
export const closed = memoize(() => compiler(close));

/** See docs/decisions/2026-11-26-schemas.md. */
function compiler(change: (schema: unknown) => unknown): (ref: string) => ValidateFunction {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  for (const schema of SCHEMAS.values()) ajv.addSchema(change(schema) as Json);
  return (ref) => {
    const validate = ajv.getSchema(ref);
    if (!validate) throw new Error(`no schema ${ref}`);
    return validate;
  };
}

/** A schema in which objects with named fields have no others. Objects of the API have no named fields there. */
function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close);
  if (!isObject(schema)) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, close(value)]));
  return isClosable(schema) ? { ...inner, additionalProperties: false } : inner;
}

const isClosable = (schema: Json): boolean =>
  [schema['type']].flat().includes('object') &&
  isObject(schema['properties']) &&
  schema['$ref'] === undefined &&
  schema['additionalProperties'] === undefined;

/** What does not fit the schema, a line each; none where all fits. */
export function misfits(validate: ValidateFunction, value: unknown): readonly string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
  );
}
