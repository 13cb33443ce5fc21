import type { Context } from 'hono';
import type { SandboxEnv } from '../request.ts';
import { readNumber } from './request-body.ts';

/** A whole number of the query, within these bounds. Throws a `Refusal` (422). */
export function queryNumber(
  c: Context<SandboxEnv>,
  name: string,
  bounds: readonly [least: number, most: number],
  otherwise: number,
): number {
  const text = c.req.query(name);
  const value = text === undefined || /^\d+$/.test(text) ? text && Number(text) : Number.NaN;
  return readNumber(value, name, bounds, otherwise);
}
