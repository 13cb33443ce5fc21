import { setMaxListeners } from 'node:events';
import { setImmediate } from 'node:timers';
import { AitronosError } from '../../errors/api-errors.ts';
import { withEither } from '../../system/time/unless-aborted.ts';
import { checkCall } from '../checks/checked-options.ts';
import type { RequestOptions } from '../http/request.ts';
import { answersInOrder } from './answers-in-order.ts';
import { requireEnd, requirePositive, requireWhole, type ToldRows, toldTotal } from './told-rows.ts';

export interface Page<R> extends ToldRows {
  readonly rows: readonly R[];
}

interface Paging<R> {
  /** Requests one page: `take` rows at most, after the first `skip` rows. */
  readonly fetch: (skip: number, take: number, options: RequestOptions) => Promise<Page<R>>;
  readonly idOf: (row: R) => string;
  /** The number of rows of a page; else a hundred. */
  readonly take?: number;
  /** Pages requested at once, as soon as the first page has told the total; else 4. */
  readonly inFlight?: number | undefined;
  /** The most rows to yield; else all. */
  readonly limit?: number | undefined;
  /** True where the total counts these rows, whatever was asked for: fewer are then no list. */
  readonly isWhole?: boolean;
  readonly options?: RequestOptions | undefined;
}

type KnownPaging<R> = Paging<R> & Readonly<Record<'take' | 'inFlight' | 'limit', number>>;

const MOST_PASSES = 5;

/**
 * Yields the rows of all pages in order, as they arrive; requests no more pages than `limit` needs.
 * Neighbouring pages overlap by one row, which shows when the list changed meanwhile: it is then read again, and
 * each row is yielded once. Every row that stayed in the list throughout is yielded.
 * Throws `AitronosError`: `LIST_CHANGED` when the list changed in each of five passes, `UNEXPECTED_ANSWER` for one
 * without end or with fewer rows than it says, `BAD_OPTION` for a `limit` or `inFlight` that is no number of rows or
 * pages; the reason of its signal at the next row after the abort.
 * See docs/decisions/2026-11-25-pages-share-a-row.md.
 */
export async function* allRows<R>(given: Paging<R>): AsyncGenerator<R> {
  const { take = 100, inFlight = 4, limit = Infinity } = given;
  const paging = { ...given, take, inFlight, limit, options: checkCall(given.options, {}) };
  requirePositive('limit', limit);
  requirePositive('inFlight', inFlight);
  const seen = new Set<string>();
  for (let pass = 1; pass <= MOST_PASSES; pass += 1) {
    let steady = true;
    let total: number | null = null;
    let more = false;
    for await (const page of readPass(paging)) {
      steady &&= page.steady;
      total = page.total;
      more = page.has_more === true;
      yield* skipSeen(page.rows, seen, paging);
      if (seen.size >= paging.limit) return;
    }
    if (!steady) continue;
    return requireWhole(seen.size, paging.isWhole ? total : null, total === null && more);
  }
  throw new AitronosError('LIST_CHANGED', `the list changed each of the ${MOST_PASSES} times it was read`);
}

function* skipSeen<R>(
  rows: readonly R[],
  seen: Set<string>,
  { idOf, limit, options }: KnownPaging<R>,
): Generator<R> {
  for (const row of rows) {
    const id = idOf(row);
    if (seen.has(id) || seen.size >= limit) continue;
    options?.signal?.throwIfAborted();
    seen.add(id);
    requireEnd(seen.size);
    yield row;
  }
}

interface ReadPage<R> extends Page<R> {
  /** False when the page shows that the list changed since the page before. */
  readonly steady: boolean;
}

async function* readPass<R>(paging: KnownPaging<R>): AsyncGenerator<ReadPage<R>> {
  const { fetch, take, idOf, limit, options } = paging;
  const size = Math.min(take, limit);
  const over = new AbortController();
  // As many pages as are in flight listen to it.
  setMaxListeners(0, over.signal);
  const ask = (skip: number) =>
    withEither([over.signal, options?.signal], (signal) => fetch(skip, size, { ...options, signal }));
  try {
    const first = await ask(0);
    const total = toldTotal(first, size);
    const isOwnTotal = total !== first.total;
    // A server without a total may ignore `skip` and answer the whole list each time.
    const unpaged = isOwnTotal || (total === null && first.rows.length !== size);
    yield { ...first, steady: true, total };
    let before = first;
    for await (const page of pagesAfter({ rows: first.rows, total }, ask, paging)) {
      const follows =
        beginsWith(page, before.rows.at(-1), idOf) ||
        (unpaged && beginsWith(page, first.rows[0], idOf)) ||
        // The page before was the last: the total counts more than the rows of the list.
        (page.rows.length === 0 && before.rows.length < first.rows.length);
      const steady = follows && (isOwnTotal || page.total === total);
      yield { ...page, steady, total };
      if (page.rows.length > 0) before = page;
    }
  } finally {
    // Cancels the other pages when the consumer stopped early or one page failed.
    over.abort('over');
  }
}

type Ask<R> = (skip: number) => Promise<Page<R>>;

function pagesAfter<R>(first: Page<R>, ask: Ask<R>, paging: KnownPaging<R>): AsyncIterable<Page<R>> {
  return first.total === null ? readInTurn(first, ask, paging) : readAhead(first, first.total, ask, paging);
}

/**
 * Without a total: reads page after page, until one is short or has no new row.
 * See docs/decisions/2026-11-25-lists-without-a-total.md.
 */
async function* readInTurn<R>(
  { rows }: Page<R>,
  ask: Ask<R>,
  { idOf }: KnownPaging<R>,
): AsyncGenerator<Page<R>> {
  const step = rows.length - 1;
  const known = new Set(rows.map(idOf));
  for (let skip = step; step > 0; skip += step) {
    const page = await ask(skip);
    yield page;
    const hasNew = addTo(known, page.rows.map(idOf));
    if (!hasNew || page.rows.length <= step) return;
  }
}

function addTo(known: Set<string>, ids: readonly string[]): boolean {
  const before = known.size;
  for (const id of ids) known.add(id);
  return known.size > before;
}

/** With a total: yields the pages in order and requests `inFlight` pages ahead. */
async function* readAhead<R>(
  { rows }: Page<R>,
  total: number,
  ask: Ask<R>,
  { idOf, limit, inFlight }: KnownPaging<R>,
): AsyncGenerator<Page<R>> {
  // A server may answer fewer rows than requested.
  const step = rows.length - 1;
  const known = new Set(rows.map(idOf));
  const wanted = step > 0 ? Math.min(total, limit) : 0;
  let skip = 0;
  const askNext = () => {
    skip += step;
    return skip + 1 < wanted ? ask(skip) : null;
  };
  for await (const page of answersInOrder(askNext, inFlight)) {
    // Lets the event loop send the next requests before the consumer works on this page.
    await nextTurn();
    await nextTurn();
    yield page;
    // Ends the list at a page without new rows, whatever the total says: the server would repeat itself for ever.
    if (!addTo(known, page.rows.map(idOf))) return;
  }
}

function beginsWith<R>({ rows: [start] }: Page<R>, row: R | undefined, idOf: Paging<R>['idOf']): boolean {
  return start !== undefined && row !== undefined && idOf(start) === idOf(row);
}

/** Not from `node:timers/promises`, which every call would load, nor the global one: see `transport.ts`. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
