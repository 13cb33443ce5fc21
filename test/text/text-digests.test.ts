import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDigests } from '../../src/text/digests/text-digests.ts';

describe('digests of texts', () => {
  it('tell what came before as a Map does, numbered in the order in which texts came', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 3 })), (texts) => {
        const digests = new TextDigests();
        const numbers = new Map<string, number>();
        for (const text of texts) {
          const isNew = !numbers.has(text);
          if (isNew) numbers.set(text, numbers.size);
          expect(digests.has(text)).toBe(!isNew);
          expect(digests.add(text)).toEqual({ number: numbers.get(text), isNew });
          expect(digests.size).toBe(numbers.size);
        }
        expect(digests.has('not there at all')).toBe(false);
        for (const text of numbers.keys()) expect(digests.has(text)).toBe(true);
      }),
    );
  });

  it('may be many, over the ends of pages', () => {
    const digests = new TextDigests();
    const all = Array.from({ length: 70_000 }, (_, index) => `usr_${index}`);
    expect(all.every((text) => digests.add(text).isNew)).toBe(true);
    expect(all.every((text, number) => digests.add(text).number === number)).toBe(true);
  });
});
