import type { AuditLogEntry } from '../api/audit-log.ts';
import { isObject } from '../validation/objects.ts';
import { fieldsOfEntry, firstField, textOf } from './entry-fields.ts';
import { timeOfEntry } from './entry-time.ts';
import { type Party, partiesIn } from './parties.ts';

/** What an entry of the audit log says; null, or no target, where no field of it can be understood so. */
export interface EntryFacts {
  /** Milliseconds since 1970. */
  readonly at: number | null;
  /** What was done, as the entry words it. */
  readonly action: string | null;
  readonly actor: Party | null;
  /** To whom or what; users first. */
  readonly targets: readonly Party[];
}

const TIMES = [
  ...['timestamp', 'occurredat', 'performedat', 'happenedat', 'eventtime', 'loggedat', 'recordedat'],
  ...['createdat', 'at', 'time', 'datetime', 'date', 'created', 'ts', 'timestampms', 'when'],
];
const ACTIONS = ['actiontype', 'action', 'eventtype', 'eventname', 'event', 'operation', 'activity', 'type'];

/**
 * Reads an entry by the likely names of its fields, because the API's page does not show them.
 * See docs/decisions/2026-11-26-audit-entries.md.
 */
export function entryFacts(entry: AuditLogEntry): EntryFacts {
  const fields = fieldsOfEntry(entry);
  return { at: timeIn(fields), action: actionIn(fields), ...partiesIn(fields) };
}

function timeIn(fields: ReadonlyMap<string, unknown>): number | null {
  for (const name of TIMES) {
    const time = timeOfEntry(fields.get(name));
    if (time !== null) return time;
  }
  return null;
}

function actionIn(fields: ReadonlyMap<string, unknown>): string | null {
  for (const name of ACTIONS) {
    const value = fields.get(name);
    const text = isObject(value)
      ? textOf(firstField(fieldsOfEntry(value), ['type', 'name', 'action']))
      : textOf(value);
    if (text !== null) return text;
  }
  return null;
}
