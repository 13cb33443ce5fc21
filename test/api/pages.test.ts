import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allRows, type Page } from '../../src/api/pages.ts';

interface Person {
  readonly id: string;
}

const people = (count: number): Person[] =>
  Array.from({ length: count }, (_, index) => ({ id: `usr_${index}` }));

/** A list that is cut into pages, and whoever may change it before each answer. */
function list(all: Person[], change: (all: Person[], request: number) => void = () => {}, told = true) {
  const asked: { skip: number; take: number }[] = [];
  const fetch = async (skip: number, take: number): Promise<Page<Person>> => {
    asked.push({ skip, take });
    change(all, asked.length);
    return { rows: all.slice(skip, skip + take), total: told ? all.length : null };
  };
  return { fetch, asked };
}

async function read(
  fetch: (skip: number, take: number) => Promise<Page<Person>>,
  more: { readonly take?: number; readonly in_flight?: number; readonly limit?: number } = {},
): Promise<string[]> {
  const ids: string[] = [];
  const paging = { fetch, idOf: ({ id }: Person) => id, take: 10, in_flight: 4, limit: Infinity, ...more };
  for await (const { id } of allRows(paging)) ids.push(id);
  return ids;
}

const ids = (persons: readonly Person[]) => persons.map(({ id }) => id);

describe('a list in pages', () => {
  it.each([0, 1, 9, 10, 11, 19, 20, 100, 101])('of %d people comes whole and in order', async (count) => {
    expect(await read(list(people(count)).fetch)).toEqual(ids(people(count)));
    expect(await read(list(people(count), undefined, false).fetch)).toEqual(ids(people(count)));
  });

  it('asks for no more than the limit needs', async () => {
    const short = list(people(1000));
    expect(await read(short.fetch, { limit: 7 })).toEqual(ids(people(7)));
    expect(short.asked).toEqual([{ skip: 0, take: 7 }]);
    const longer = list(people(1000));
    expect(await read(longer.fetch, { limit: 25 })).toHaveLength(25);
    expect(longer.asked).toHaveLength(3);
  });

  it('may come in smaller pages than were asked for', async () => {
    const all = people(57);
    const fetch = async (skip: number) => ({ rows: all.slice(skip, skip + 6), total: all.length });
    expect(await read(fetch)).toEqual(ids(all));
  });

  it('asks for several pages at once, but never for more than that', async () => {
    let under_way = 0;
    let most = 0;
    const { fetch } = list(people(200));
    await read(async (skip, take) => {
      most = Math.max(most, ++under_way);
      await new Promise((resolve) => setImmediate(resolve));
      under_way -= 1;
      return fetch(skip, take);
    });
    expect(most).toBe(4);
  });

  it('is given up when it changes in every pass, and says so', async () => {
    const { fetch } = list(people(60), (all, request) => all.unshift({ id: `new_${request}` }));
    await expect(read(fetch)).rejects.toMatchObject({ code: 'LIST_CHANGED' });
  });

  it('ends where a server neither counts nor skips', async () => {
    let asked = 0;
    const fetch = async () => {
      asked += 1;
      return { rows: people(10), total: null };
    };
    await expect(read(fetch)).rejects.toMatchObject({ code: 'LIST_CHANGED' });
    expect(asked).toBe(10);
  });

  it('passes on what a page fails with', async () => {
    const { fetch } = list(people(60), (_, request) => {
      if (request === 3) throw new Error('no page');
    });
    await expect(read(fetch)).rejects.toThrow('no page');
  });
});

interface Change {
  /** The request before whose answer it happens. */
  readonly before: number;
  readonly remove: number | null;
  readonly add: 'none' | 'first' | 'last';
}

/** Makes a change; gives back who was removed by it. */
function make({ remove, add, before }: Change, all: Person[], index: number): Person | undefined {
  if (add === 'first') all.unshift({ id: `first_${before}_${index}` });
  if (add === 'last') all.push({ id: `last_${before}_${index}` });
  return remove === null ? undefined : all.splice(remove, 1)[0];
}

describe('a list that changes while it is read', () => {
  const change: fc.Arbitrary<Change> = fc.record({
    before: fc.integer({ min: 1, max: 12 }),
    remove: fc.option(fc.nat(99), { nil: null }),
    add: fc.constantFrom('none', 'first', 'last'),
  });
  const changes = fc.array(change, { maxLength: 4 });

  it('brings everybody who was there all the time exactly once, and nobody twice', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), changes, async (count, planned) => {
        const left = new Set<string | undefined>();
        const { fetch } = list(people(count), (all, request) => {
          const now = planned.filter(({ before }) => before === request);
          now.forEach((one, index) => {
            left.add(make(one, all, index)?.id);
          });
        });
        const found = await read(fetch);
        expect(new Set(found).size).toBe(found.length);
        expect(ids(people(count)).filter((id) => !left.has(id) && !found.includes(id))).toEqual([]);
      }),
      { numRuns: 500 },
    ));
});
