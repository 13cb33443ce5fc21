import { foldCase } from '../text/fold-case.ts';
import { BadValue } from './bad-value.ts';
import { meantNumber, meantSpan, spanInUnit, unitMs } from './meant/amounts.ts';

/** Seconds: from a millisecond up to an hour, fractions allowed. */
export function seconds(text: string): number {
  const value = decimal(text);
  if (value >= SHORTEST_S && value <= LONGEST_S) return value;
  const nearest = nearestAmount(text, { least: SHORTEST_S, most: LONGEST_S, unit_ms: 1000 });
  throw new BadValue(`a number of seconds from ${SHORTEST_S} to ${LONGEST_S}`, text, nearest);
}

const SHORTEST_S = 0.001;
const LONGEST_S = 3600;

/** The number of further attempts after the first: 0 to 10. */
export const retries = (text: string): number => wholeNumber(0, 10)(text);

/** Takes plain decimals only: no `1e3`, no `0x10`, no white space. */
function decimal(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

/**
 * A whole number from `least` to `most`. `counts`: what it counts, so that an error can name the one that was meant;
 * `names` for a number that names something, such as a port.
 */
export const wholeNumber =
  (least: number, most: number, counts: 'things' | 'ms' | 's' | 'names' = 'things') =>
  (text: string): number => {
    const value = decimal(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    const limits = { least, most, unit_ms: UNIT_OF[counts] };
    const nearest = counts === 'names' ? [] : nearestAmount(text, limits).filter((one) => /^\d+$/.test(one));
    throw new BadValue(`a whole number from ${least} to ${most}`, text, nearest);
  };

const UNIT_OF = { things: null, names: null, ms: 1, s: 1000 } as const;

/** What was meant by another way of writing an amount, within its limits; too much is the most that there can be. */
function nearestAmount(
  text: string,
  { least, most, unit_ms }: { least: number; most: number; unit_ms: number | null },
): string[] {
  const span = unit_ms === null ? null : meantSpan(text);
  const value = span === null || unit_ms === null ? meantNumber(text) : span / unit_ms;
  return value === null || value < least ? [] : [String(Math.min(value, most))];
}

/** How many rows a list may have; that all are wanted is said by another option. */
export function rowLimit(text: string): number {
  if (EVERYTHING.includes(text.trim().toLowerCase()))
    throw new BadValue('a whole number from 1 to 10000000', text, ['--all']);
  return wholeNumber(1, 10_000_000)(text);
}
const EVERYTHING = ['all', 'none', 'no', 'unlimited', 'max', 'inf', 'infinity', 'everything', '*', '0', '-1'];

export interface Rate {
  readonly count: number;
  readonly per_ms: number;
}

/** `20/s` or `100/min`. */
export function rate(text: string): Rate {
  const [, digits, unit] = /^(\d{1,9})\/(s|min)$/.exec(text) ?? [];
  const count = Number(digits ?? 0);
  if (count < 1) throw new BadValue('a rate such as 20/s or 100/min', text, meantRate(text));
  return { count, per_ms: unit === 's' ? 1000 : 60_000 };
}

/** The most users that a call may be about: so many, or a share of the active members of the organization. */
export interface UserLimit {
  readonly amount: number;
  readonly unit: 'users' | 'percent';
}

/** `50` or `10%`; a percentage may have decimals, 100 at most. */
export function userLimit(text: string): UserLimit {
  const [, digits = '', percent] = /^(\d{1,8}(?:\.\d{1,3})?)(%?)$/.exec(text) ?? [];
  const amount = Number(digits);
  if (percent === '%' && digits !== '' && amount <= 100) return { amount, unit: 'percent' };
  if (percent === '' && Number.isInteger(amount) && amount >= 1 && amount <= 10_000_000) {
    return { amount, unit: 'users' };
  }
  throw new BadValue(
    'a whole number from 1 to 10000000, or a percentage such as 10%',
    text,
    meantLimit(text),
  );
}

/** `ten` is 10, `10 percent` and `0.1` are 10%; never more than was typed, because the limit guards. */
function meantLimit(text: string): string[] {
  const [, digits] =
    /^(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:%|pct|percent|per ?cent|prozent)$/i.exec(text.trim()) ?? [];
  const percent = Number(digits?.replace(',', '.'));
  if (digits !== undefined) return percent > 0 && percent <= 100 ? [`${percent}%`] : [];
  const number = meantNumber(text) ?? 0;
  if (number > 0 && number < 1) return [`${Number((number * 100).toFixed(3))}%`];
  return Number.isInteger(number) && number > 0 && number <= 10_000_000 ? [String(number)] : [];
}

/** The most users that the limit allows of so many active members; exact, though a percentage may have decimals. */
export const mostUsersOf = ({ amount, unit }: UserLimit, active: number): number =>
  unit === 'users' ? amount : Math.round(active * amount * 1000) / 100_000;

/** Checks such a text; gives it back without needless zeros. */
export function userLimitText(text: string): string {
  const { amount, unit } = userLimit(text);
  return `${amount}${unit === 'percent' ? '%' : ''}`;
}

const LONGEST_MS = 24 * 3_600_000;

/** A time of at least one unit, such as `90s`, `30m`, `12h` or `7d`, in milliseconds; null for any other text. */
export function spanMs(text: string): number | null {
  const [, digits, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const count = Number(digits ?? 0);
  return count >= 1 ? count * (unitMs(unit) ?? 0) : null;
}

/** A time to wait in milliseconds: `90s`, `2m`, `1h`; a day at most. */
export function waitingTime(text: string): number {
  const ms = text.endsWith('d') ? null : spanMs(text);
  if (ms !== null && ms <= LONGEST_MS) return ms;
  throw new BadValue('a time such as 90s, 2m or 1h, 24h at most', text, meantSpans(text, LONGEST_MS, 'h'));
}

/** The time that was meant, as it is written here, `most_ms` at most; of a number alone, one in each unit. */
export function meantSpans(text: string, most_ms: number, largest: 'd' | 'h'): string[] {
  const ms = meantSpan(text);
  const written = ms === null ? null : spanInUnit(Math.min(ms, most_ms), largest);
  return written === null ? inEachUnit(decimal(text), most_ms, largest) : [written];
}

const inEachUnit = (count: number, most_ms: number, largest: 'd' | 'h'): string[] =>
  [...(largest === 'd' ? 'smhd' : 'smh')]
    .map((unit) => `${count}${unit}`)
    .filter((span) => (spanMs(span) ?? Number.POSITIVE_INFINITY) <= most_ms);

/** `rps`, `qpm`: requests or queries a second, minute or hour. */
const SHORT = /^[rq]p([smh])$/;
const RATE = /^(\d{1,9})(\D*)(?:(\d{1,4})(\D*))?$/;
const COUNTED = /^(?:requests?|reqs?|calls?|users?|r\b)/;
const EACH = /^(?:\/|per|pro|an?|each)/;

/**
 * The rate that was meant, as `--rate` takes it: `600/m` is `600/min`, `10rps` is `10/s`, `100/h` is `1/min`; both of
 * them for a number without a unit. What is less than one a minute has no such form.
 */
function meantRate(text: string): string[] {
  const plain = foldCase(text.replaceAll(/\s+/g, '')).replaceAll(/[,'_](?=\d{3})/g, '');
  const [, digits = '', before = '', every = '', after = ''] = RATE.exec(plain) ?? [];
  const rest = before.replace(COUNTED, '').replace(EACH, '');
  if (every !== '' && (rest !== '' || before === '')) return [];
  const name = every === '' ? rest : after;
  const count = Number(digits);
  if (digits === '' || (every !== '' && Number(every) < 1)) return [];
  const units = name === '' ? ['s', 'min'] : [name === 'hz' ? 's' : (SHORT.exec(name)?.[1] ?? name)];
  return units.flatMap((unit) => written(count, (unitMs(unit) ?? 0) * Number(every || 1)));
}

/** So many in a time of at least a second. */
function written(count: number, period_ms: number): string[] {
  if (period_ms < 1000) return [];
  const bySecond = (count * 1000) / period_ms;
  if (period_ms % 60_000 !== 0 && bySecond >= 1) return [`${Math.floor(bySecond)}/s`];
  const byMinute = Math.floor((count * 60_000) / period_ms);
  return byMinute < 1 ? [] : [`${byMinute}/min`];
}
