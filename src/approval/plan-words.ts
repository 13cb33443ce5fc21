import { BadValue } from '../validation/bad-value.ts';

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

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90s`, `30m`, `12h` or `7d`. */
export function age(text: string): Age {
  const [, digits, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const count = Number(digits ?? 0);
  const unit_ms = UNIT_MS[unit];
  if (count >= 1 && unit_ms !== undefined) return { text, ms: count * unit_ms };
  throw new BadValue('an age such as 90s, 30m, 12h or 7d', text);
}
