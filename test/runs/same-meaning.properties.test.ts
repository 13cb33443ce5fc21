import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { read } from './reading.ts';

/** What a column says of the first person of a list, and of the second. */
type Column = readonly [header: string, jane: string, zoe: string];

/** By such a column it is open who of them is meant. */
const REFUSED: readonly Column[] = [
  ['Status', 'Terminated', 'Active'],
  ['externalUserState', 'PendingAcceptance', 'Accepted'],
  ['Business Process Type', 'Terminate Employee', 'Change Job'],
  ['BlockSignIn', 'True', 'False'],
  ['Deactivate?', 'x', ''],
  ['Terminated', 'Terminated', ''],
  ['Reviewer decision', 'Denied - Omar', 'Approved - Ada'],
  ['Grund', 'Kündigung', 'Elternzeit'],
  ['Noch beschäftigt', 'nein', 'ja'],
  ['AKTİF', 'HAYIR', 'EVET'],
  ['员工状态', '冻结', '正常'],
  ['deletedDateTime', '2026-11-01T00:00:00Z', ''],
  ['Last working day', '2026-11-01', ''],
  ['Austrittsdatum', '2026-11-01', '2027-01-31'],
  ['Contract end', '2025-10-31', 'permanent'],
  ['Rehire Date', '', '2026-05-01'],
  ['Note', 'laptop returned', 'keep'],
  ['HR comment', '', 'Zoë is staying'],
  ['Remarks', 'left', 'leaves next month'],
  ['Commentaire', 'ordinateur rendu', 'ne pas désactiver avant fin du préavis'],
  ['Lookup', '4711', '#N/A'],
];

/** Such a column says nothing against either. */
const TAKEN: readonly Column[] = [
  ['Status', 'Terminated', 'terminated'],
  ['Leave balance', '12.5', '10.5'],
  ['Cost center', 'Internal Mobility', 'Back to Work Program'],
  ['Company', 'Keep', 'Acme'],
  ['Nachname', 'Weg', 'Bleibt'],
  ['Laptop returned', 'yes', 'no'],
  ['Active Directory ID', 'jdoe', 'zmueller'],
  ['Last working day', '2026-11-01', '2026-11-02'],
  ['Note', 'Deactivate only, do not delete', 'Works until Friday, then gone'],
  ['Bemerkung', '', 'Arbeitet noch bis Freitag'],
];

/** A list of leavers, one a row. */
interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const ADDRESSES = ['jane', 'zoe', 'ada', 'omar'].map((name) => `${name}@example.com`);
const named =
  (write: (name: string) => string) =>
  ({ names, rows }: Table) => ({ names: names.map(write), rows });
const beside =
  (header: string, ...cells: readonly string[]) =>
  (table: Table) => ({
    names: [...table.names, header],
    rows: table.rows.map((row, at) => [...row, cells[at % cells.length] ?? '']),
  });

const MORE = 'two people more, of whom it says the same';

/** What may happen to a list on its way, in this order, and does not change what it says. */
const CHANGES: Readonly<Record<string, (table: Table) => Table>> = {
  [MORE]: ({ names, rows }) => ({
    names,
    rows: [...rows, ...rows.map(([, cell = ''], at) => [ADDRESSES[at + 2] ?? '', cell])],
  }),
  'brackets behind the names': named((name) => `${name} (HR)`),
  'capital letters': named((name) => name.toUpperCase()),
  'small letters': named((name) => name.toLowerCase()),
  'a number besides': beside('Employee ID', '1001', '1002'),
  'a name besides': beside('Full name', 'Jane Doe', 'Zoë Müller', 'Ada Park', 'Omar Diaz'),
  'an empty column besides': beside('Room', ''),
  'blanks around the cells': ({ names, rows }) => ({
    names,
    rows: rows.map((row) => row.map((cell) => ` ${cell}  `)),
  }),
  'other rows first': ({ names, rows }) => ({ names, rows: rows.toReversed() }),
  'other columns first': ({ names, rows }) => ({
    names: names.toReversed(),
    rows: rows.map((row) => row.toReversed()),
  }),
};

const csv =
  (delimiter: string, options = {}) =>
  ({ names, rows }: Table) =>
    stringify([names, ...rows], { delimiter, ...options });
const objects = ({ names, rows }: Table) =>
  rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])));
/** All but the address within another object. */
const nested = (row: Readonly<Record<string, string>>) => {
  const who = Object.keys(row).find((name) => /^email/i.test(name)) ?? '';
  const { [who]: address, ...profile } = row;
  return { [who]: address, profile };
};

const FORMS: Readonly<Record<string, (table: Table) => string>> = {
  CSV: csv(','),
  'CSV in quotes': csv(',', { quoted: true }),
  'semicolons and CRLF': csv(';', { record_delimiter: '\r\n' }),
  'vertical bars and CR': csv('|', { record_delimiter: '\r' }),
  TSV: csv('\t'),
  'two of CSV, one behind the other': ({ names, rows: [first = [], ...rows] }) =>
    csv(',')({ names, rows: [first, names, ...rows] }),
  JSON: (table) => JSON.stringify({ people: objects(table) }, null, 2),
  'nested JSON': (table) => JSON.stringify(objects(table).map(nested)),
  'JSON Lines': (table) => Array.from(objects(table), (row) => JSON.stringify(row)).join('\n'),
  Markdown: ({ names, rows }) =>
    [names, names.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join(''),
};

const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16 with a mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16': (text) => Buffer.from(text, 'utf16le'),
};

const manner = fc.record({
  changes: fc.subarray(Object.keys(CHANGES)),
  form: fc.constantFrom(...Object.keys(FORMS)),
  encoding: fc.constantFrom(...Object.keys(ENCODINGS)),
});
type Manner = typeof manner extends fc.Arbitrary<infer T> ? T : never;

/** The people who are read of a list that comes in this manner; null where its columns are refused, and nothing else. */
async function meant([header, ...cells]: Column, { changes, form, encoding }: Manner) {
  const list = { names: ['email', header], rows: cells.map((cell, at) => [ADDRESSES[at] ?? '', cell]) };
  const table = changes.reduce<Table>((before, change) => CHANGES[change]?.(before) ?? before, list);
  const bytes = ENCODINGS[encoding]?.(FORMS[form]?.(table) ?? '') ?? '';
  const reading = { now: Date.UTC(2026, 10, 25, 12) };
  const { column_problems, kept, said } = await read(bytes, { action: 'deactivate', reading });
  if (column_problems.length > 0 && column_problems.length === said.length) return null;
  expect(said).toEqual([]);
  return new Set(kept.map(({ user_id }) => user_id));
}

it('a list is refused, or means the same people, however it comes', { timeout: 30_000 }, async () => {
  const property = fc.asyncProperty(fc.constantFrom(...REFUSED, ...TAKEN), manner, async (column, how) => {
    const people = new Set(ADDRESSES.slice(0, how.changes.includes(MORE) ? 4 : 2));
    expect(await meant(column, how)).toEqual(REFUSED.includes(column) ? null : people);
  });
  await fc.assert(property, { numRuns: 400 });
});
