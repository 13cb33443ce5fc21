import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowStore } from '../../src/roster/row-store.ts';
import { ANY_CHARACTER } from '../text/any-character.ts';

const text = fc.string({ unit: ANY_CHARACTER, maxLength: 40 });
const row = fc
  .dictionary(fc.oneof(text, fc.constant('__proto__')), text, { maxKeys: 5, noNullPrototype: true })
  .map((found) => Object.fromEntries(Object.entries(found)));

describe('rows that are kept', () => {
  it('are read as they were, whatever their columns', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const store = new RowStore();
        const addresses = rows.map((one) => store.add(one));
        expect(addresses.map((address) => store.read(address))).toEqual(rows);
      }),
    );
  });

  it('are read in any order where they are many', () => {
    const store = new RowStore();
    const rowOf = (at: number) => ({ id: String(at), name: `Zoë ${at}`, note: 'x'.repeat(at % 97) });
    const addresses = Array.from({ length: 5000 }, (_, at) => store.add(rowOf(at)));
    for (let at = 0; at < 5000; at += 1) {
      const other = (at * 2999) % 5000;
      expect(store.read(addresses[other] ?? -1)).toEqual(rowOf(other));
    }
    expect(() => store.read(-1)).toThrow(RangeError);
  });

  it('may be larger than what is kept of others together', () => {
    const store = new RowStore();
    const rows = ['a', 'é'.repeat(700_000), 'b', 'x'.repeat(2_000_000), 'c'].map((name) => ({ name }));
    const addresses = rows.map((one) => store.add(one));
    expect(addresses.map((address) => store.read(address))).toEqual(rows);
  });
});
