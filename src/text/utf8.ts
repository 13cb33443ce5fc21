/**
 * True when these bytes are valid UTF-8: decoding has replaced invalid bytes in `text` by U+FFFD.
 * `isUtf8` of node:buffer would do, but importing it by name loads Node's files and blobs at every start.
 * See docs/decisions/2026-11-26-start-up-modules.md.
 */
export const isUtf8Of = (text: string, bytes: Uint8Array): boolean =>
  !text.includes('\ufffd') || Buffer.from(text).equals(bytes);
