/**
 * Whether these bytes are the UTF-8 of the text that was read from them: what is no UTF-8 has become U+FFFD there. `isUtf8` of
 * node:buffer tells it too, but importing that by its name loads Node's files and blobs with it, at every start.
 * See docs/decisions/2026-11-26-start-up-modules.md.
 */
export const isUtf8Of = (text: string, bytes: Uint8Array): boolean =>
  !text.includes('\ufffd') || Buffer.from(text).equals(bytes);
