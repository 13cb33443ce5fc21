import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PackedTexts } from '../../src/text/packed-texts.ts';

describe('packed texts', () => {
  it('are the set that a Set is, numbered in the order in which they came', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
        const packed = new PackedTexts();
        const numbers = new Map<string, number>();
        for (const text of texts) {
          const isNew = !numbers.has(text);
          if (isNew) numbers.set(text, numbers.size);
          expect(packed.add(text)).toEqual({ number: numbers.get(text), isNew });
        }
        expect(packed.size).toBe(numbers.size);
        for (const text of numbers.keys()) expect(packed.has(text)).toBe(true);
        expect([...packed]).toEqual([...numbers.keys()]);
        expect(packed.has('not there at all')).toBe(false);
        expect(packed.size).toBe(numbers.size);
      }),
    );
  });

  it('may be many', () => {
    const packed = new PackedTexts();
    for (let index = 0; index < 100_000; index += 1) packed.add(`usr_${index}`);
    expect(packed.add('usr_77777')).toEqual({ number: 77_777, isNew: false });
    expect(packed.has('usr_100000')).toBe(false);
    expect(packed.size).toBe(100_000);
  });

  it('may be longer than a page, and stand at the end of one', () => {
    const packed = new PackedTexts();
    const texts = [1, 65_000, 21_845, 43_691, 200_000, 65_535, 0, 65_536, 7].map((length) =>
      'x'.repeat(length),
    );
    expect(texts.map((text) => packed.add(text).number)).toEqual(texts.map((_, index) => index));
    expect([...packed]).toEqual(texts);
    expect(texts.map((text) => packed.add(text).number)).toEqual(texts.map((_, index) => index));
    expect(packed.has('x'.repeat(8))).toBe(false);
  });
});
