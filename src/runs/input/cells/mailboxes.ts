/** A name and an address in angle brackets, as programs for mail write them: `"Doe, Jane" <jane@example.com>`. */
const MAILBOX = /^[^<>]+<[^<>\s@]+@[^<>\s@]+>$/;
const LONGEST = 10_000;

/** The mailboxes of a line, without the separators between them; undefined for any other line. */
export function mailboxes(line: string): readonly string[] | undefined {
  if (!line.includes('<') || line.length > LONGEST) return undefined;
  const parts = line
    .split(/(?<=>)\s{0,9}[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.every((part) => MAILBOX.test(part)) ? parts : undefined;
}

/**
 * True for lines with one mailbox each, where a comma in a name separates nothing, or one line of them: several on each
 * line may be a leaver and a manager.
 */
export function areMailboxes(lines: readonly string[]): boolean {
  const found = lines.map((line) => mailboxes(line)?.length ?? 0);
  return lines.length > 0 && found.every((count) => count === 1 || (count > 0 && lines.length === 1));
}
