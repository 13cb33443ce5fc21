import { describe, expect, it } from 'vitest';
import type { RequestOptions } from '../../src/api/http/request.ts';
import type { LogPage } from '../../src/api/lists/log-end.ts';
import { logEntries } from '../../src/api/lists/log-pages.ts';

interface Entry {
  readonly id: string;
}

const entries = (from: number, to: number): Entry[] =>
  Array.from({ length: to - from }, (_, index) => ({ id: `e${from + index}` }));

const page = (items: readonly Entry[], more: Partial<LogPage<Entry>> = {}): LogPage<Entry> => ({
  items,
  given: items.length,
  total: null,
  has_more: null,
  ...more,
});

type Server = (skip: number, take: number, request: number) => LogPage<Entry>;

/** Reads all of a server's log; gives up, as the reader must not need to, after so many requests. */
async function read(server: Server, limit = Infinity) {
  const asked: string[] = [];
  const ids: string[] = [];
  const fetch = async (skip: number, take: number) => {
    asked.push(`${skip}+${take}`);
    if (asked.length > 200) throw new Error('it goes on for ever');
    return server(skip, take, asked.length);
  };
  const keyOf = ({ id }: Entry) => id;
  let failure: unknown = null;
  try {
    for await (const { id } of logEntries({ fetch, keyOf, take: 10, limit })) ids.push(id);
  } catch (error) {
    failure = error;
  }
  return { ids, asked, failure };
}

const ids = (list: readonly Entry[]) => list.map(({ id }) => id);

/** How a server tells that there is more. */
const TELLINGS: Readonly<Record<string, (end: number, all: number) => Partial<LogPage<Entry>>>> = {
  'total and has_more': (end, all) => ({ total: all, has_more: end < all }),
  'total alone': (_, all) => ({ total: all }),
  'has_more alone': (end, all) => ({ has_more: end < all }),
  nothing: () => ({}),
};

describe.each(Object.entries(TELLINGS))('a log whose server tells %s', (_, tell) => {
  const server =
    (all: readonly Entry[], most = Infinity): Server =>
    (skip, take) => {
      const items = all.slice(skip, skip + Math.min(take, most));
      return page(items, tell(skip + items.length, all.length));
    };

  it.each([0, 1, 9, 10, 11, 19, 20, 100])('comes whole and in order: %d entries', async (count) => {
    const all = entries(0, count);
    expect(await read(server(all))).toMatchObject({ ids: ids(all), failure: null });
  });

  it('is asked for no further than the limit', async () => {
    expect(await read(server(entries(0, 100)), 7)).toMatchObject({ asked: ['0+7'], ids: { length: 7 } });
    const longer = await read(server(entries(0, 100)), 25);
    expect(longer).toMatchObject({ asked: ['0+10', '9+10', '18+10'], ids: { length: 25 } });
  });
});

it.each<[what: string, total: (items: readonly Entry[]) => number]>([
  ['the number of entries of its page', (items) => items.length],
  ['the most of a page', () => 10],
  ['one', () => 1],
])('comes whole where the total of a full page is %s', async (_what, total) => {
  for (const count of [10, 11, 35, 100]) {
    const all = entries(0, count);
    const server: Server = (skip, take) => {
      const items = all.slice(skip, skip + take);
      return page(items, { total: total(items) });
    };
    expect(await read(server)).toMatchObject({ ids: ids(all), failure: null });
  }
});

it('comes whole in smaller pages than were asked for', async () => {
  const all = entries(0, 23);
  for (const most of [1, 2, 6]) {
    const read_ = await read((skip, take) => {
      const items = all.slice(skip, skip + Math.min(take, most));
      return page(items, { total: 23, has_more: skip + items.length < 23 });
    });
    expect(read_).toMatchObject({ ids: ids(all), failure: null });
  }
});

it('comes whole where the entry that two pages share is none', async () => {
  const all = entries(0, 30);
  const isOne = ({ id }: Entry) => id !== 'e9';
  const got = await read((skip, take) => {
    const given = all.slice(skip, skip + take);
    return page(given.filter(isOne), { given: given.length, total: 30 });
  });
  expect(got).toMatchObject({ ids: ids(all.filter(isOne)), failure: null });
});

describe('a log that changes while it is read', () => {
  const told = (all: readonly Entry[], skip: number, take: number) =>
    page(all.slice(skip, skip + take), { total: all.length, has_more: skip + take < all.length });

  it('gives each entry once, and all that were there, when new ones come at its beginning', async () => {
    const { ids: got, failure } = await read((skip, take, request) =>
      told([...entries(1000, 1000 + request * 3), ...entries(0, 40)], skip, take),
    );
    expect(failure).toBeNull();
    expect(got).toHaveLength(new Set(got).size);
    expect(got).toEqual(expect.arrayContaining(ids(entries(0, 40))));
  });

  it('gives those too that come at its end', async () => {
    const { ids: got } = await read((skip, take, request) => told(entries(0, 20 + request), skip, take));
    expect(got).toHaveLength(new Set(got).size);
    expect(got).toEqual(expect.arrayContaining(ids(entries(0, 21))));
  });

  it('misses none when old ones are taken from its beginning', async () => {
    const { ids: got, failure } = await read((skip, take, request) =>
      told(entries(request === 1 ? 0 : 5, 40), skip, take),
    );
    expect(failure).toBeNull();
    expect(got).toEqual(ids(entries(0, 40)));
  });

  it('is an error when they never stop vanishing', async () => {
    const { failure, asked } = await read((skip, take, request) =>
      told(entries(request * 50, 5000), skip, take),
    );
    expect(failure).toMatchObject({ code: 'LIST_CHANGED' });
    // After one page that did not fit none is asked for ahead: it would be in vain again.
    expect(asked.length).toBeLessThan(20);
  });
});

/** Numbers between 0 and 1 that are the same in every run. */
function chance(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Reads from a server that answers requests in any order; each answer is of the moment in which it is given. */
async function readAnswersInAnyOrder(server: (skip: number, take: number) => LogPage<Entry>, seed = 1) {
  const random = chance(seed);
  const waiting: (() => void)[] = [];
  const found: string[] = [];
  let most = 0;
  const fetch = (skip: number, take: number) =>
    new Promise<LogPage<Entry>>((resolve) => {
      waiting.push(() => resolve(server(skip, take)));
      most = Math.max(most, waiting.length);
      setImmediate(() => waiting.splice(Math.floor(random() * waiting.length), 1)[0]?.());
    });
  for await (const { id } of logEntries({ fetch, keyOf: ({ id }) => id, take: 10, limit: Infinity })) {
    found.push(id);
  }
  return { found, most };
}

describe('pages in flight at once', () => {
  const all = entries(0, 200);
  const told = (total: number | null, has_more: boolean | null) => (skip: number, take: number) =>
    page(all.slice(skip, skip + take), { total, has_more: has_more ?? skip + take < all.length });

  it.each<[what: string, most: number, total: number | null, has_more: boolean | null]>([
    ['four where the total is told', 4, 200, null],
    ['one where it is not', 1, null, null],
    ['one where the total is of a page', 1, 10, null],
  ])('are %s', async (_what, most, total, has_more) => {
    expect(await readAnswersInAnyOrder(told(total, has_more))).toEqual({ found: ids(all), most });
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'lose and repeat nothing in a log that grows, answered in any order (%d)',
    async (seed) => {
      const random = chance(seed);
      const old = entries(0, 150);
      let log = old;
      const { found } = await readAnswersInAnyOrder((skip, take) => {
        const news = entries(log.length * 1000, log.length * 1000 + Math.floor(random() * 4));
        log = seed % 3 === 0 ? [...log, ...news] : [...news, ...log];
        return page(log.slice(skip, skip + take), { total: log.length, has_more: skip + take < log.length });
      }, seed);
      expect(found).toHaveLength(new Set(found).size);
      expect(found.filter((id) => old.some((one) => one.id === id))).toEqual(ids(old));
    },
  );

  it('are given up where the reader stops early', async () => {
    const stopped: (AbortSignal | null | undefined)[] = [];
    const fetch = async (skip: number, take: number, { signal }: RequestOptions) => {
      stopped.push(signal);
      // Nothing waits for these: what they fail with is not to end the process.
      if (skip > 0)
        await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('cut'))));
      return told(200, null)(skip, take);
    };
    for await (const _ of logEntries({ fetch, keyOf: ({ id }) => id, take: 10, limit: Infinity })) break;
    expect(stopped.map((signal) => signal?.aborted)).toEqual([false, true, true, true, true]);
  });
});

const endless = (skip: number, take: number) => entries(skip, skip + take);

/** Servers that would keep a reader for ever, or lead it astray. */
const BAD: readonly (readonly [what: string, server: Server, words: string])[] = [
  ['the same page again', (_, take) => page(entries(0, take), { has_more: true }), 'the same entries again'],
  ['the same page of a total', (_, take) => page(entries(0, take), { total: 99 }), 'the same entries again'],
  [
    'pages in a circle',
    (_, take, request) => page(entries((request % 3) * take, ((request % 3) + 1) * take), { has_more: true }),
    'the same entries again',
  ],
  [
    'pages in a circle that share an entry',
    (skip, take) => page(entries(skip % 27, (skip % 27) + take), { has_more: true }),
    'the same entries again',
  ],
  ['more than was asked for', () => page(entries(0, 11), { total: 11 }), '11 entries where 10'],
  [
    'a page of another shape after one of a total',
    (_, take, request) => (request === 1 ? page(entries(0, take), { total: 40 }) : page([])),
    'nothing, where it said before that there is more',
  ],
  [
    'a page of another shape after one of many',
    (_, take, request) => (request === 1 ? page(entries(0, take), { has_more: true }) : page([])),
    'nothing, where it said before that there is more',
  ],
  ['no page of many', () => page([], { has_more: true }), 'none of them'],
  ['no page of a total', () => page([], { total: 5 }), 'none of them'],
  ['nothing but what is no entry', () => page([], { given: 10, has_more: true }), 'the same entries again'],
];

describe('a server that gives', () => {
  it.each(BAD)('%s is an error, and not asked for ever', async (_, server, words) => {
    const { failure, asked } = await read(server);
    expect(String(failure)).toContain(words);
    expect(asked.length).toBeLessThan(20);
  });

  it('one page and says that this is all is believed, whatever the total', async () => {
    const unfiltered = await read((skip) =>
      page(skip === 0 ? entries(0, 4) : [], { total: 99, has_more: false }),
    );
    expect(unfiltered).toMatchObject({ ids: { length: 4 }, asked: ['0+10', '3+10'], failure: null });
  });

  it('the whole log each time, and tells nothing, is read once', async () => {
    expect(await read(() => page(entries(0, 10)))).toMatchObject({ ids: { length: 10 }, failure: null });
  });

  it('without end is read as far as the limit', async () => {
    const { ids: got, asked } = await read((skip, take) => page(endless(skip, take), { has_more: true }), 95);
    expect(got).toHaveLength(95);
    expect(asked.length).toBeLessThan(13);
  });

  it.each([0, -1, 1.5, Number.NaN])('is not asked for %d entries', async (limit) => {
    const { failure, asked } = await read(() => page([]), limit);
    expect(failure).toMatchObject({ code: 'BAD_OPTION' });
    expect(asked).toEqual([]);
  });
});
