import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { deletedWords } from '../../src/audit/report/report-words.ts';
import { checkedText } from '../../src/commands/runs/verify/verify-error.ts';
import { countUsers } from '../../src/runs/summary.ts';
import { agreeing, counted } from '../../src/text/counted.ts';

const ids = (count: number) => Array.from({ length: count }, (_, at) => `run_${at}`);

/** Words with a number in them, for none, one and two. */
const MESSAGES: readonly (readonly [
  of: (count: number) => string | null,
  words: readonly (string | null)[],
])[] = [
  [(count) => counted(count, 'line'), ['0 lines', '1 line', '2 lines']],
  [(count) => counted(count, 'entry', 'entries'), ['0 entries', '1 entry', '2 entries']],
  [(count) => agreeing(count, 'is', 'are'), ['are', 'is', 'are']],
  [countUsers, ['0 users', '1 user', '2 users']],
  [
    (count) => checkedText({ total: count, yes: 0, differs: count, unknown: 0 }),
    ['0 users: nothing to verify', '1 user: 1 differs', '2 users: 2 differ'],
  ],
  [
    (count) => deletedWords({ deleted: ids(count) }),
    [
      null,
      '1 run was deleted by `runs delete` and is not in this report: run_0',
      '2 runs were deleted by `runs delete` and are not in this report: run_0, run_1',
    ],
  ],
];

it.each(MESSAGES)('words agree with their number: %#', (of, words) => {
  expect([of(0), of(1), of(2)]).toEqual(words);
});

/** A number and what has to agree with it. */
const NUMBER =
  /\$\{(?<what>[^{}]*)\} (?:more )?(?:rows|runs|users|lines|records|requests|bytes|entries|cells|are|were|differ|have)\b/g;

/** What stands before such a word, and is no number that can be one. */
const OTHERS: readonly string[] = [
  ...['bytes', 'most_bytes', 'size', 'MOST_ROWS', 'MOST_ENTRIES', 'LONGEST_MS', 'Buffer.byteLength(body)'],
  ...['APART', 'ANY_TOKEN', 'option', 'choice', 'name', 'file', 'run_id', 'this.#lines', 'left'],
  "active.join(', ')",
  // Those of one stand beside it, or there are several.
  ...['count', 'not_chosen', 'duplicates', 'both', 'found.length', 'faults.length', 'edited.length'],
  ...['length', 'users.size', 'all', "count.toLocaleString('en')"],
  "counted(leavers, 'leaver')",
];

describe('the source', () => {
  it('says of no number that can be one that they are', () => {
    const root = fileURLToPath(new URL('../../src', import.meta.url));
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !file.startsWith('sandbox'),
    );
    const found = files.flatMap((file) =>
      [...readFileSync(`${root}/${file}`, 'utf8').matchAll(NUMBER)]
        .filter(({ groups }) => !OTHERS.includes(groups?.['what'] ?? ''))
        .map(([text]) => `${file}: ${text}`),
    );
    expect(found).toEqual([]);
  });
});
