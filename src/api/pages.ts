import { Ahead } from './ahead.ts';
import { AitronosError } from './errors.ts';
import type { RequestOptions } from './request.ts';

export interface Page<R> {
  readonly rows: readonly R[];
  /** How many there are in all; null when the API does not say. */
  readonly total: number | null;
}

export interface Paging<R> {
  /** One page: so many rows at the most, after so many that are left out. */
  readonly fetch: (skip: number, take: number, options: RequestOptions) => Promise<Page<R>>;
  readonly idOf: (row: R) => string;
  /** Rows a page. */
  readonly take: number;
  /** Pages asked for at once, when the first has told how many there are. */
  readonly in_flight: number;
  /** Rows wanted at the most. */
  readonly limit: number;
  /** For each page. */
  readonly options?: RequestOptions | undefined;
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
  const { fetch, take, idOf, limit, options } = paging;
  const size = Math.min(take, limit);
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, ...(options?.signal ? [options.signal] : [])]);
  const ask = (skip: number) => fetch(skip, size, { ...options, signal });
  const first = await ask(0);
  // Asked for before the first is handed on, which may take as long as an answer.
  const following = pagesAfter(first, ask, paging);
  try {
    yield { rows: first.rows, steady: true };
    let last = first.rows.at(-1);
    const known = new Set(first.rows.map(idOf));
    for (let page = await following.next(); page; page = await following.next()) {
      const [same] = page.rows;
      const joins = same !== undefined && last !== undefined && idOf(same) === idOf(last);
      yield { rows: page.rows, steady: joins && page.total === first.total };
      last = page.rows.at(-1) ?? last;
      const before = known.size;
      for (const row of page.rows) known.add(idOf(row));
      // A server that neither counts nor skips would give the same rows without end.
      if (first.total === null && known.size === before) return;
    }
  } finally {
    // Whoever reads may have enough, or a page may fail, while others are under way.
    following.stop();
    over.abort();
  }
}

type Ask<R> = (skip: number) => Promise<Page<R>>;

function pagesAfter<R>({ rows, total }: Page<R>, ask: Ask<R>, paging: Paging<R>): Ahead<Page<R>> {
  // A server may give fewer a page than it is asked for.
  const step = rows.length - 1;
  let end = step < 1 ? 0 : Math.min(total ?? Infinity, paging.limit);
  const fetch = async (skip: number) => {
    const page = await ask(skip);
    // Where nobody says how many there are, a page that is shorter than the first is the last.
    if (total === null && page.rows.length <= step) end = 0;
    return page;
  };
  const skips = function* () {
    for (let skip = step; skip + 1 < end; skip += step) yield skip;
  };
  return new Ahead(fetch, skips(), total === null ? 1 : paging.in_flight);
}
