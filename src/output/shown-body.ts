import { WideNumber, writeJson } from '../text/json.ts';
import {
  isNested,
  parseJson,
  redactSecretFields,
  redactSecretText,
  redactSecretValues,
} from './secret-fields.ts';

/** The most characters shown of a body; a page of a hundred people is shorter. */
const MOST_SHOWN = 64 * 1024;

/** Above the length of any secret in any spelling, because servers limit headers. */
const LONGEST_SECRET = 32 * 1024;

/**
 * A redacted body for one line of `--debug`. Cuts a long one before any regular expression runs over it, and appends
 * its size in bytes; never shows half of a secret that the cut divides. `redact` removes the known secrets from a text.
 */
export function redactBody(body: string, redact: (text: string) => string): string {
  if (body.length <= MOST_SHOWN) return redact(redactSecretFields(body));
  const json = parseJson(body);
  const shown =
    json === undefined
      ? redactBeginning(body, redact)
      : redact(writeJson(redactSecretValues(firstValues(json, { left: MOST_SHOWN }))));
  return `${shown.slice(0, MOST_SHOWN)}… (cut, ${Buffer.byteLength(body)} bytes)`;
}

const LEFT_OUT = '…';

interface Room {
  left: number;
}

/** The beginning of a longer text, without its last part, which may be the first half of a secret. */
function redactBeginning(text: string, redact: (text: string) => string): string {
  const clean = redact(redactSecretText(text.slice(0, MOST_SHOWN + LONGEST_SECRET)));
  return clean.slice(0, Math.max(0, clean.length - LONGEST_SECRET));
}

/**
 * The first values of JSON, as many as there is room for. Leaves out whole strings: half of one may be half a secret,
 * and half of the JSON no longer tells which fields are secret.
 */
function firstValues(value: unknown, room: Room): unknown {
  room.left -= 1;
  if (typeof value === 'string' || value instanceof WideNumber) {
    const { length } = String(value);
    if (length > room.left) return LEFT_OUT;
    room.left -= length;
    return value;
  }
  if (Array.isArray(value)) return firstItems(value, room);
  return isNested(value) ? firstFields(value, room) : value;
}

function firstItems(list: readonly unknown[], room: Room): unknown[] {
  const kept: unknown[] = [];
  for (const item of list) {
    if (room.left <= 0) break;
    kept.push(firstValues(item, room));
  }
  return kept;
}

function firstFields(fields: object, room: Room): object {
  const kept: [string, unknown][] = [];
  for (const [name, value] of Object.entries(fields)) {
    room.left -= name.length;
    if (room.left <= 0) break;
    kept.push([name, firstValues(value, room)]);
  }
  return Object.fromEntries(kept);
}
