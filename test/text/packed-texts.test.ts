import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PackedTexts } from '../../src/text/packed-texts.ts';

describe('packed texts', () => {
  it('are the set that a Set is, in the order in which they came', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
        const packed = new PackedTexts();
        const set = new Set<string>();
        for (const text of texts) {
          expect(packed.add(text)).toBe(!set.has(text));
          set.add(text);
        }
        expect(packed.size).toBe(set.size);
        for (const text of set) expect(packed.has(text)).toBe(true);
        expect([...packed]).toEqual([...set]);
        expect(packed.has('not there at all')).toBe(false);
        expect(packed.size).toBe(set.size);
      }),
    );
  });

  it('may be many', () => {
    const packed = new PackedTexts();
    for (let index = 0; index < 100_000; index += 1) packed.add(`usr_${index}`);
    expect(packed.add('usr_77777')).toBe(false);
    expect(packed.has('usr_100000')).toBe(false);
    expect(packed.size).toBe(100_000);
  });

  it('may be longer than a page, and stand at the end of one', () => {
    const packed = new PackedTexts();
    const texts = [1, 65_000, 21_845, 43_691, 200_000, 65_535, 0, 65_536, 7].map((length) =>
      'x'.repeat(length),
    );
    expect(texts.every((text) => packed.add(text))).toBe(true);
    expect([...packed]).toEqual(texts);
    expect(texts.some((text) => packed.add(text))).toBe(false);
    expect(packed.has('x'.repeat(8))).toBe(false);
  });
});
