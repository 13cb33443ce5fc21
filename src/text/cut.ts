import { writeJson } from './json.ts';

/** A text of so many bytes at the most, with a mark that says how long it was. */
export function cutText(text: string, most_bytes: number): string {
  // No character is written in more than three bytes for each unit of its own.
  if (text.length * 3 <= most_bytes) return text;
  const bytes = Buffer.byteLength(text);
  if (bytes <= most_bytes) return text;
  const end = `… (cut, ${bytes} bytes)`;
  const kept = Buffer.from(text.slice(0, most_bytes)).subarray(0, most_bytes - Buffer.byteLength(end));
  // A character that was cut in two leaves a replacement behind.
  return kept.toString('utf8').replace(/\ufffd{1,3}$/, '') + end;
}

/** An object of at most `most_bytes` bytes of JSON: drops fields that are too large, and sets `truncated` then. */
export function cutFields<F extends object>(fields: F, most_bytes: number): F {
  const kept: [string, unknown][] = [];
  const all = Object.entries(fields);
  let left = most_bytes - MARK_BYTES;
  for (const [name, value] of all) {
    // The largest fields are mostly texts, and need not be written to be found too large.
    if (typeof value === 'string' && value.length > left) continue;
    const bytes = Buffer.byteLength(writeJson({ [name]: value }));
    if (bytes > left) continue;
    kept.push([name, value]);
    left -= bytes;
  }
  if (kept.length === all.length) return fields;
  const cut: unknown = Object.fromEntries([...kept.filter(([name]) => name !== MARK), [MARK, true]]);
  // Fields of others are read as ones that may be missing.
  return cut as F;
}

const MARK = 'truncated';
const MARK_BYTES = Buffer.byteLength(JSON.stringify({ [MARK]: true }));
