import { expect } from 'vitest';
import type { Ended } from '../world.ts';

// What our own colours, questions and spinner are made of: a few colours, the cursor shown, hidden and moved along, lines
// cleared, a drawing begun and ended. Colours that we do not use are somebody else's.
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
const OURS = /\u001b\[(?:(?:[0124789]|2[24789]|3[1-369]|90)m|\?(?:25|2026)[hl]|[0-2]?K|\d{0,3}[A-DG]|J)/g;

// Tabs and line ends are layout; everything else of these a terminal or a log would obey.
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
const RAW = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** What is shown is printable text, and what we draw with. */
export const checkShown = (shown: string): void => expect(shown.replace(OURS, '')).not.toMatch(RAW);

interface Expected {
  /** Stdout holds the API's own bytes. */
  readonly raw?: boolean;
  /** What is on neither stream. */
  readonly hidden: readonly string[];
  /** Stdout is there to show it. */
  readonly shows?: boolean;
}

/** Whatever happened, a call ends like this: with a documented code, in words, nothing of others raw, and no secret said. */
export function checkEnd(
  { exit, stdout, stderr }: Ended,
  { raw = false, hidden, shows = false }: Expected,
): void {
  expect([0, 1, 2, 3, 4, 5, 130]).toContain(exit);
  expect(stderr).not.toMatch(/DEFECT|a bug in|cannot be put into words|^ +at .*:\d+:\d+/m);
  expect(stdout).not.toContain('DEFECT');
  for (const secret of hidden) {
    expect(stderr).not.toContain(secret);
    if (!shows) expect(stdout).not.toContain(secret);
  }
  checkShown(stderr);
  if (!raw) checkShown(stdout);
}
