import { BadValue } from './bad-value.ts';

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
