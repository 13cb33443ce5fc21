import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowStore } from '../../src/roster/row-store.ts';

const text = fc.string({ unit: 'binary', maxLength: 40 });
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

  it('may be larger than what is kept of others together', () => {
    const store = new RowStore();
    const rows = ['a', 'é'.repeat(700_000), 'b', 'x'.repeat(2_000_000), 'c'].map((name) => ({ name }));
    const addresses = rows.map((one) => store.add(one));
    expect(addresses.map((address) => store.read(address))).toEqual(rows);
  });
});
