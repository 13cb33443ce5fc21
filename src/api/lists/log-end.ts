import { AitronosError } from '../../errors/api-errors.ts';

export interface LogPage<E> {
  readonly items: readonly E[];
  /** How many entries the server gave, also those that were no objects. */
  readonly given: number;
  /** The number of all entries that match; null when the API does not tell. */
  readonly total: number | null;
  /** Whether there are entries after this page; null when the API does not tell. */
  readonly has_more: boolean | null;
}

/** How far behind a page the next one begins: at its last entry. */
export const stepAfter = ({ given }: LogPage<unknown>): number => Math.max(1, given - 1);

/** Tells whether a log has a further page. */
export class LogEnd {
  /** What the last page with a new entry told, and how many came since then. */
  #total = Infinity;
  #repeated = 0;
  /** Whether the page before said that there is more. */
  #promised = false;

  /**
   * Whether a further page has to be asked for. `page`: what came when `take` entries after the first `skip` were
   * asked for, `fresh` of them new. Throws `AitronosError` (`UNEXPECTED_ANSWER`) where the server says that there is
   * more, but the page had nothing new, and the log has not grown by so much that this explains it; and where the page
   * before said so, and this one tells nothing at all, as one of another shape does.
   */
  mayGoOn(page: LogPage<unknown>, skip: number, take: number, fresh: number): boolean {
    const { has_more, total, given } = page;
    const goesOn = has_more === true || (total !== null && skip + given < total);
    const tellsNothing = given === 0 && total === null && has_more === null;
    if (tellsNothing && this.#promised) throw unexpected('nothing, where it said before that there is more');
    this.#promised = goesOn;
    if (fresh > 0) {
      this.#total = total ?? Infinity;
      this.#repeated = 0;
      // A `total` that a full page reaches may be the number of its own entries.
      return goesOn || (has_more === null && given >= take);
    }
    // Nothing came of asking beyond what `has_more` said was the end, because `total` said otherwise.
    if (!goesOn || has_more === false) return false;
    if (given === 0) throw unexpected('that there are more entries, and none of them');
    this.#repeated += stepAfter(page);
    if ((total ?? 0) - this.#total < this.#repeated) throw unexpected('the same entries again');
    return true;
  }
}

/** The error for an answer that is no page of the log. */
export const unexpected = (what: string) =>
  new AitronosError('UNEXPECTED_ANSWER', `asked for a page of the log, the API answered ${what}`);
