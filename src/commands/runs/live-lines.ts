import type { Context } from '../../context.ts';
import type { RunRecord } from '../../operations/record.ts';
import type { OpenRun } from '../../runs/session.ts';

const LINES_MS = 20;
const LINES = 64;

/** Records as lines of JSON while the run goes on: a moment's lines in one write. */
export function liveLines({ screen, host }: Context, { header, journal }: OpenRun) {
  const shown = new Uint8Array(header.rows + 1);
  let left = header.rows;
  let waiting: RunRecord[] = [];
  const flush = async () => {
    const records = waiting;
    waiting = [];
    if (records.length === 0) return;
    // Nobody is told of what a crash could make the journal forget.
    journal.write();
    await screen.records(records);
  };
  // A failure between two rows is told with the next one, or at the end.
  let last: Promise<void> = Promise.resolve();
  const flushSoon = () => {
    last = last.then(flush);
    last.catch(() => {});
  };
  const stop = host.clock.tick(LINES_MS, flushSoon);
  return {
    /** Waits when the reader is slow. */
    add(record: RunRecord): Promise<void> | undefined {
      if (shown[record.row] === 0) left -= 1;
      shown[record.row] = 1;
      waiting.push(record);
      if (waiting.length < LINES) return undefined;
      flushSoon();
      return last;
    },
    flush: () => last.then(flush),
    stop,
    /** Takes the rows that were not printed; null when all were. */
    unshown: () => (left > 0 ? (row: number) => shown[row] === 0 : null),
  };
}
