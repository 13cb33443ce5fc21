import type { Context } from '../../../cli/context.ts';
import type { OpenRun } from '../../../runs/lifecycle.ts';
import { RowSet } from '../../../runs/row-set.ts';

const LINES_MS = 20;
const LINES = 64;

/** Records as lines of JSON while the run goes on: a moment's lines in one write. */
export function liveRecords({ io, environment }: Context, { header, journal }: OpenRun) {
  const shown = new RowSet(header.rows);
  let waiting: string[] = [];
  const flush = async () => {
    const lines = waiting;
    waiting = [];
    if (lines.length === 0) return;
    // Nobody is told of what a crash could make the journal forget.
    journal.write();
    await io.lines(lines);
  };
  // A failure between two rows is told with the next one, or at the end.
  let last: Promise<void> = Promise.resolve();
  const flushSoon = () => {
    last = last.then(flush);
    last.catch(() => {});
  };
  const stop = environment.clock.tick(LINES_MS, flushSoon);
  return {
    /** Waits when the reader is slow. */
    add(row: number, line: string): Promise<void> | undefined {
      shown.add(row);
      waiting.push(line);
      if (waiting.length < LINES) return undefined;
      flushSoon();
      return last;
    },
    flush: () => last.then(flush),
    stop,
    /** Takes the rows that were not printed; null when all were. */
    unshown: () => (shown.size < header.rows ? (row: number) => !shown.has(row) : null),
  };
}
