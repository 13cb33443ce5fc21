import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';
import { chunks, read } from './reading.ts';

/** The people of a file, and where the resources of each go. */
interface Person {
  readonly who: string;
  readonly transfer_to: string;
  readonly note: string;
}

const COLUMNS = ['who', 'transfer_to', 'note'] as const;

const text = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', 'é', 'Ł', '山', '🦉', '"', ',', ';', '|', '\t', "'", '['),
});
const person: fc.Arbitrary<Person> = fc.record({
  who: fc.oneof(
    fc.stringMatching(/^usr_[A-Za-z0-9]{4,12}$/),
    fc.stringMatching(/^[a-z]{1,8}\.[a-z]{1,8}$/).map((name) => `${name}@example.com`),
  ),
  transfer_to: fc.constantFrom('', 'dept_a', 'Sales', 'Vertrieb Süd', 'R&D; Basel', 'Łódź, 2', '営業|東'),
  note: text,
});

/** Ids or addresses, not both: one column names them all. */
const people = fc
  .uniqueArray(person, { selector: ({ who }) => who, minLength: 1, maxLength: 20 })
  .filter((some) => new Set(some.map(({ who }) => who.includes('@'))).size === 1);

type LineEnd = '\n' | '\r\n' | '\r';
type Write = (some: readonly Person[], end: LineEnd, order: readonly (keyof Person)[]) => string;

const headerOf = (some: readonly Person[]) => (some[0]?.who.includes('@') ? 'email' : 'user_id');
const recordOf = (some: readonly Person[], { who, transfer_to, note }: Person) => ({
  [headerOf(some)]: who,
  transfer_to,
  note,
});

const separated =
  (delimiter: string): Write =>
  (some, end, order) =>
    stringify(
      [
        order.map((column) => (column === 'who' ? headerOf(some) : column)),
        ...some.map((one) => order.map((column) => one[column])),
      ],
      { delimiter, record_delimiter: end, quoted_match: /[\s"]/ },
    );
const indented = (value: unknown, end: LineEnd) =>
  `${JSON.stringify(value, null, 2)}\n`.replaceAll('\n', end);
const records = (some: readonly Person[]) => some.map((one) => recordOf(some, one));

/** Every shape of a file with columns. */
const SHAPES: Readonly<Record<string, Write>> = {
  comma: separated(','),
  semicolon: separated(';'),
  tab: separated('\t'),
  pipe: separated('|'),
  'sep=': (some, end, order) => `sep=;${end}${separated(';')(some, end, order)}`,
  'JSON array': (some, end) => indented(records(some), end),
  'JSON array in one line': (some) => JSON.stringify(records(some)),
  'object with a list': (some, end) => indented({ exported: 'today', people: records(some) }, end),
  'JSON Lines': (some, end) =>
    records(some)
      .map((one) => `${JSON.stringify(one)}${end}`)
      .join(''),
};

const ENCODINGS: Readonly<Record<string, (content: string) => Buffer>> = {
  'UTF-8': (content) => Buffer.from(content),
  'UTF-8 with a mark': (content) => Buffer.from(`\ufeff${content}`),
  'UTF-16 LE with a mark': (content) => Buffer.from(`\ufeff${content}`, 'utf16le'),
  'UTF-16 BE with a mark': (content) => Buffer.from(`\ufeff${content}`, 'utf16le').swap16(),
  'UTF-16 LE': (content) => Buffer.from(content, 'utf16le'),
  'UTF-16 BE': (content) => Buffer.from(content, 'utf16le').swap16(),
};

const manner = fc.record({
  encoding: fc.constantFrom(...Object.keys(ENCODINGS)),
  end: fc.constantFrom<LineEnd>('\n', '\r\n', '\r'),
  packed: fc.boolean(),
  order: fc.shuffledSubarray([...COLUMNS], { minLength: COLUMNS.length }),
});

type Manner = typeof manner extends fc.Arbitrary<infer T> ? T : never;

function bytesOf(write: Write, some: readonly Person[], { encoding, end, packed, order }: Manner): Buffer {
  const encode = ENCODINGS[encoding] ?? Buffer.from;
  const bytes = encode(write(some, end, order));
  return packed ? gzipSync(bytes) : bytes;
}

/** Whom a file means and where resources go, by the reader alone. */
async function meant(bytes: Buffer, size = 64 * 1024): Promise<readonly (readonly unknown[])[]> {
  const { kept, said } = await read(chunks(bytes, size));
  expect(said).toEqual([]);
  return kept.map(({ user_id, department_id }) => [user_id, department_id]);
}

describe('the same rows', () => {
  it.each(Object.entries(SHAPES))('mean the same people in every encoding: %s', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(people, manner, fc.integer({ min: 1, max: 300 }), async (some, how, size) => {
        const expected = some.map(({ who, transfer_to }) => [who, transfer_to || 'dept_hq']);
        expect(await meant(bytesOf(write, some, how), size)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['one a line', (ids: readonly string[], end: string) => `${ids.join(end)}${end}`],
    ['one a line, without an end', (ids: readonly string[], end: string) => ids.join(end)],
    ['one line', (ids: readonly string[]) => ids.join(';')],
    ['JSON', (ids: readonly string[]) => JSON.stringify(ids)],
  ])('as a bare list do too: %s', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(people, manner, async (some, { encoding, end, packed }) => {
        const ids = some.map(({ who }) => who);
        const encoded = (ENCODINGS[encoding] ?? Buffer.from)(write(ids, end));
        const found = await meant(packed ? gzipSync(encoded) : encoded);
        expect(found).toEqual(ids.map((who) => [who, 'dept_hq']));
      }),
      { numRuns: 60 },
    );
  });
});

const world = useWorld();

describe('the same rows, as the whole program reads them', () => {
  it('give the same requests', { timeout: 30_000 }, async () => {
    const some: readonly Person[] = ['abc123', 'def456', 'zoe01'].map((id, index) => ({
      who: `usr_${id}`,
      transfer_to: ['', 'Sales', 'dept_be001'][index] ?? '',
      note: ['x; y', '"Zoë"', '山, 田'][index] ?? '',
    }));
    const answers = new Map<string, unknown>();
    const how: Manner[] = Object.keys(ENCODINGS).map((encoding, index) => ({
      encoding,
      end: (['\n', '\r\n', '\r'] as const)[index % 3] ?? '\n',
      packed: index % 2 === 1,
      order: [...COLUMNS],
    }));
    for (const [shape, write] of Object.entries(SHAPES)) {
      for (const each of how.slice(0, 3)) {
        const path = join(world.current.home, 'rows');
        await writeFile(path, bytesOf(write, some, each));
        const line = `users deactivate --from ${path} --org org_xyz789 --transfer-to dept_eng001 --dry-run --json`;
        const { exit, stdout } = await world.current.run(line);
        expect(exit, `${shape}, ${each.encoding}`).toBe(0);
        answers.set(`${shape}, ${each.encoding}`, JSON.parse(stdout).requests);
      }
    }
    const [first] = answers.values();
    expect(first).toHaveLength(3);
    for (const [shape, requests] of answers) expect(requests, shape).toEqual(first);
  });
});
