import { operationOf } from '../../src/operations/by-action.ts';
import { runCsv } from '../../src/results/csv-columns.ts';
import type { ResultRecord } from '../../src/results/record.ts';
import { invitationRows } from '../../src/runs/input/invitation-rows.ts';
import { BARE_NAMES, FIELD_NAMES, LOGIN_NAMES } from '../../src/runs/input/names/known-names.ts';
import { userRows } from '../../src/runs/input/user-rows.ts';
import { JUSTIFICATIONS } from '../../src/validation/justification.ts';
import { allCommands, type DocumentedCommand } from './command-tree.ts';
import { code, markdownTable } from './markdown.ts';
import { FIELDS, INPUT_COLUMNS, PARTS } from './words.ts';

/** What results hold: columns of the CSV in their order, and then what the JSON has besides. */
export function columnsTable(): string {
  const csv = runCsv([], [], true).columns;
  const fields = new Map<string, string>(Object.entries(FIELDS));
  const columns = csv.map((name) => [
    code(name),
    fields.has(name) ? 'yes' : '',
    'yes',
    fields.get(name) ?? part(name),
  ]);
  const others = [...fields].filter(([name]) => !csv.includes(name));
  return markdownTable(
    ['name', 'JSON', 'CSV', 'what it holds'],
    [...columns, ...others.map(([name, meaning]) => [code(name), 'yes', '', meaning])],
  );
}

/** A column that holds one part of a field: `error_code`. */
function part(column: string): string {
  const field: keyof ResultRecord | undefined = PARTS[column];
  if (field === undefined) throw new Error(`words.ts does not say what the column ${column} is`);
  return `${code(column.slice(field.length + 1))} of ${code(field)}`;
}

/** The columns of a file that mean something, each with the commands that it means something to. */
export function inputColumnsTable(program: DocumentedCommand): string {
  const read = new Map<string, string[]>();
  for (const { words, options } of allCommands(program)) {
    if (!options.some(({ flags }) => flags.startsWith('--from '))) continue;
    for (const column of [...columnsReadBy(words.at(-1) ?? ''), ...JUSTIFICATIONS]) {
      read.set(column, [...(read.get(column) ?? []), code(words.at(-1) ?? '')]);
    }
  }
  const rows = [...read].map(([column, commands]) => {
    const meaning = INPUT_COLUMNS[column];
    if (meaning === undefined) throw new Error(`words.ts does not say what the column ${column} is`);
    return [code(column), meaning, commands.join(', ')];
  });
  return markdownTable(['column', 'what it says', 'for `users`'], rows);
}

function columnsReadBy(verb: string): readonly string[] {
  if (verb === 'invite') return invitationRows({}).columns;
  const operation = Object.values(operationOf).find(({ action }) => action === verb);
  if (!operation) throw new Error(`column-tables.ts does not know what ${verb} reads`);
  const { columns } = userRows({ use: operation.department, fallback: null });
  return columns.filter((name) => name !== 'transfer_to' || operation.department !== 'none');
}

const NAMES_WIDTH = 72;

/** The names of columns that are understood, by what they are read as; long lists of names take several rows. */
export function columnNamesTable(): string {
  const all: (readonly [string, readonly string[]])[] = [
    ...Object.entries(FIELD_NAMES).map(([field, names]) => [code(field), names] as const),
    ['`email`, of addresses alone', LOGIN_NAMES],
    ['`user_id` or `email`, of these alone', BARE_NAMES],
  ];
  const rows = all.flatMap(([field, names]) =>
    inLines(names).map((line, at) => [at === 0 ? field : '', line]),
  );
  return markdownTable(['read as', 'names of the column'], rows);
}

/** The names with commas between them, in lines that a table can have. */
function inLines(names: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + name.length + 2 <= NAMES_WIDTH) {
      lines[lines.length - 1] = `${last}, ${name}`;
    } else lines.push(name);
  }
  return lines;
}
