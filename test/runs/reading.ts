import { type Row, type RowsOptions, type RowsRead, readRows } from '../../src/runs/rows.ts';

export const USER_ID = 'expected a user id (usr_…: letters, digits, _ and -)';

export interface Reading extends RowsRead {
  readonly kept: readonly Row[];
  /** The problems as they are printed. */
  readonly said: readonly string[];
}

/** Text or bytes in chunks of `size` bytes. */
export async function* chunks(content: string | Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

export function department(
  use: 'required' | 'optional' | 'none' = 'required',
  fallback: string | null = 'dept_hq',
): RowsOptions['department'] {
  return { use, fallback };
}

export async function read(
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  options: Partial<RowsOptions> = {},
): Promise<Reading> {
  const kept: Row[] = [];
  const source = typeof content === 'string' || content instanceof Uint8Array ? chunks(content) : content;
  const answer = await readRows(source, { name: 'leavers', department: department(), ...options }, (row) => {
    kept.push(row);
  });
  return { ...answer, kept, said: printed(answer) };
}

export function printed({ problems }: RowsRead): string[] {
  return problems.map(({ file, line, column, message }) =>
    [file, line, column]
      .filter((part) => part !== null)
      .join(':')
      .concat(`: ${message}`),
  );
}
