import fc from 'fast-check';
import { expect, it } from 'vitest';
import { safeJson, safeText } from '../../src/output/safe-text.ts';

// What a terminal obeys: controls of both kinds, and marks that turn the direction of writing.
const OBEYED = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const anyText = fc.string({
  unit: fc.oneof(fc.constantFrom('\u001b', '[', '2', 'J', '\u009b', '\u202e', '\n'), fc.string()),
});

it('leaves nothing in a text that a terminal would obey', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(safeText(text)).not.toMatch(OBEYED);
    }),
  );
});

it('leaves ordinary text as it is', () => {
  for (const text of ['Jane Doe', '山田太郎', 'Zoë O’Neil', 'مریم', '👩‍👩‍👧'])
    expect(safeText(text)).toBe(text);
});

it('puts what was on several lines on one', () => {
  expect(safeText('a\r\n  b\u2028c')).toBe('a b c');
});

it('escapes in JSON what a terminal would obey, and alters nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const json = safeJson({ text });
      expect(json).not.toMatch(OBEYED);
      expect(JSON.parse(json)).toEqual({ text });
    }),
  );
});
