const [QUOTE, EQUALS, NEWLINE, RETURN, BLANK] = [34, 61, 10, 13, 32];

/**
 * The bytes of whole records with `"…"` for each cell that is `="…"`, as spreadsheets are told that a cell is text;
 * undefined where there is none.
 */
export function withoutEquals(bytes: Buffer, delimiter: string): Buffer | undefined {
  const between = delimiter.charCodeAt(0);
  const parts: Buffer[] = [];
  let [from, isOpen, begins] = [0, false, true];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) isOpen = !isOpen;
    if (isOpen) continue;
    if (begins && byte === EQUALS && bytes[at + 1] === QUOTE) {
      parts.push(bytes.subarray(from, at));
      from = at + 1;
    }
    begins = byte === between || byte === NEWLINE || byte === RETURN || (begins && byte === BLANK);
  }
  return parts.length === 0 ? undefined : Buffer.concat([...parts, bytes.subarray(from)]);
}
