import { usageError } from '../../errors/cli-errors.ts';
import { BadValue, refuseLostBytes } from '../../validation/bad-value.ts';

export interface Field {
  readonly key: string;
  /** The value as it was typed. */
  readonly text: string;
  readonly value: string | number | boolean | null;
}

/** Parses `key=value`; a value that is a number, a boolean or null in JSON becomes one. Throws `BadValue`. */
export function typedField(text: string): Field {
  const field = rawField(text);
  return { ...field, value: parseLiteral(field.text) };
}

/** Parses `key=value`; the value always stays text. Throws `BadValue`. */
export function rawField(text: string): Field {
  refuseLostBytes('a field', text);
  const at = text.indexOf('=');
  const meant = text.replace(/^([\w[\].]+)\s*:=?\s*/, '$1=');
  if (at < 1) throw new BadValue('key=value', text, meant === text || at === 0 ? [] : [meant]);
  const value = text.slice(at + 1);
  return { key: text.slice(0, at), text: value, value };
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function parseLiteral(text: string): Field['value'] {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  const number = NUMBER.test(text) ? Number(text) : Number.NaN;
  // A number that cannot be represented exactly stays text, so that it is sent as it was typed.
  const exact = Number.isInteger(number) ? Number.isSafeInteger(number) : Number.isFinite(number);
  return exact ? number : text;
}

/** Appends the fields to the query of a path. */
export function withQuery(path: string, fields: readonly Field[]): string {
  if (fields.length === 0) return path;
  const query = new URLSearchParams();
  for (const { key, text } of fields) query.append(key, text);
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

/** The fields as one JSON object; `key[]` adds to a list. Throws `CliError` (usage) for a repeated key. */
export function buildJson(fields: readonly Field[]): string {
  const values = new Map<string, Field['value'] | Field['value'][]>();
  for (const { key, value } of fields) {
    const list = key.endsWith('[]');
    const name = list ? key.slice(0, -2) : key;
    const kept = values.get(name);
    if (list && (kept === undefined || Array.isArray(kept))) values.set(name, [...(kept ?? []), value]);
    else if (kept === undefined) values.set(name, value);
    else throw usageError(`the field ${name} is given twice`, `for a list, write ${name}[]=value each time`);
  }
  return JSON.stringify(Object.fromEntries(values));
}
