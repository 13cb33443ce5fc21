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
