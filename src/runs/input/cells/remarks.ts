const LONGEST = 1000;
const MOST = 10;

/** Where a remark ends and the next one begins. */
const NEXT = /[;|]|\.(?<=\p{L}\p{L}\p{L}\.) /gu;

/** When a remark was written, or by which department: `12.11.: on hold`, `HR: on hold`, `(HR) on hold`. */
const WRITTEN = /^[[(]?(?:HR|IT|RH|[\d./-]{3,10})[\])]? ?[:–-]? (?=\p{L})/u;

/** The parts from each on to the end, where what was said before may be taken back; also without `WRITTEN`. */
const each = (parts: readonly string[]): readonly string[] =>
  parts.some((part) => WRITTEN.test(part))
    ? parts.flatMap((part) => (WRITTEN.test(part) ? [part, part.replace(WRITTEN, '')] : part))
    : parts;

/** A text from each of its lines on. */
export function linesFrom(text: string): readonly string[] {
  if (!/[\r\n]/.test(text)) return each([text]);
  const lines = text.trim().split(/[\r\n]+/);
  return each(lines.slice(0, MOST).map((_, at) => lines.slice(at).join('\n')));
}

/** A text from each of its remarks on. */
export function remarksFrom(text: string): readonly string[] {
  // A look for these signs costs less than one for what stands around them.
  if (!/[;|]|\. /.test(text)) return each([text]);
  const parts = [text];
  for (const { 0: sign, index } of text.slice(0, LONGEST).matchAll(NEXT)) {
    if (parts.length > MOST) break;
    parts.push(text.slice(index + sign.length).trim());
  }
  return each(parts);
}
