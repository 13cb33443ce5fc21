import { usageError } from '../../errors/cli-errors.ts';
import { BadValue } from '../../validation/bad-value.ts';

export interface Field {
  readonly key: string;
  /** As it was typed. */
  readonly text: string;
  readonly value: string | number | boolean | null;
}

/** `key=value`; what JSON takes for a number, a boolean or null becomes one. Throws `BadValue`. */
export function typedField(text: string): Field {
  const field = rawField(text);
  return { ...field, value: typed(field.text) };
}

/** `key=value`, a text whatever it looks like. Throws `BadValue`. */
export function rawField(text: string): Field {
  const at = text.indexOf('=');
  if (at < 1) throw new BadValue('key=value', text);
  const value = text.slice(at + 1);
  return { key: text.slice(0, at), text: value, value };
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function typed(text: string): Field['value'] {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  const number = NUMBER.test(text) ? Number(text) : Number.NaN;
  // A number that would not be the same one afterwards stays as it was typed.
  const exact = Number.isInteger(number) ? Number.isSafeInteger(number) : Number.isFinite(number);
  return exact ? number : text;
}

/** A path with the fields as its query, after what it has there already. */
export function withQuery(path: string, fields: readonly Field[]): string {
  if (fields.length === 0) return path;
  const query = new URLSearchParams();
  for (const { key, text } of fields) query.append(key, text);
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

/** The fields as one JSON object; `key[]` collects a list. Throws `CliError` (usage) for a key that is there twice. */
export function jsonOf(fields: readonly Field[]): string {
  const values = new Map<string, Field['value'] | Field['value'][]>();
  for (const { key, value } of fields) {
    const list = key.endsWith('[]');
    const name = list ? key.slice(0, -2) : key;
    const kept = values.get(name);
    if (list && (kept === undefined || Array.isArray(kept))) values.set(name, [...(kept ?? []), value]);
    else if (kept === undefined) values.set(name, value);
    else throw usageError(`the field ${name} is there twice`, `for a list, write ${name}[]=value each time`);
  }
  return JSON.stringify(Object.fromEntries(values));
}
