import { isObject } from '../../validation/objects.ts';

/**
 * The value of a field of a record, null where it has none. A dot leads into an object, or into each object of a list;
 * a name of the record's own that has a dot in it comes first.
 */
export function valueAt(record: unknown, name: string): unknown {
  if (Array.isArray(record)) return record.map((item) => valueAt(item, name));
  if (!isObject(record)) return null;
  if (Object.hasOwn(record, name)) return record[name] ?? null;
  for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
    const head = name.slice(0, dot);
    if (Object.hasOwn(record, head)) return valueAt(record[head], name.slice(dot + 1));
  }
  return null;
}

/** True where a record has the field, whatever its value. */
export function hasField(record: unknown, name: string): boolean {
  if (Array.isArray(record)) return record.some((item) => hasField(item, name));
  if (!isObject(record)) return false;
  if (Object.hasOwn(record, name)) return true;
  for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
    const head = name.slice(0, dot);
    if (Object.hasOwn(record, head) && hasField(record[head], name.slice(dot + 1))) return true;
  }
  return false;
}

/** The record with these fields alone, in their order and where they stood. */
export function chooseFields(record: unknown, names: readonly string[]): unknown {
  if (Array.isArray(record)) return record.map((item) => chooseFields(item, names));
  const chosen = new Map<string, unknown>();
  for (const [head, inner] of groupByHead(record, names)) {
    const whole = valueAt(record, head);
    chosen.set(head, inner.length === 0 ? whole : chooseFields(whole, inner));
  }
  return Object.fromEntries(chosen);
}

/** The names by their first part, each with what is wanted within it; nothing for all of it. */
function groupByHead(record: unknown, names: readonly string[]): Map<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  for (const name of names) {
    const [head, rest] = splitName(record, name);
    const before = groups.get(head);
    if (rest === null) groups.set(head, []);
    else if (before === undefined) groups.set(head, [rest]);
    else if (before.length > 0) groups.set(head, [...before, rest]);
  }
  return groups;
}

function splitName(record: unknown, name: string): readonly [head: string, rest: string | null] {
  if (!name.includes('.') || (isObject(record) && Object.hasOwn(record, name))) return [name, null];
  const dot = name.indexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}
