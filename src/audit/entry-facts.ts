import type { AuditLogEntry } from '../api/audit-log.ts';
import { WideNumber } from '../text/json.ts';
import { isObject } from '../validation/objects.ts';
import { fieldsOfEntry, firstField, textOf } from './entry-fields.ts';
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

const DATE_AND_TIME =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?) ?(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/;
const OF_MAIL = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} (?:GMT|UTC|[+-]\d{4})$/;
/** The year 2001 in seconds: a smaller number counts something else. */
const FIRST_S = 978_307_200;
/** The year 2200 in seconds; in each smaller unit a thousand times that. */
const LAST_S = 7_258_118_400;

/**
 * The time of an entry in milliseconds since 1970: ISO 8601 (without an offset it is UTC), the form of e-mail headers,
 * or a number of seconds, milliseconds, microseconds or nanoseconds. Null for anything else.
 */
function timeOfEntry(value: unknown): number | null {
  if (typeof value === 'number') return ofNumber(value);
  if (value instanceof WideNumber) return ofNumber(Number(value.text));
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^\d{9,20}(?:\.\d{1,9})?$/.test(text)) return ofNumber(Number(text));
  const [, date, time = '', offset = 'Z'] = DATE_AND_TIME.exec(text) ?? [];
  if (date === undefined) return OF_MAIL.test(text) ? finite(Date.parse(text)) : null;
  const zone = /^[+-]/.test(offset)
    ? `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`
    : 'Z';
  return finite(Date.parse(`${date}T${time.replace(',', '.')}${zone}`));
}

function ofNumber(number: number): number | null {
  for (const perSecond of [1, 1e3, 1e6, 1e9]) {
    if (number >= FIRST_S * perSecond && number < LAST_S * perSecond) {
      return Math.round((number / perSecond) * 1000);
    }
  }
  return null;
}

const finite = (time: number): number | null => (Number.isFinite(time) ? time : null);
