import { valueOption } from '../../cli/options.ts';
import { usageError } from '../../errors/cli-errors.ts';
import { rowLimit } from '../../validation/numbers.ts';

const LIMIT = 50;

export interface ListLimit {
  readonly limit?: number | undefined;
  readonly all?: true | undefined;
}

export const limitOption = () => valueOption('--limit <n>', `at most this many; default ${LIMIT}`, rowLimit);

/** The most records that a call wants. Throws `CliError` (usage) for options that contradict each other. */
export function mostWanted({ limit, all }: ListLimit): number {
  if (all && limit !== undefined)
    throw usageError('--all and --limit contradict each other', 'leave one of them out');
  return all ? Infinity : (limit ?? LIMIT);
}

/** The records of a list, and what is known once they have been read. */
export function countRecords<R>(read: () => AsyncIterable<R>) {
  const counts = { shown: 0, areAll: false };
  const each = async function* () {
    for await (const record of read()) {
      counts.shown += 1;
      yield record;
    }
    counts.areAll = true;
  };
  return { each, counts };
}

/** What the API told of a list; null for what it did not tell. */
interface Told {
  readonly shown: number;
  readonly total: number | null;
  readonly hasMore?: boolean | null;
}

/** That a list goes on behind what was shown of it. `everything`: what `--all` shows. */
export function remainderNotes(
  { shown, total, hasMore = null }: Told,
  { limit, all }: ListLimit,
  everything: string,
): string[] {
  const more = total === null ? (hasMore ?? shown === (limit ?? LIMIT)) : total > shown;
  if (all || !more) return [];
  const some = total === null ? `${shown} shown, and there may be more` : `${shown} of ${total} shown`;
  return [`${some}; ${limit === undefined ? '' : 'a larger --limit or '}--all shows ${everything}`];
}
