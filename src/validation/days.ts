import { BadValue } from './bad-value.ts';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** A day as `YYYY-MM-DD`, or a time with an offset as ISO 8601 has it. */
export function dayOrTime(text: string): string {
  const [day = ''] = text.split('T');
  if (isDay(day) && (text === day || (TIME.test(text) && !Number.isNaN(Date.parse(text))))) return text;
  throw new BadValue('a day such as 2026-03-01, or a time such as 2026-03-01T12:00:00Z', text);
}

/** True for a day of the calendar, written as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return Number(year) > 0 && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
}
