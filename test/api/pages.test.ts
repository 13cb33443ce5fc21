import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RequestOptions } from '../../src/api/http/request.ts';
import { allRows, type Page } from '../../src/api/lists/pages.ts';

interface Person {
  readonly id: string;
}

const people = (count: number): Person[] =>
  Array.from({ length: count }, (_, index) => ({ id: `usr_${index}` }));

/** A list that is cut into pages, and whoever may change it before each answer. */
function list(all: Person[], change: (all: Person[], request: number) => unknown = () => {}, told = true) {
  const asked: { skip: number; take: number }[] = [];
  const fetch = async (skip: number, take: number): Promise<Page<Person>> => {
    asked.push({ skip, take });
    change(all, asked.length);
    return { rows: all.slice(skip, skip + take), total: told ? all.length : null };
  };
  return { fetch, asked };
}

const PAGING = { idOf: ({ id }: Person) => id, take: 10, inFlight: 4, limit: Infinity };

async function read(
  fetch: (skip: number, take: number) => Promise<Page<Person>>,
  more: {
    readonly take?: number;
    readonly inFlight?: number;
    readonly limit?: number;
    readonly isWhole?: boolean;
  } = {},
): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of allRows({ fetch, ...PAGING, ...more })) ids.push(id);
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

  it.each([
    ['0', () => 0],
    ['less than came', () => 4],
    ['its own number on each page', (rows: readonly unknown[]) => rows.length],
  ])('is read whole where its total is %s', async (_, total) => {
    for (const count of [10, 11, 57, 60]) {
      const fetch = async (skip: number, take: number) => {
        const rows = people(count).slice(skip, skip + take);
        return { rows, total: total(rows) };
      };
      expect(await read(fetch)).toEqual(ids(people(count)));
    }
  });

  it('may come whole each time, with the number of its rows', async () => {
    for (const count of [10, 57]) {
      const fetch = async () => ({ rows: people(count), total: count });
      expect(await read(fetch)).toEqual(ids(people(count)));
      if (count === PAGING.take) continue;
      expect(await read(async () => ({ rows: people(count), total: null }))).toEqual(ids(people(count)));
    }
  });

  it.each([
    ['no row', []],
    ['one row', people(1)],
    ['the same row again and again', Array.from({ length: 9 }, () => ({ id: 'usr_1' }))],
  ])('that says it has 9 rows and has %s is no whole list', async (_, rows) => {
    const fetch = async (skip: number) => ({ rows: rows.slice(skip), total: 9 });
    await expect(read(fetch, { isWhole: true })).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
    expect(await read(fetch)).toHaveLength(Math.min(1, rows.length));
  });

  it('may come in smaller pages than were asked for', async () => {
    const all = people(57);
    const fetch = async (skip: number) => ({ rows: all.slice(skip, skip + 6), total: all.length });
    expect(await read(fetch)).toEqual(ids(all));
  });

  it('may come in smaller pages from a server that does not count either', async () => {
    const all = people(57);
    const fetch = async (skip: number) => ({ rows: all.slice(skip, skip + 6), total: null });
    expect(await read(fetch)).toEqual(ids(all));
  });

  it('comes whole from a server that gives all of it each time', async () => {
    const whole = async () => ({ rows: people(7), total: null });
    expect(await read(whole)).toEqual(ids(people(7)));
  });

  it('is fetched ahead of whoever reads it, a few pages and no more', async () => {
    const { fetch, asked } = list(people(1000));
    const reading = allRows({ fetch, ...PAGING });
    for (let row = 0; row < 15; row += 1) await reading.next();
    // The second page is being read; four may be under way, and two wait.
    expect(asked).toHaveLength(2 + 4 + 2);
    await reading.return(undefined);
  });

  it('is fetched on while a page lasts longer than those after it', async () => {
    const { fetch, asked } = list(people(1000));
    let release = () => {};
    const slow = new Promise<void>((resolve) => (release = resolve));
    const reading = read(async (skip, take) => {
      const page = await fetch(skip, take);
      if (skip === 9) await slow;
      return page;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked.map(({ skip }) => skip)).toEqual([0, 9, 18, 27, 36, 45, 54, 63]);
    release();
    expect(await reading).toEqual(ids(people(1000)));
  });

  it('is not fetched any further when whoever reads it stops', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const fetch = async (skip: number, take: number, { signal }: RequestOptions) => {
      signals.push(signal);
      if (skip > 9) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      return { rows: people(1000).slice(skip, skip + take), total: 1000 };
    };
    for await (const { id } of allRows({ fetch, ...PAGING })) if (id === 'usr_15') break;
    expect(signals.map((signal) => signal?.aborted)).toEqual([false, false, true, true, true, true]);
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

  it.each([0, 1, 9, 10, 11, 25, 30, 31, 60])(
    'of %d people has not changed because its total is of more',
    async (count) => {
      const { fetch } = list(people(count));
      const counting = async (skip: number, take: number) => ({ ...(await fetch(skip, take)), total: 900 });
      expect(await read(counting)).toEqual(ids(people(count)));
      const whole = read(counting, { isWhole: true });
      await expect(whole).rejects.toMatchObject({
        code: 'UNEXPECTED_ANSWER',
        message: expect.stringContaining(`${count} of 900 rows, and no page with the others`),
      });
    },
  );

  it('ends where a server neither counts nor skips', async () => {
    let asked = 0;
    const fetch = async () => {
      asked += 1;
      return { rows: people(10), total: null };
    };
    await expect(read(fetch)).rejects.toMatchObject({ code: 'LIST_CHANGED' });
    expect(asked).toBeLessThanOrEqual(25);
  });

  it('has in it who came last meanwhile', async () => {
    const { fetch } = list(people(28), (all, request) => request === 3 && all.push({ id: 'usr_new' }));
    expect(await read(fetch)).toEqual([...ids(people(28)), 'usr_new']);
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
    before: fc.integer({ min: 2, max: 9 }),
    remove: fc.option(fc.nat(30), { nil: null }),
    add: fc.constantFrom('none', 'first', 'last'),
  });
  // Some are one page, most are several.
  const sizes = fc.integer({ min: 8, max: 60 });
  const changes = fc.array(change, { minLength: 1, maxLength: 4 });

  const everybodyOnce = async (
    count: number,
    planned: readonly Change[],
    told: boolean,
    turn = async () => {},
  ): Promise<void> => {
    const left = new Set<string | undefined>();
    const { fetch } = list(
      people(count),
      (all, request) => {
        const now = planned.filter(({ before }) => before === request);
        for (const [index, one] of now.entries()) left.add(make(one, all, index)?.id);
      },
      told,
    );
    const found = await read((skip, take) => turn().then(() => fetch(skip, take)));
    expect(new Set(found).size).toBe(found.length);
    expect(ids(people(count)).filter((id) => !left.has(id) && !found.includes(id))).toEqual([]);
  };

  it('brings everybody who was there all the time exactly once, and nobody twice', () =>
    fc.assert(
      fc.asyncProperty(sizes, changes, fc.boolean(), (count, planned, told) =>
        everybodyOnce(count, planned, told),
      ),
      { numRuns: 500 },
    ));

  it('does so in whatever order its pages are answered', () =>
    fc.assert(
      fc.asyncProperty(sizes, changes, fc.scheduler(), (count, planned, scheduler) =>
        scheduler.waitFor(everybodyOnce(count, planned, true, () => scheduler.schedule(Promise.resolve()))),
      ),
      { numRuns: 200 },
    ));
});
