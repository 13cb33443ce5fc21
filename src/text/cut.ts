import { writeJson } from './json.ts';

/** Cuts a text to `most_bytes` bytes, with a mark that tells its original length. */
export function cutText(text: string, most_bytes: number): string {
  // UTF-8 takes at most three bytes for each UTF-16 unit.
  if (text.length * 3 <= most_bytes) return text;
  const bytes = Buffer.byteLength(text);
  if (bytes <= most_bytes) return text;
  const end = `… (cut, ${bytes} bytes)`;
  const kept = Buffer.from(text.slice(0, most_bytes)).subarray(0, most_bytes - Buffer.byteLength(end));
  // Removes the replacement character that a divided character leaves behind.
  return kept.toString('utf8').replace(/\ufffd{1,3}$/, '') + end;
}

/** An object of at most `most_bytes` bytes of JSON: drops fields that are too large, and sets `truncated` then. */
export function cutFields<F extends object>(fields: F, most_bytes: number): F {
  const kept: [string, unknown][] = [];
  const all = Object.entries(fields);
  let left = most_bytes - MARK_BYTES;
  for (const [name, value] of all) {
    // Skips long strings without encoding them, because they are known to be too large.
    if (typeof value === 'string' && value.length > left) continue;
    const bytes = Buffer.byteLength(writeJson({ [name]: value }));
    if (bytes > left) continue;
    kept.push([name, value]);
    left -= bytes;
  }
  if (kept.length === all.length) return fields;
  const cut: unknown = Object.fromEntries([...kept.filter(([name]) => name !== MARK), [MARK, true]]);
  // Callers read every field of an answer as optional.
  return cut as F;
}

const MARK = 'truncated';
const MARK_BYTES = Buffer.byteLength(JSON.stringify({ [MARK]: true }));
