import { type FileHandle, open } from 'node:fs/promises';
import type { ResultRecord } from '../../results/record.ts';
import type { Row } from '../../runs/input/rows.ts';
import { missingRecord, numberRows, type ReadableRun } from '../../runs/journal/recorded-results.ts';
import { journalFile } from '../../runs/journal/run-paths.ts';
import { rowsAreLost, runRows } from '../../runs/journal/run-rows.ts';
import { readOwnJson } from '../../text/json.ts';

/** A row of a run with what the journal says of it. */
export interface RecordedRow {
  readonly row: Row;
  readonly record: ResultRecord;
  /** When its answer was written down, in ISO 8601; null without one. */
  readonly at: string | null;
  /** True where the record names another user than the checked row, because the journal was edited. */
  readonly isEdited: boolean;
}

/** The rows of a run in their order, each with its record and the time of its answer. */
export async function* recordedRows(run: ReadableRun): AsyncGenerator<RecordedRow> {
  const { path, header, states } = run;
  const journal = await open(journalFile(path), 'r');
  try {
    const lines = new JournalLines(journal);
    for await (const row of rowsAreLost(run) ? numberRows(header) : runRows(run)) {
      const offset = states.recordOffset(row.row);
      const { record, at } =
        offset === null
          ? { record: missingRecord(header, states, row), at: null }
          : readEntry(await lines.at(offset));
      const isEdited = row.user_id !== null && record.user_id !== row.user_id;
      yield { row, record: isEdited ? { ...record, user_id: row.user_id } : record, at, isEdited };
    }
  } finally {
    await journal.close();
  }
}

/** The form of the line was checked when the journal was read. */
function readEntry(text: string): { readonly record: ResultRecord; readonly at: string | null } {
  const { record, at } = readOwnJson(text) as { readonly record: ResultRecord; readonly at: unknown };
  return { record, at: typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? at : null };
}

const WINDOW_BYTES = 64 * 1024;
const NEWLINE = 10;

/** Lines of a journal by their offsets. Answers come nearly in the order of rows, so one read serves many lines. */
class JournalLines {
  readonly #file: FileHandle;
  #start = 0;
  #window: Buffer = Buffer.alloc(0);

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async at(offset: number, length = WINDOW_BYTES): Promise<string> {
    const known = this.#lineAt(offset);
    if (known !== null) return known;
    const { buffer, bytesRead } = await this.#file.read(Buffer.allocUnsafe(length), 0, length, offset);
    this.#start = offset;
    this.#window = buffer.subarray(0, bytesRead);
    const line = this.#lineAt(offset);
    if (line !== null) return line;
    if (bytesRead < length) throw new Error('a line of the journal is gone');
    return this.at(offset, length * 4);
  }

  #lineAt(offset: number): string | null {
    const at = offset - this.#start;
    if (at < 0 || at >= this.#window.length) return null;
    const end = this.#window.indexOf(NEWLINE, at);
    return end === -1 ? null : this.#window.toString('utf8', at, end);
  }
}
