import { BadValue } from './bad-value.ts';

/** Seconds: above 0, up to an hour, fractions allowed. */
export function seconds(text: string): number {
  const value = decimal(text);
  if (value > 0 && value <= 3600) return value;
  throw new BadValue('a number of seconds above 0, 3600 at most', text);
}

/** The number of further attempts after the first: 0 to 10. */
export function retries(text: string): number {
  const value = decimal(text);
  if (Number.isInteger(value) && value >= 0 && value <= 10) return value;
  throw new BadValue('a whole number from 0 to 10', text);
}

/** Takes plain decimals only: no `1e3`, no `0x10`, no white space. */
function decimal(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

/** A whole number from `least` to `most`. */
export const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = decimal(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new BadValue(`a whole number from ${least} to ${most}`, text);
};

/** A number of requests in a number of milliseconds. */
export interface Rate {
  readonly count: number;
  readonly per_ms: number;
}

/** `20/s` or `100/min`. */
export function rate(text: string): Rate {
  const [, digits, unit] = /^(\d{1,9})\/(s|min)$/.exec(text) ?? [];
  const count = Number(digits ?? 0);
  if (count < 1) throw new BadValue('a rate such as 20/s or 100/min', text);
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
  throw new BadValue('a whole number from 1 to 10000000, or a percentage such as 10%', text);
}

/** Checks such a text; gives it back without needless zeros. */
export function userLimitText(text: string): string {
  const { amount, unit } = userLimit(text);
  return `${amount}${unit === 'percent' ? '%' : ''}`;
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST_MS = 24 * 3_600_000;

/** A time of at least one unit, such as `90s`, `30m`, `12h` or `7d`, in milliseconds; null for any other text. */
export function spanMs(text: string): number | null {
  const [, digits, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const count = Number(digits ?? 0);
  return count >= 1 ? count * (UNIT_MS[unit] ?? 0) : null;
}

/** A time to wait in milliseconds: `90s`, `2m`, `1h`; a day at most. */
export function waitingTime(text: string): number {
  const ms = text.endsWith('d') ? null : spanMs(text);
  if (ms !== null && ms <= LONGEST_MS) return ms;
  throw new BadValue('a time such as 90s, 2m or 1h, 24h at most', text);
}
