import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/runs/input/rows.ts';
import { composed } from '../../src/text/fold-case.ts';
import { ANY_CHARACTER } from '../text/any-character.ts';
import { read } from './reading.ts';

const OURS = ['user_id', 'email', 'transfer_to'];
const RESULTS =
  'row outcome changed account_state transferred_to_department_id error_code error_message request_id attempts'.split(
    ' ',
  );

/** Without the line through a letter: a row with one is asked about. */
const unicode = fc.string({ unit: ANY_CHARACTER }).filter((text) => !/\u0336|\0/.test(text));
const cell = fc.oneof(
  unicode,
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', '\t', ' ', '\ufeff', 'é', '🦉', 'a') }),
);
/** A header is read with each letter and its marks as one. */
const name = cell
  .map((text) => composed(`c${text}`.trim()))
  .filter((text) => !OURS.includes(text.toLowerCase()) && !RESULTS.includes(text));
const id = fc.stringMatching(/^usr_[A-Za-z0-9_-]{1,40}$/);
const target = fc.constantFrom('', 'dept_a', 'dept_b');
const bytesAtOnce = fc.integer({ min: 1, max: 200 });

interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Carried columns before, between and after ours; no user twice. */
const table: fc.Arbitrary<Table> = fc.uniqueArray(name, { maxLength: 4 }).chain((own) =>
  fc
    .record({
      names: fc.shuffledSubarray(['user_id', 'transfer_to', ...own], { minLength: own.length + 2 }),
      rows: fc.uniqueArray(
        fc.record({
          id,
          target,
          cells: fc.array(cell, { minLength: own.length, maxLength: own.length }),
        }),
        { selector: (row) => row.id, minLength: 1, maxLength: 12 },
      ),
    })
    .map(({ names, rows }) => ({
      names,
      rows: rows.map((row) =>
        names.map((column) => {
          if (column === 'user_id') return row.id;
          return column === 'transfer_to' ? row.target : (row.cells[own.indexOf(column)] ?? '');
        }),
      ),
    })),
);

function expected({ names, rows }: Table): Row[] {
  return rows.map((cells, index) => {
    const input = Object.fromEntries(names.map((column, at) => [column, cells[at] ?? '']));
    const { user_id = '', transfer_to } = input;
    return { row: index + 1, user_id, department_id: transfer_to || 'dept_hq', input };
  });
}

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (let turn = 0; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

describe('what a writer of CSV writes', () => {
  it('reads back as the same rows, whatever the cells, the line breaks and the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.record({
          bom: fc.boolean(),
          crlf: fc.boolean(),
          quoted: fc.boolean(),
          eof: fc.boolean(),
          sizes: fc.array(bytesAtOnce, { minLength: 1, maxLength: 5 }),
        }),
        async (written, { bom, crlf, quoted, eof, sizes }) => {
          const text = stringify([written.names, ...written.rows], {
            bom,
            quoted,
            eof,
            record_delimiter: crlf ? 'windows' : 'unix',
            // RFC 4180 wants cells with any line break in quotes; the writer looks for its own only.
            quoted_match: /[\r\n]/,
          });
          const { kept, said } = await read(cut(Buffer.from(text), sizes));
          expect(said).toEqual([]);
          expect(kept).toEqual(expected(written));
        },
      ),
      { numRuns: 300 },
    );
  }, 15_000);

  it('names the line of a bad row, whatever stands before it', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), async (written, crlf) => {
        const options = { record_delimiter: crlf ? 'windows' : 'unix', quoted: true } as const;
        const before = stringify([written.names, ...written.rows], options);
        const bad = stringify(
          [written.names.map((column) => (column === 'user_id' ? 'nobody' : ''))],
          options,
        );
        const { problems } = await read(before + bad);
        expect(problems).toMatchObject([{ line: before.split('\n').length, column: 'user_id' }]);
      }),
    );
  });
});

describe('what a writer of JSON Lines writes', () => {
  it('reads back as the same rows, whatever the values, the line breaks and the chunks', {
    timeout: 30_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n', '\n\n'),
        fc.array(bytesAtOnce, { minLength: 1, maxLength: 5 }),
        async (written, lineBreak, sizes) => {
          const rows = expected(written);
          const text = rows.map(({ input }) => JSON.stringify(input)).join(lineBreak);
          const { kept, said } = await read(cut(Buffer.from(text), sizes));
          expect(said).toEqual([]);
          expect(kept).toEqual(rows);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('any bytes', () => {
  it('are rows or problems, never an exception', async () => {
    const scrap = fc.constantFrom(
      'user_id',
      'usr_1',
      ',',
      '"',
      '\n',
      '\r\n',
      '{',
      '}',
      '[',
      ';',
      '\0',
      '\ufeff',
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
      fc.array(scrap, { maxLength: 40 }).map((parts) => Buffer.from(parts.join(''))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const { rows, problem_count, column_problems, kept, has_header } = await read(content);
        if (!has_header) expect(rows + problem_count + column_problems.length).toBeGreaterThan(0);
        expect(kept.length).toBeLessThanOrEqual(rows);
      }),
      { numRuns: 1_000 },
    );
  });
});
