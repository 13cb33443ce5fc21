import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLines } from '../../src/output/print.ts';
import { escapeJson, removeHidden, safeJson, safeText, shortText } from '../../src/output/safe/safe-text.ts';
import { KnownSecrets } from '../../src/secrets/known-secrets.ts';

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

/** Every character that Unicode says is not shown, turns writing round, breaks lines or controls. */
const HIDDEN = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((character) =>
    /[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Zl}\p{Zp}\ufff9-\ufffb]/u.test(character),
  );

describe('what is invisible', () => {
  const TEXT = HIDDEN.map((character) => `a${character}b`).join('');

  it('is known by Unicode’s own properties, not by a list', () => {
    expect(HIDDEN.length).toBeGreaterThan(4000);
    const kept = HIDDEN.filter((character) => !/^a ?b?$/.test(safeText(`a${character}b`)));
    expect(kept).toEqual([]);
    const inLines = HIDDEN.filter((character) => !/^a[\s]?b?$/.test(removeHidden(`a${character}b`)));
    expect(inLines).toEqual([]);
  });

  it.each([
    ['safeJson', safeJson(TEXT)],
    ['safeJson with lines', safeJson({ [TEXT]: [TEXT] }, 2)],
    ['escapedJson', escapeJson(JSON.stringify(TEXT))],
  ])('is escaped in JSON, whose value stays: %s', (_, json) => {
    expect(json.replaceAll('\n', '')).toMatch(/^[\u0020-\u007e]*$/);
    expect(JSON.stringify(JSON.parse(json))).toContain(JSON.stringify(TEXT).slice(1, -1));
  });

  // Of ASCII, it is what JSON leaves as it is.
  it('is escaped in a line that has nothing else than DEL', () => {
    const secrets = new KnownSecrets();
    expect(jsonLines([JSON.stringify('a\u007fb')], { log: false, secrets })).toBe('"a\\u007fb"\n');
  });

  it('is two escapes beyond the first plane', () => {
    expect(safeJson('\u{e0041}')).toBe('"\\udb40\\udc41"');
    expect(escapeJson('{"a":"\u{e0041}"}')).toBe('{"a":"\\udb40\\udc41"}');
  });

  it('hides nothing of an escape sequence either', () => {
    expect(safeText('\u001b\u200b[2Jx')).toBe('[2Jx');
    expect(safeText('a\u001b[31mb\u009b2Jc\u001b]0;t\u0007d')).toBe('abcd');
  });
});

describe('a joiner', () => {
  it.each(['می‌خواهم', 'क्‍ष', '👩‍👩‍👧', '👩🏽‍🚒', '🏳️‍🌈', '❤️', '❤️‍🔥'])(
    'stays where it shapes what stands around it: %s',
    (text) => {
      expect(safeText(text)).toBe(text);
    },
  );

  it.each([
    ['a\u200db', 'ab'],
    ['\u200d👩', '👩'],
    ['👩\u200d', '👩'],
    ['👩\u200d\u200d👧', '👩👧'],
    ['1\ufe0f', '1'],
    ['❤\ufe0f\ufe0f', '❤\ufe0f'],
    ['م\u200ca', 'مa'],
    ['👩\ufe01', '👩'],
    ['🏴\u{e0067}\u{e0062}\u{e007f}', '🏴'],
  ])('goes where it only hides: %j', (text, shown) => {
    expect(safeText(text)).toBe(shown);
  });
});

it('cuts what has any length, between characters', () => {
  expect(shortText('abc', 3)).toBe('abc');
  expect(shortText('👩abc', 2)).toBe('👩a…');
  expect(shortText('x'.repeat(1e6))).toHaveLength(201);
  expect(shortText(`${'\u200b'.repeat(1e6)}x`)).toBe('…');
});
