import type { Context } from 'hono';
import { isObject } from '../../validation/objects.ts';
import { Refusal } from '../refusal.ts';
import type { SandboxEnv } from '../request.ts';

/** The fields of a request, not validated yet. */
export type Body = Readonly<Record<string, unknown>>;

/** Our choice: every fault of a body is a VALIDATION_ERROR with the field's name in the details. */
export const invalidField = (field: string, message: string): Refusal =>
  new Refusal(422, 'VALIDATION_ERROR', message, { field }, { type: 'validation_error' });

/** The JSON object of a request. Our choice: unknown fields are ignored. */
export async function readBody(c: Context<SandboxEnv>): Promise<Body> {
  // Our choice, after the API's framework: a body with another content type is not read as JSON.
  if (!/^application\/([\w.-]+\+)?json\b/i.test(c.req.header('content-type') ?? 'application/json')) {
    throw invalidField('body', 'The Content-Type of the request body must be application/json.');
  }
  const body = parsed(c.get('body'));
  if (isObject(body)) return body;
  throw invalidField('body', 'The request body must be a JSON object.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidField('body', 'The request body is not valid JSON.');
  }
}

/** The JSON object of a request whose fields are all optional. Our choice: no body counts as an empty one. */
export async function readOptionalBody(c: Context<SandboxEnv>): Promise<Body> {
  return c.get('body') === '' ? {} : readBody(c);
}

/** Refuses fields that the page does not name. */
export function refuseUnknownFields(body: Body, fields: readonly string[]): void {
  const unknown = Object.keys(body).find((field) => !fields.includes(field));
  if (unknown !== undefined) throw invalidField(unknown, `The field ${unknown} is not known.`);
}

export function readText(body: Body, field: string): string {
  const value = readOptionalText(body, field);
  if (value) return value;
  throw invalidField(field, `The field ${field} is required.`);
}

/** Our choice: null counts as absent wherever a field is optional. */
export function readOptionalText(
  body: Body,
  field: string,
  most = Number.POSITIVE_INFINITY,
): string | undefined {
  const value = body[field] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw invalidField(field, `The field ${field} must be a string.`);
  if ([...value].length > most)
    throw invalidField(field, `The field ${field} may have ${most} characters at most.`);
  return value;
}

/** Our choice: what counts as an e-mail address. */
export function readEmail(body: Body): string {
  const email = readText(body, 'email');
  if (/^[^\s@]+@[^\s@]+$/.test(email)) return email;
  throw invalidField('email', 'The field email must be an e-mail address.');
}

/** Each id once, in the order of the request. */
export function readIds(body: Body, field: string): string[] {
  const value = body[field];
  if (value === undefined) throw invalidField(field, `The field ${field} is required.`);
  if (Array.isArray(value) && value.every((id) => typeof id === 'string')) return [...new Set(value)];
  throw invalidField(field, `The field ${field} must be an array of strings.`);
}

export const readOptionalIds = (body: Body, field: string): string[] =>
  (body[field] ?? undefined) === undefined ? [] : readIds(body, field);

export function readFlag(body: Body, field: string, otherwise: boolean): boolean {
  const value = body[field] ?? otherwise;
  if (typeof value === 'boolean') return value;
  throw invalidField(field, `The field ${field} must be true or false.`);
}

/** Any whole number, and how many rows a page may have. */
export const ANY = [0, Number.MAX_SAFE_INTEGER] as const;
const A_PAGE = [1, 100] as const;

/** A whole number from `least` to `most`. */
export function readNumber(
  value: unknown,
  field: string,
  [least, most]: readonly [number, number],
  otherwise: number,
): number {
  const given = value ?? otherwise;
  if (typeof given === 'number' && Number.isInteger(given) && given >= least && given <= most) return given;
  throw invalidField(field, `The field ${field} must be a whole number from ${least} to ${most}.`);
}

export function readChoice<T extends string>(
  body: Body,
  field: string,
  words: readonly T[],
  otherwise: T,
): T {
  const given = body[field] ?? otherwise;
  const word = words.find((one) => one === given);
  if (word !== undefined) return word;
  throw invalidField(field, `The field ${field} must be one of ${words.join(', ')}.`);
}

/** The name, of at least one and at most `most` characters; undefined where it is absent. */
export function readOptionalName(body: Body, most: number): string | undefined {
  if (body['name'] === undefined) return undefined;
  const name = readOptionalText(body, 'name', most);
  if (name !== undefined && name.trim() !== '') return name;
  throw invalidField('name', 'The field name must not be empty.');
}

/** The same where it has to be there. */
export function readName(body: Body, most: number): string {
  const name = readOptionalName(body, most);
  if (name !== undefined) return name;
  throw invalidField('name', 'The field name is required.');
}

/** A text, or null to empty the field; undefined when it is absent. */
export const readNullableText = (body: Body, field: string, most?: number): string | null | undefined =>
  body[field] === null ? null : readOptionalText(body, field, most);

function queryNumber(
  c: Context<SandboxEnv>,
  name: string,
  bounds: readonly [least: number, most: number],
  otherwise: number,
): number {
  const text = c.req.query(name);
  const value = text === undefined || /^\d+$/.test(text) ? text && Number(text) : Number.NaN;
  return readNumber(value, name, bounds, otherwise);
}

/** Which part of a list is asked for: `limit` at most, after the first `skip`. Throws a `Refusal` (422). */
export const queryPart = (c: Context<SandboxEnv>, otherwise: number) => ({
  skip: queryNumber(c, 'skip', ANY, 0),
  limit: queryNumber(c, 'limit', A_PAGE, otherwise),
});

/** The same of a body, which calls it `take`. */
export const bodyPart = (body: Body, otherwise: number) => ({
  skip: readNumber(body['skip'], 'skip', ANY, 0),
  take: readNumber(body['take'], 'take', A_PAGE, otherwise),
});

/** True or false of the query; false where it is absent. Throws a `Refusal` (422). */
export function queryFlag(c: Context<SandboxEnv>, name: string): boolean {
  const value = c.req.query(name);
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  throw invalidField(name, `The field ${name} must be true or false.`);
}
