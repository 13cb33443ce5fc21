import { isObject } from '../../src/validation/objects.ts';
import { SCHEMAS } from './schemas.ts';

/** A schema and where it stands: `plan.json/$defs/row.seen`. */
type Place = readonly [place: string, schema: unknown];

/**
 * What the schemas say that an output can hold: a line for each field that is there, with one for null where a field may
 * be that, and one for any other value.
 */
export function toldFields(): ReadonlySet<string> {
  const told = new Set<string>();
  const tell = ([place, schema]: Place) => {
    for (const [field, inner] of fieldsOf([place, schema])) {
      for (const kind of kindsOf(inner)) told.add(`${field}: ${kind}`);
      tell([field, inner]);
    }
    for (const part of [...itemsOf([place, schema]), ...formsOf([place, schema])]) tell(part);
    for (const part of definitionsOf([place, schema])) tell(part);
  };
  for (const [file, schema] of SCHEMAS) tell([file, schema]);
  return told;
}

/** Adds to `seen` what a value holds of what its schema tells, in the words of `toldFields`. */
export function seeFields(ref: string, value: unknown, seen: Set<string>): void {
  const [file = '', path = ''] = ref.split('#');
  const steps = path.split('/').filter((step) => step !== '');
  const found = steps.reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), SCHEMAS.get(file));
  see([[file, ...steps].join('/'), found], value, seen);
}

function see([place, schema]: Place, value: unknown, seen: Set<string>): void {
  const ref = isObject(schema) ? schema['$ref'] : undefined;
  const [file] = /^[a-z]+\.json/.exec(place) ?? [];
  if (typeof ref === 'string') seeFields(ref.startsWith('#') ? file + ref : ref, value, seen);
  for (const form of formsOf([place, schema])) see(form, value, seen);
  for (const items of itemsOf([place, schema])) seeAll(items, value, seen);
  if (isObject(value)) seeObject([place, schema], value, seen);
}

function seeAll(items: Place, values: unknown, seen: Set<string>): void {
  for (const value of Array.isArray(values) ? values : []) see(items, value, seen);
}

function seeObject(
  [place, schema]: Place,
  value: Readonly<Record<string, unknown>>,
  seen: Set<string>,
): void {
  for (const [field, inner] of fieldsOf([place, schema])) {
    const found = value[field.slice(place.length + 1)];
    if (found === undefined) continue;
    seen.add(`${field}: ${found === null ? 'null' : 'value'}`);
    see([field, inner], found, seen);
  }
}

const entries = (schema: unknown, name: string): [string, unknown][] => {
  const found = isObject(schema) ? schema[name] : undefined;
  return isObject(found) ? Object.entries(found) : [];
};

/** The fields that a schema names; what it only asks to be there is told of elsewhere. */
const fieldsOf = ([place, schema]: Place): Place[] =>
  entries(schema, 'properties')
    .filter(([, inner]) => inner !== true)
    .map(([name, inner]) => [`${place}.${name}`, inner]);

const definitionsOf = ([place, schema]: Place): Place[] =>
  entries(schema, '$defs').map(([name, inner]) => [`${place}/$defs/${name}`, inner]);

const itemsOf = ([place, schema]: Place): Place[] =>
  isObject(schema) && isObject(schema['items']) ? [[`${place}/items`, schema['items']]] : [];

const formsOf = ([place, schema]: Place): Place[] =>
  isObject(schema) && Array.isArray(schema['anyOf'])
    ? schema['anyOf'].map((form, index) => [`${place}/anyOf/${index}`, form])
    : [];

/** Whether a field may be null besides. */
function kindsOf(schema: unknown): readonly ('null' | 'value')[] {
  const forms = [schema, ...formsOf(['', schema]).map(([, form]) => form)];
  const types = forms.flatMap((form) => (isObject(form) ? [form['type']].flat() : []));
  return types.includes('null') ? ['null', 'value'] : ['value'];
}
