export const NEWLINE = 10;
export const RETURN = 13;

/** True for a byte that ends a line, also as the first or second half of a CRLF. */
const isLineEnd = (byte: number | undefined): boolean => byte === NEWLINE || byte === RETURN;

const beginsLine = (bytes: Buffer, at: number): boolean => at === 0 || isLineEnd(bytes[at - 1]);

/** The first line of a block, with its line end. */
export function firstLine(bytes: Buffer): Buffer {
  const end = bytes.findIndex(isLineEnd) + 1 || bytes.length;
  return bytes.subarray(0, end);
}

const MARK = Buffer.from('\ufeff');

/**
 * Without the byte order mark at the very beginning, and without one before a line that is the first line once more:
 * each of several files that were put together has one. Any other is part of a cell.
 * `first`: null where the file begins.
 */
export function withoutMarks(raw: Buffer, first: Buffer | null): Buffer {
  const begins = first === null && raw.subarray(0, MARK.length).equals(MARK);
  const bytes = begins ? raw.subarray(MARK.length) : raw;
  const again = Buffer.concat([MARK, first ?? firstLine(bytes)]);
  const kept: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(again); at >= 0; at = bytes.indexOf(again, at + again.length)) {
    if (!beginsLine(bytes, at)) continue;
    kept.push(bytes.subarray(from, at));
    from = at + MARK.length;
  }
  return kept.length === 0 ? bytes : Buffer.concat([...kept, bytes.subarray(from)]);
}
