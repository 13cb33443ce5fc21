import type { Context } from '../../../cli/context.ts';
import { during } from '../../../cli/streams/during.ts';
import type { Keep, RowsRead } from '../../../runs/input/rows.ts';
import { counted } from '../../../text/counted.ts';
import { STDIN } from './read-input.ts';

/**
 * Reads a file with `read`; at a terminal a long one is told with the good rows so far. Rows that are typed there are
 * not: the line would stand in their way.
 */
export function tellReading(
  { io, environment }: Context,
  name: string,
  keep: Keep,
  read: (keep: Keep) => Promise<RowsRead>,
): Promise<RowsRead> {
  const isTyped = name === STDIN && environment.stdin.isTTY === true;
  if (isTyped || !io.tellsWork) return read(keep);
  let rows = 0;
  const count: Keep = (row) => {
    rows += 1;
    return keep(row);
  };
  return during(
    io,
    `reading ${name}`,
    () => read(count),
    () => `: ${counted(rows, 'row')} so far`,
  );
}
