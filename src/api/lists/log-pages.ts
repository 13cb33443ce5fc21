import { AitronosError } from '../../errors/api-errors.ts';
import { agreeing, counted } from '../../text/counted.ts';
import { PackedTexts } from '../../text/packed-texts.ts';
import { checkCall } from '../checks/checked-options.ts';
import type { RequestOptions } from '../http/request.ts';
import { LogEnd, type LogPage, stepAfter, unexpected } from './log-end.ts';
import { type FetchPage, PagesAhead } from './pages-ahead.ts';
import { requirePositive } from './told-rows.ts';

export interface LogReading<E> {
  readonly fetch: FetchPage<LogPage<E>>;
  /** Called with each page, before its entries come. */
  readonly onPage?: ((page: LogPage<E>) => void) | undefined;
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
 * Yields the entries of a log in the server's order, each once, as their pages arrive; where the server tells how many
 * there are, several pages are requested at once. A log grows while it is read: entries that moved onto a later page
 * are passed over, and neighbouring pages share one entry, which shows when entries are gone: then it is read again
 * from a page before.
 * Throws `AitronosError`: `UNEXPECTED_ANSWER` for a server that gives more than was asked for, or the same again
 * while it says that there is more; `LIST_CHANGED` where entries keep vanishing; `BAD_OPTION` for a `limit` that is
 * no number of entries. Throws the reason of its signal at the next entry after the abort.
 * See docs/decisions/2026-11-26-a-log-grows.md and docs/decisions/2026-11-26-a-log-is-read-ahead.md.
 */
export async function* logEntries<E>(given: LogReading<E>): AsyncGenerator<E> {
  const { limit } = given;
  requirePositive('limit', limit);
  const options = checkCall(given.options, {});
  const reading = { ...given, options };
  let yielded = 0;
  for await (const fresh of freshPages(reading)) {
    for (const entry of fresh) {
      options.signal?.throwIfAborted();
      yield entry;
      yielded += 1;
      if (yielded >= limit) return;
    }
  }
}

/** The entries of each page that no page before had. */
async function* freshPages<E>(reading: LogReading<E>): AsyncGenerator<readonly E[]> {
  const { limit, options } = reading;
  const take = Math.min(reading.take, limit);
  const pages = new PagesAhead(reading.fetch, take, options);
  try {
    yield* freshOf(pages, take, reading);
  } finally {
    pages.stop();
  }
}

async function* freshOf<E>(
  pages: PagesAhead<LogPage<E>>,
  take: number,
  { keyOf, limit, onPage }: LogReading<E>,
): AsyncGenerator<readonly E[]> {
  const known = new PackedTexts();
  const isNew = (entry: E) => !known.has(keyOf(entry));
  const end = new LogEnd();
  let stepsBack = 0;
  for (let skip = 0, shares = false; ; ) {
    // The server may have answered a page before the one in front of it, and the log have grown in between.
    const page = await pages.take(skip, (ahead) => ahead.items.slice(0, 1).some((entry) => !isNew(entry)));
    requireNoLarger(take, page);
    const fresh = page.items.filter(isNew);
    if (shares && page.items.slice(0, 1).some(isNew)) {
      stepsBack += 1;
      if (stepsBack > MOST_STEPS_BACK) throw vanishing();
      skip = Math.max(0, skip - take);
      shares = skip > 0;
      continue;
    }
    const step = stepAfter(page);
    pages.ask(skip + step, step, lastBegin(page, limit));
    onPage?.(page);
    yield fresh;
    for (const entry of fresh) known.add(keyOf(entry));
    if (!end.mayGoOn(page, skip, take, fresh.length)) return;
    if (skip > MOST_ENTRIES) throw unexpected(`more than ${MOST_ENTRIES} entries`);
    // Only where its last entry is one that can be recognised.
    shares = page.given > 1 && page.items.length === page.given;
    skip += step;
  }
}

/** Before which entry a page has to begin that is known to have more than the one it shares; 0 where none is known. */
const lastBegin = ({ has_more, total }: LogPage<unknown>, limit: number): number =>
  has_more === false ? 0 : Math.min(total ?? 0, limit) - 1;

function requireNoLarger(take: number, { given }: LogPage<unknown>): void {
  if (given > take)
    throw unexpected(
      `${counted(given, 'entry', 'entries')} where ${take} ${agreeing(take, 'was', 'were')} asked for`,
    );
}

const vanishing = () =>
  new AitronosError('LIST_CHANGED', 'entries of the log kept vanishing while it was read');
