import type { Context } from 'hono';
import type { SandboxEnv } from '../request.ts';
import { invalidField, readNumber } from './request-body.ts';

/** A whole number of the query, within these bounds. */
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
  skip: queryNumber(c, 'skip', [0, Number.MAX_SAFE_INTEGER], 0),
  limit: queryNumber(c, 'limit', [1, 100], otherwise),
});

/** True or false of the query; false where it is absent. Throws a `Refusal` (422). */
export function queryFlag(c: Context<SandboxEnv>, name: string): boolean {
  const value = c.req.query(name);
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  throw invalidField(name, `The field ${name} must be true or false.`);
}
