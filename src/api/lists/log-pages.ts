import { AitronosError } from '../../errors/api-errors.ts';
import { PackedTexts } from '../../text/packed-texts.ts';
import type { RequestOptions } from '../http/request.ts';

/** One page of a log. */
export interface LogPage<E> {
  readonly items: readonly E[];
  /** How many entries the server gave, also those that were no objects. */
  readonly given: number;
  /** The number of all entries that match; null when the API does not tell. */
  readonly total: number | null;
  /** Whether there are entries after this page; null when the API does not tell. */
  readonly has_more: boolean | null;
}

export interface LogReading<E> {
  /** Requests one page: `take` entries at most, after the first `skip`. */
  readonly fetch: (skip: number, take: number) => Promise<LogPage<E>>;
  readonly keyOf: (entry: E) => string;
  /** The number of entries of a page. */
  readonly take: number;
  /** The most entries to yield. */
  readonly limit: number;
  readonly options?: RequestOptions | undefined;
}

/** No list that ends has more entries. */
const MOST_ENTRIES = 10_000_000;
const MOST_STEPS_BACK = 5;

/**
 * Yields the entries of a log in the server's order, each once, page after page as they arrive. A log grows while it is
 * read: entries that moved onto a later page are passed over, and neighbouring pages share one entry, which shows when
 * entries are gone: then it is read again from a page before.
 * Throws `AitronosError`: `UNEXPECTED_ANSWER` for a server that gives more than was asked for, or the same again
 * while it says that there is more; `LIST_CHANGED` where entries keep vanishing; `BAD_OPTION` for a `limit` that is
 * no number of entries. Throws the reason of its signal at the next entry after the abort.
 * See docs/decisions/2026-11-26-a-log-grows.md.
 */
export async function* logEntries<E>(reading: LogReading<E>): AsyncGenerator<E> {
  const { limit, options } = reading;
  requireLimit(limit);
  let yielded = 0;
  for await (const fresh of freshPages(reading)) {
    for (const entry of fresh) {
      options?.signal?.throwIfAborted();
      yield entry;
      yielded += 1;
      if (yielded >= limit) return;
    }
  }
}

/** The entries of each page that no page before had. */
async function* freshPages<E>(reading: LogReading<E>): AsyncGenerator<readonly E[]> {
  const { fetch, keyOf } = reading;
  const take = Math.min(reading.take, reading.limit);
  const known = new PackedTexts();
  let stepsBack = 0;
  for (let skip = 0, shares = false; ; ) {
    const page = noLargerThan(take, await fetch(skip, take));
    const fresh = page.items.filter((entry) => !known.has(keyOf(entry)));
    if (shares && hasLostItsPlace(page, fresh)) {
      stepsBack += 1;
      if (stepsBack > MOST_STEPS_BACK) throw vanishing();
      skip = Math.max(0, skip - take);
      shares = skip > 0;
      continue;
    }
    yield fresh;
    for (const entry of fresh) known.add(keyOf(entry));
    if (!mayGoOn(page, skip, take, fresh.length)) return;
    if (known.size > MOST_ENTRIES) throw unexpected(`more than ${MOST_ENTRIES} entries`);
    shares = page.given > 1 && isWhole(page);
    skip += Math.max(1, page.given - 1);
  }
}

function noLargerThan<E>(take: number, page: LogPage<E>): LogPage<E> {
  if (page.given <= take) return page;
  throw unexpected(`${page.given} entries where ${take} were asked for`);
}

/** True where a page that should begin with an entry of the page before begins with a new one. */
const hasLostItsPlace = <E>(page: LogPage<E>, fresh: readonly E[]): boolean =>
  isWhole(page) && fresh.length > 0 && fresh[0] === page.items[0];

/** True where each entry of the page is one that can be recognised. */
const isWhole = ({ items, given }: LogPage<unknown>): boolean => items.length === given;

/**
 * Whether a further page has to be asked for. Throws `AitronosError` where the server says that there is more, but this
 * page had nothing new.
 */
function mayGoOn(
  { has_more, total, given }: LogPage<unknown>,
  skip: number,
  take: number,
  fresh: number,
): boolean {
  const goesOn = has_more === true || (total !== null && skip + given < total);
  // A `total` that a full page reaches may be the number of its own entries.
  if (fresh > 0) return goesOn || (has_more === null && given >= take);
  // Nothing came of asking beyond what `has_more` said was the end, because `total` said otherwise.
  if (!goesOn || has_more === false) return false;
  throw unexpected(given === 0 ? 'that there are more entries, and none of them' : 'the same entries again');
}

function requireLimit(limit: number): void {
  if (limit === Infinity || (Number.isInteger(limit) && limit > 0)) return;
  throw new AitronosError('BAD_OPTION', `limit: a whole number above 0 is wanted, or Infinity; not ${limit}`);
}

const unexpected = (what: string) =>
  new AitronosError('UNEXPECTED_ANSWER', `asked for a page of the log, the API answered ${what}`);

const vanishing = () =>
  new AitronosError('LIST_CHANGED', 'entries of the log kept vanishing while it was read');
