import { WideNumber } from '../text/json.ts';
import { isObject } from '../validation/objects.ts';

/** The fields of an entry by their names in small letters without signs: `target_id` and `targetId` are `targetid`. */
export type EntryFields = ReadonlyMap<string, unknown>;

/** Where entries keep further facts. */
const WITHIN = ['event', 'details', 'metadata', 'data', 'payload', 'context'];

/** The fields of an entry, and after them those of the objects in which further facts are usual. */
export function fieldsOfEntry(entry: Readonly<Record<string, unknown>>): EntryFields {
  const fields = new Map<string, unknown>();
  addFields(fields, entry);
  for (const name of WITHIN) {
    const within = fields.get(name);
    if (isObject(within)) addFields(fields, within);
  }
  return fields;
}

function addFields(fields: Map<string, unknown>, object: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(object)) {
    const key = plainName(name);
    if (value !== null && value !== undefined && value !== '' && !fields.has(key)) fields.set(key, value);
  }
}

const plainName = (name: string): string => name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();

/** The first of these fields that is there. */
export function firstField(fields: EntryFields, names: readonly string[]): unknown {
  for (const name of names) {
    const value = fields.get(name);
    if (value !== undefined) return value;
  }
  return null;
}

/** A text, or a number as a text; null for anything else. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  return typeof value === 'number' || value instanceof WideNumber ? String(value) : null;
}
