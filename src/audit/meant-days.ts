import { DAY_MS, isDay, utcDay } from '../runs/input/dates/days-and-years.ts';
import { findNearest } from '../text/nearest.ts';
import { meantSpan } from '../validation/meant/amounts.ts';

/** Days by their names, as so many days from today. */
const NAMED: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['now', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
  ['last week', -7],
  ['last month', -30],
  ['last year', -365],
  ['heute', 0],
  ['gestern', -1],
  ['morgen', 1],
]);

/**
 * The days that were meant by a text that is none, as `YYYY-MM-DD`: `yesterday`, `30 days ago`, `2026-03`.
 * `now` in milliseconds since 1970; days are those of UTC.
 */
export function meantDays(text: string, now: number): string[] {
  const word = text.trim().toLowerCase();
  const apart = ago(word) ?? namedDay(word);
  if (apart !== null) return [utcDay(now + apart * DAY_MS)].filter(isDay);
  const [, year, month = '01', day = '01'] =
    /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(word) ?? [];
  if (year === undefined) return [];
  const [first, second] = [month.padStart(2, '0'), day.padStart(2, '0')];
  const last = new Date(Date.UTC(Number(year), Number(first), 0)).getUTCDate();
  const ways = [`${year}-${first}-${second}`, `${year}-${second}-${first}`, `${year}-${first}-${last}`];
  return ways.filter(isDay).slice(0, 1);
}

const SHORTEST_MISSPELT = 5;

function namedDay(word: string): number | null {
  const isShort = word.length < SHORTEST_MISSPELT;
  const near = NAMED.has(word) || isShort ? [word] : findNearest(word.replaceAll('_', ' '), NAMED.keys());
  const [name = ''] = near;
  return NAMED.get(name) ?? null;
}

/** The days that a time such as `30d`, `-7d` or `2 weeks ago` lies back; null for any other text. */
function ago(word: string): number | null {
  const ms = meantSpan(word.replace(/^-/, '').replace(/ago$/, ''));
  return ms === null || ms > 36_500 * DAY_MS ? null : -Math.ceil(ms / DAY_MS);
}

const LOCAL = /^(\d{4}-\d{2}-\d{2})[Tt ]+(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/;
const EPOCH = /^(\d{10})(\d{3})?$/;

/** The instants that were meant by a text that is none: of a day or a time without an offset, or of a Unix time. */
export function meantInstants(text: string, now: number): string[] {
  const [, seconds] = EPOCH.exec(text.trim()) ?? [];
  if (seconds !== undefined) return [new Date(Number(seconds) * 1000).toISOString().replace('.000', '')];
  const [, day = '', time = ''] = LOCAL.exec(text.trim()) ?? [];
  if (isDay(day)) return [`${day}T${time}Z`];
  return meantDays(text, now).map((one) => `${one}T00:00:00Z`);
}
