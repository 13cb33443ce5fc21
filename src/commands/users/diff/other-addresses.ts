import { shortText } from '../../../output/safe/safe-text.ts';
import type { Difference, FoundDifference } from '../../../roster/difference.ts';
import { MOST_OF_NAME, nameColumns, nameIn } from '../../../runs/input/names/people-names.ts';
import { namedFirst } from '../../../text/counted.ts';
import { foldAccents } from '../../../text/fold-case.ts';

const MOST_NAMED = 3;

/**
 * Orphans with the full name of a person who is missing: the organization may have an old address, and the roster the
 * new one. That is said, because the list goes on to commands that change people; null where there are none.
 */
export function otherAddresses(
  all: readonly FoundDifference[],
  readRow: (address: number) => Difference['roster'],
): string | null {
  const orphans = new Map<string, FoundDifference>();
  for (const each of all)
    if (each.kind === 'orphan' && each.full_name !== null) orphans.set(wordsOf(each.full_name), each);
  orphans.delete('');
  if (orphans.size === 0) return null;
  // In the order in which the rows are kept: they are packed in blocks.
  const missing = all
    .flatMap(({ kind, address, email, user_id }) =>
      kind === 'missing' && address !== null ? [{ address, name: email ?? user_id }] : [],
    )
    .sort((one, other) => one.address - other.address);
  // The rows of one table have the same columns.
  const known = new Map<string, readonly string[]>();
  const columnsOf = (headers: readonly string[]) => {
    const key = headers.join('\n');
    const columns = known.get(key) ?? nameColumns(headers);
    known.set(key, columns);
    return columns;
  };
  const pairs = missing.flatMap(({ address, name }) => {
    const row = readRow(address) ?? {};
    const orphan = orphans.get(wordsOf(nameIn(row, columnsOf(Object.keys(row)))));
    if (orphan === undefined) return [];
    const full = shortText(orphan.full_name ?? '', MOST_OF_NAME);
    return `${full} (${orphan.email ?? orphan.user_id} here, ${name} in the roster)`;
  });
  if (pairs.length === 0) return null;
  return `perhaps the same person, whose address has changed: ${namedFirst(pairs, MOST_NAMED)}`;
}

/** The words of a full name in one order; empty for a single word, which many may have. */
function wordsOf(name: string): string {
  const words = foldAccents(name).match(/\p{L}+/gu) ?? [];
  return words.length < 2 ? '' : words.sort().join(' ');
}
