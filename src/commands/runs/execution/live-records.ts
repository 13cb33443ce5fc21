import type { Context } from '../../../cli/context.ts';
import { chooseFields } from '../../../output/selection/chosen-fields.ts';
import type { OpenRun } from '../../../runs/lifecycle.ts';
import { RowSet } from '../../../runs/row-set.ts';
import { readOwnJson, writeJson } from '../../../text/json.ts';

const LINES_MS = 20;
const LINES = 64;

/** Prints records as lines of JSON during the run; lines of the same moment are written together. */
export function liveRecords({ io, environment, fields }: Context, { header, journal }: OpenRun) {
  const shown = new RowSet(header.rows);
  let waiting: string[] = [];
  const flush = async () => {
    const lines = waiting;
    waiting = [];
    if (lines.length === 0) return;
    // Written before the records are printed: a crash must not lose results that were already shown.
    journal.write();
    await io.lines(lines);
  };
  // A failed write rejects the next `add`, or the end.
  let last: Promise<void> = Promise.resolve();
  const flushSoon = () => {
    last = last.then(flush);
    last.catch(() => {});
  };
  const stop = environment.clock.tick(LINES_MS, flushSoon);
  return {
    /** Waits when the reader of stdout is slow. */
    add(row: number, line: string): Promise<void> | undefined {
      shown.add(row);
      waiting.push(fields === undefined ? line : chosenLine(line, fields));
      if (waiting.length < LINES) return undefined;
      flushSoon();
      return last;
    },
    flush: () => last.then(flush),
    stop,
    /** Selects the rows that were not printed; null when all were. */
    unshown: () => (shown.size < header.rows ? (row: number) => !shown.has(row) : null),
  };
}

const chosenLine = (line: string, fields: readonly string[]): string =>
  writeJson(chooseFields(readOwnJson(line), fields));
