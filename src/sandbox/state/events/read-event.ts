import { isObject } from '../../../validation/objects.ts';
import type { ChangeEvent } from './event.ts';

/** The texts without which a line of each kind says nothing; a line about a user has no kind. */
const TEXTS: ReadonlyMap<unknown, readonly string[]> = new Map<unknown, readonly string[]>([
  [undefined, ['at', 'user_id', 'account_state']],
  ['department', ['at', 'department_id', 'action']],
  ['role', ['at', 'role_id', 'action']],
]);

/** Thrown for a line of a kind that this version does not know. */
export class UnknownKind extends Error {}

/** Reads one line of the log. Throws `UnknownKind`, and any other error for what is no line of a log. */
export function readEvent(record: unknown): ChangeEvent {
  if (!isObject(record)) throw new Error('not an object');
  const texts = TEXTS.get(record['kind']);
  if (!texts) throw new UnknownKind(String(record['kind']));
  if (!texts.every((name) => typeof record[name] === 'string')) throw new Error('incomplete');
  // The log is the sandbox's own: it is written from `ChangeEvent`s only.
  return record as unknown as ChangeEvent;
}
