import { BadValue } from '../validation/bad-value.ts';
import { spanMs } from '../validation/numbers.ts';

/** The digest of a plan: `sha256:` and 64 hexadecimal digits. */
export function planDigest(text: string): string {
  const digest = text.trim().toLowerCase();
  if (/^sha256:[0-9a-f]{64}$/.test(digest)) return digest;
  throw new BadValue('a digest (sha256: and 64 hexadecimal digits)', text);
}

/** An age, as it was typed and in milliseconds. */
export interface Age {
  readonly text: string;
  readonly ms: number;
}

/** `90s`, `30m`, `12h` or `7d`. */
export function age(text: string): Age {
  const ms = spanMs(text);
  if (ms !== null) return { text, ms };
  throw new BadValue('an age such as 90s, 30m, 12h or 7d', text);
}
