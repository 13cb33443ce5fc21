import type { Action } from '../../src/results/record.ts';
import type { ReadingOptions } from '../../src/runs/input/reading-options.ts';
import { type Row, type RowSchema, type RowsRead, readRows } from '../../src/runs/input/rows.ts';
import { userRows } from '../../src/runs/input/user-rows.ts';

export const USER_ID = 'expected a user id (usr_…: letters, digits, _ and -) or an e-mail address';

export interface Reading extends RowsRead {
  /** Without the lines on which they stand. */
  readonly kept: readonly Row[];
  readonly lines: readonly (number | null | undefined)[];
  /** The problems as they are printed. */
  readonly said: readonly string[];
}

/** Text or bytes in chunks of `size` bytes. */
export async function* chunks(content: string | Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** What rows about users must say of the department that takes over. */
export function department(
  use: 'required' | 'optional' | 'none' = 'required',
  fallback: string | null = 'dept_hq',
): RowSchema {
  return userRows({ use, fallback });
}

export async function read(
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  options: {
    readonly name?: string;
    readonly form?: RowSchema;
    readonly reading?: ReadingOptions;
    readonly action?: Action;
  } = {},
): Promise<Reading> {
  const kept: Row[] = [];
  const lines: Reading['lines'][number][] = [];
  const source = typeof content === 'string' || content instanceof Uint8Array ? chunks(content) : content;
  const answer = await readRows(
    source,
    { name: 'leavers', form: department(), ...options },
    ({ line, ...row }) => {
      kept.push(row);
      lines.push(line);
    },
  );
  return { ...answer, kept, lines, said: printed(answer) };
}

export function printed({ problems, column_problems }: RowsRead): string[] {
  const ofColumns = column_problems.map(({ line = null, message }) => ({
    file: 'leavers',
    line,
    column: null,
    message,
  }));
  return [...ofColumns, ...problems].map(({ file, line, column, message }) =>
    [file, line, column]
      .filter((part) => part !== null)
      .join(':')
      .concat(`: ${message}`),
  );
}
