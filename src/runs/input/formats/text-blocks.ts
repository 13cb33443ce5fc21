import { isUtf8 } from 'node:buffer';

/** The longest line in bytes; ids and a few columns need far less. */
const LONGEST_LINE = 64 * 1024;

/** Complete lines of the input, and the number of the first, from 1. */
export interface Block {
  readonly bytes: Buffer;
  readonly line: number;
}

export interface Line {
  readonly line: number;
  readonly text: string;
}

const NEWLINE = 10;
const WANTED = 'CSV, JSON Lines or one id a line is wanted';
const NOT_UTF8 =
  'holds bytes that are not UTF-8, and so may further lines; the file may be Latin-1 or UTF-16: save it as UTF-8';
const UTF16 = 'the file is UTF-16: save it as UTF-8';
const BINARY = `holds NUL bytes: this is a binary file or UTF-16; save it as text in UTF-8 (${WANTED})`;
const TOO_LONG = `the line is longer than 64 KiB: this looks like the wrong kind of file (${WANTED})`;

/**
 * Divides chunks of bytes into blocks of complete lines, without a byte order mark. `report` is called for
 * the first line that is not UTF-8, and reading continues to find further problems. It is also called for a
 * line over 64 KiB, NUL bytes and UTF-16; the blocks end before that line.
 */
export async function* textBlocks(
  source: AsyncIterable<Uint8Array>,
  report: (line: number, message: string) => void,
): AsyncGenerator<Block> {
  let line = 1;
  let wellFormed = true;
  for await (const raw of wholeLines(source)) {
    const bytes = line === 1 ? withoutMark(raw) : raw;
    const fault = firstFault(bytes);
    const good = fault ? bytes.subarray(0, fault.start) : bytes;
    if (wellFormed && !isUtf8(good)) {
      wellFormed = false;
      report(line + linesBeforeNonUtf8(good), NOT_UTF8);
    }
    if (good.length > 0) yield { bytes: good, line };
    line += countNewlines(good);
    if (fault) return report(line, fault.message);
  }
}

/**
 * The lines of a block. Each is decoded separately, because a slice of a longer string would keep all of it
 * in memory.
 */
export function* linesOf({ bytes, line }: Block): Generator<Line> {
  let number = line;
  for (const [start, end] of spans(bytes)) {
    yield { line: number, text: bytes.toString('utf8', start, end) };
    number += 1;
  }
}

/** Cuts chunks after their last line break; an overlong line is passed on as it is and ends the input. */
async function* wholeLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let held = 0;
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      yield Buffer.concat([...rest, bytes.subarray(0, end)]);
      rest = [];
      held = 0;
    }
    if (end < bytes.length) rest.push(bytes.subarray(end));
    held += bytes.length - end;
    if (held > LONGEST_LINE) break;
  }
  if (held > 0) yield Buffer.concat(rest);
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes.indexOf('\ufeff') === 0 ? bytes.subarray(3) : bytes;
}

/** The first line that cannot be read: where it begins, and why. */
function firstFault(bytes: Buffer): { readonly start: number; readonly message: string } | undefined {
  const nul = bytes.indexOf(0);
  const binary = nul < 0 ? bytes.length : bytes.lastIndexOf(NEWLINE, nul) + 1;
  const long = startOfLongLine(bytes);
  if (long < binary) return { start: long, message: TOO_LONG };
  if (nul < 0) return undefined;
  return { start: binary, message: binary === 0 && isUtf16(bytes) ? UTF16 : BINARY };
}

function isUtf16([first, second]: Buffer): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function startOfLongLine(bytes: Buffer): number {
  if (bytes.length > LONGEST_LINE) {
    for (const [start, end] of spans(bytes)) if (end - start > LONGEST_LINE) return start;
  }
  return bytes.length;
}

function linesBeforeNonUtf8(bytes: Buffer): number {
  let lines = 0;
  for (const [start, end] of spans(bytes)) {
    if (!isUtf8(bytes.subarray(start, end))) return lines;
    lines += 1;
  }
  return lines;
}

/** The start and end of each line, without its line break. */
function* spans(bytes: Buffer): Generator<readonly [start: number, end: number]> {
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    yield [start, end];
    start = end + 1;
  }
}

function countNewlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
