import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson, writeJson } from '../../src/text/json.ts';
import { isUnfinished } from '../../src/text/json-scan.ts';
import { ANY_CHARACTER } from './any-character.ts';

const WIDE = '{"n":[12345678901234567890,1e400],"m":1}';

describe('JSON with numbers of many digits', () => {
  it('is written as it was read, and as the nearest numbers by anybody else', () => {
    const value = readJson(WIDE);
    expect(writeJson(value)).toBe(WIDE);
    expect(JSON.stringify(value)).toBe('{"n":[12345678901234567000,null],"m":1}');
    expect(writeJson(value, 2)).toBe('{\n  "n": [\n    12345678901234567890,\n    1e400\n  ],\n  "m": 1\n}');
  });

  it('is written while other JSON is: one does not disturb the other', () => {
    const value = readJson(WIDE);
    const ours = { a: value, b: { toJSON: () => writeJson(value) }, c: value };
    expect(writeJson(ours)).toBe(`{"a":${WIDE},"b":${JSON.stringify(WIDE)},"c":${WIDE}}`);
    const theirs = { b: { toJSON: () => writeJson(value) }, c: value };
    expect(JSON.stringify(theirs)).toBe(`{"b":${JSON.stringify(WIDE)},"c":${JSON.stringify(value)}}`);
    const failing = { a: value, toJSON: () => writeJson(1n) };
    expect(() => writeJson(failing)).toThrow(TypeError);
    expect(JSON.stringify(value)).toBe('{"n":[12345678901234567000,null],"m":1}');
  });

  const NUMBERS = fc.constantFrom(
    ...['12345678901234567890', '1e400', '-1e-400', '9007199254740993', '1.00000000000000000000', '1', '5.5'],
  );
  const KEYS = fc.constantFrom('a', 'b', '__proto__', 'toJSON', 'constructor', 'text', '0');
  const TEXTS = fc.string({ unit: ANY_CHARACTER, maxLength: 8 }).map((text) => JSON.stringify(text));
  const { json } = fc.letrec<{ json: string }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      NUMBERS,
      TEXTS,
      fc.constantFrom('null', 'true', '[]', '{}'),
      fc.array(tie('json'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
      fc
        .uniqueArray(fc.tuple(KEYS, tie('json')), { maxLength: 4, selector: ([key]) => key })
        // Keys that are numbers come first in every object.
        .map((fields) => fields.toSorted(([a], [b]) => Number(b === '0') - Number(a === '0')))
        .map((fields) => `{${fields.map(([key, value]) => `"${key}":${value}`).join(',')}}`),
    ),
  }));

  it('comes back character for character, wherever they stand', () => {
    fc.assert(
      fc.property(json, (text) => {
        expect(writeJson(readJson(text))).toBe(text);
      }),
    );
  });
});

describe('JSON that ends too early', () => {
  it('is told from a whole one, wherever it was cut', () => {
    const whole = ' {"a":[1,{"b":"]}\\"\\\\"}],"c":{}} ';
    const end = whole.trimEnd().length;
    for (let at = 0; at <= whole.length; at += 1) {
      expect({ at, unfinished: isUnfinished(whole.slice(0, at)) }).toEqual({ at, unfinished: at < end });
    }
  });

  it.each(['<html>', 'hello', "{'a':1}", '}', '[]]', '"'])('is no other text: %s', (text) => {
    expect(isUnfinished(text)).toBe(false);
  });
});
