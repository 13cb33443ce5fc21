export const NEWLINE = 10;
export const RETURN = 13;

/** True for a byte that ends a line, also as the first or second half of a CRLF. */
const isLineEnd = (byte: number | undefined): boolean => byte === NEWLINE || byte === RETURN;

/** Whether a line begins there. */
export const beginsLine = (bytes: Buffer, at: number): boolean => at === 0 || isLineEnd(bytes[at - 1]);

/** The first line of a block, with its line end. */
export function firstLine(bytes: Buffer): Buffer {
  const end = bytes.findIndex(isLineEnd) + 1 || bytes.length;
  return bytes.subarray(0, end);
}
