import { BadValue } from '../validation/bad-value.ts';
import { meantSpans, spanMs } from '../validation/numbers.ts';

export const PLAN_DIGEST = /^sha256:[0-9a-f]{64}$/;

/** The digest of a plan: `sha256:` and 64 hexadecimal digits. */
export function planDigest(text: string): string {
  const digest = text.trim().toLowerCase();
  if (PLAN_DIGEST.test(digest)) return digest;
  const hexadecimal = digest.split(/[^0-9a-f]/).find((part) => part.length === 64);
  const nearest = hexadecimal === undefined ? [] : [`sha256:${hexadecimal}`];
  throw new BadValue('a digest (sha256: and 64 hexadecimal digits)', text, nearest);
}

export interface Age {
  readonly text: string;
  readonly ms: number;
}

/** `90s`, `30m`, `12h` or `7d`. */
export function age(text: string): Age {
  const ms = spanMs(text);
  if (ms !== null) return { text, ms };
  throw new BadValue('an age such as 90s, 30m, 12h or 7d', text, meantSpans(text, LONGEST_AGE_MS, 'd'));
}

const LONGEST_AGE_MS = 999_999 * 86_400_000;
