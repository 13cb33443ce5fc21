import { AitronosError } from './errors.ts';

export interface Page<R> {
  readonly rows: readonly R[];
  /** How many there are in all; null when the API does not say. */
  readonly total: number | null;
}

export interface Paging<R> {
  /** One page: so many rows at the most, after so many that are left out. */
  readonly fetch: (skip: number, take: number) => Promise<Page<R>>;
  readonly idOf: (row: R) => string;
  /** Rows a page. */
  readonly take: number;
  /** Pages asked for at once, when the first has told how many there are. */
  readonly in_flight: number;
  /** Rows wanted at the most. */
  readonly limit: number;
}

const MOST_PASSES = 5;

/**
 * The rows of all pages, in order and as they come; no more pages are asked for than `limit` needs. Neighbouring pages share
 * a row, so that a list that changes meanwhile is noticed: it is read again, and each row is yielded once. Everybody who was
 * there all the time comes. Throws `AitronosError` (`LIST_CHANGED`) when it changed in each of five passes.
 */
export async function* allRows<R>(paging: Paging<R>): AsyncGenerator<R> {
  const seen = new Set<string>();
  for (let pass = 1; pass <= MOST_PASSES; pass += 1) {
    let steady = true;
    for await (const page of onePass(paging)) {
      steady &&= page.steady;
      yield* unseen(page.rows, seen, paging);
      if (seen.size >= paging.limit) return;
    }
    if (steady) return;
  }
  throw new AitronosError('LIST_CHANGED', `the list changed each of the ${MOST_PASSES} times it was read`);
}

function* unseen<R>(rows: readonly R[], seen: Set<string>, { idOf, limit }: Paging<R>): Generator<R> {
  for (const row of rows) {
    const id = idOf(row);
    if (seen.has(id) || seen.size >= limit) continue;
    seen.add(id);
    yield row;
  }
}

interface Read<R> {
  readonly rows: readonly R[];
  /** False when the list was seen to have changed since the page before. */
  readonly steady: boolean;
}

async function* onePass<R>(paging: Paging<R>): AsyncGenerator<Read<R>> {
  const { fetch, take, idOf, limit, in_flight } = paging;
  const size = Math.min(take, limit);
  const first = await fetch(0, size);
  yield { rows: first.rows, steady: true };
  // A server may give fewer a page than it is asked for.
  const step = first.rows.length - 1;
  const whole = first.total === null ? first.rows.length < size : first.rows.length >= first.total;
  if (whole || step < 1) return;
  const wanted = Math.min(first.total ?? Infinity, limit);
  const pages = ahead((skip) => fetch(skip, size), step, wanted, first.total === null ? 1 : in_flight);
  let last = first.rows.at(-1);
  for await (const { rows, total } of pages) {
    const [same] = rows;
    const joins = same !== undefined && last !== undefined && idOf(same) === idOf(last);
    yield { rows, steady: joins && total === first.total };
    last = rows.at(-1) ?? last;
    if (first.total === null && rows.length <= step) return;
  }
}

/** Pages in order, so many of them asked for before they are wanted. */
async function* ahead<P>(
  fetch: (skip: number) => Promise<P>,
  step: number,
  wanted: number,
  in_flight: number,
): AsyncGenerator<P> {
  const asked: Promise<P>[] = [];
  let skip = step;
  for (;;) {
    for (; asked.length < in_flight && skip + 1 < wanted; skip += step) {
      const page = fetch(skip);
      // Whoever waits for it hears of a failure; where nobody does any more, nobody needs to.
      page.catch(() => {});
      asked.push(page);
    }
    const next = asked.shift();
    if (!next) return;
    yield await next;
  }
}
