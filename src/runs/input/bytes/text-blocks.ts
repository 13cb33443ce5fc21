import { isUtf8 } from 'node:buffer';
import type { FileFindings } from '../formats/file-findings.ts';
import { DOS, likelyEncodings } from './likely-encodings.ts';
import { firstLine, NEWLINE, RETURN, withoutMarks } from './line-ends.ts';

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

const CTRL_Z = 26;
const WANTED = 'expected CSV, JSON or one id a line';
const BINARY = `holds NUL bytes: this is a binary file; save it as text in UTF-8 (${WANTED})`;
const TOO_LONG = `the line is longer than 64 KiB: this looks like the wrong kind of file (${WANTED})`;

/**
 * Divides chunks of bytes into blocks of complete lines, without byte order marks and a Ctrl-Z at the very end. Lines
 * end in LF, CRLF or CR. Tells of the first line that is not UTF-8, and goes on, to find further problems. It also
 * tells of a line over 64 KiB and of NUL bytes; the blocks end before that line.
 */
export async function* textBlocks(
  source: AsyncIterable<Uint8Array>,
  report: (line: number, message: string) => void,
  findings: FileFindings,
): AsyncGenerator<Block> {
  let line = 1;
  let first: Buffer | null = null;
  let wellFormed = true;
  for await (const raw of wholeLines(source)) {
    const bytes = withoutMarks(raw, first);
    first ??= Buffer.from(firstLine(bytes));
    const fault = firstFault(bytes);
    const good = fault ? bytes.subarray(0, fault.start) : bytes;
    if (wellFormed && !isUtf8(good)) {
      wellFormed = false;
      reportOtherEncoding(good, line, findings);
    }
    if (good.length > 0) yield { bytes: good, line };
    line += countLineEnds(good);
    if (fault) return report(line, fault.message);
  }
}

/** The lines of a block, each decoded by itself: a slice of a longer string would keep all of it in memory. */
export function* linesOf({ bytes, line }: Block): Generator<Line> {
  let number = line;
  for (const [start, end] of spans(bytes)) {
    yield { line: number, text: bytes.toString('utf8', start, end) };
    number += 1;
  }
}

/** A line of a block and the bytes after it; undefined where the block does not have it. */
export function lineOf(
  { bytes, line }: Block,
  wanted: number,
): { readonly text: string; readonly from: Buffer; readonly after: Buffer } | undefined {
  let number = line;
  let found: { readonly text: string; readonly from: Buffer } | undefined;
  for (const [start, end] of spans(bytes)) {
    if (found !== undefined) return { ...found, after: bytes.subarray(start) };
    if (number === wanted) found = { text: bytes.toString('utf8', start, end), from: bytes.subarray(start) };
    number += 1;
  }
  return found && { ...found, after: bytes.subarray(bytes.length) };
}

/** Cuts chunks after their last line end; an overlong line is passed on as it is and ends the input. */
async function* wholeLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let held = 0;
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const end = lastLineEnd(bytes);
    if (end > 0) {
      yield* held > 0 ? joined(rest, bytes.subarray(0, end)) : [bytes.subarray(0, end)];
      rest = [];
      held = 0;
    }
    if (end < bytes.length) rest.push(bytes.subarray(end));
    held += bytes.length - end;
    if (held > LONGEST_LINE) break;
  }
  if (held > 0) yield withoutCtrlZ(Buffer.concat(rest));
}

/** The beginning of a line with its end, and then the lines after it: only that line is copied. */
function* joined(begin: readonly Buffer[], lines: Buffer): Generator<Buffer> {
  const end = lines.indexOf(NEWLINE) + 1 || lines.length;
  yield Buffer.concat([...begin, lines.subarray(0, end)]);
  if (end < lines.length) yield lines.subarray(end);
}

/** The position after the last line end. A CR at the very end may be the first half of a CRLF. */
function lastLineEnd(bytes: Buffer): number {
  const newline = bytes.lastIndexOf(NEWLINE);
  const cr = bytes.lastIndexOf(RETURN, -2);
  return Math.max(newline, cr) + 1;
}

/** Old programs end a file with a Ctrl-Z. */
const withoutCtrlZ = (bytes: Buffer): Buffer => (bytes.at(-1) === CTRL_Z ? bytes.subarray(0, -1) : bytes);

/** The first line that cannot be read: where it begins, and why. */
function firstFault(bytes: Buffer): { readonly start: number; readonly message: string } | undefined {
  const nul = bytes.indexOf(0);
  const binary = nul < 0 ? bytes.length : startOfLine(bytes, nul);
  const long = startOfLongLine(bytes);
  if (long < binary) return { start: long, message: TOO_LONG };
  return nul < 0 ? undefined : { start: binary, message: BINARY };
}

const startOfLine = (bytes: Buffer, at: number): number =>
  Math.max(bytes.lastIndexOf(NEWLINE, at), bytes.lastIndexOf(RETURN, at)) + 1;

function startOfLongLine(bytes: Buffer): number {
  if (bytes.length > LONGEST_LINE) {
    for (const [start, end] of spans(bytes)) if (end - start > LONGEST_LINE) return start;
  }
  return bytes.length;
}

/** Tells where the first word is that is not UTF-8, and which encoding would read it. */
function reportOtherEncoding(bytes: Buffer, first: number, findings: FileFindings): void {
  let line = first;
  for (const [start, end] of spans(bytes)) {
    const own = bytes.subarray(start, end);
    if (!isUtf8(own)) {
      const likely = likelyEncodings(own);
      const readings = likely.map(({ encoding, word }) => `read as ${encoding}, this line says "${word}"`);
      const isDos = likely.some(({ encoding }) => encoding === DOS);
      const cure = isDos ? `make UTF-8 of it: iconv -f ${DOS} -t UTF-8` : 'say so with --encoding';
      const message = `the file is not UTF-8: ${readings.join('; ')}; if that is right, ${cure}`;
      const mend = isDos ? [] : likely.map(({ encoding }) => ['--encoding', encoding]);
      findings.problem(line, message, mend);
      return;
    }
    line += 1;
  }
}

/** The start and end of each line, without its line end. */
function* spans(bytes: Buffer): Generator<readonly [start: number, end: number]> {
  let cr = bytes.indexOf(RETURN);
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, start);
    if (cr >= 0 && cr < start) cr = bytes.indexOf(RETURN, start);
    const isCr = cr >= 0 && (newline < 0 || cr < newline);
    const end = isCr ? cr : newline < 0 ? bytes.length : newline;
    yield [start, end];
    start = end + (isCr && bytes[end + 1] === NEWLINE ? 2 : 1);
  }
}

function countLineEnds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  for (let at = bytes.indexOf(RETURN); at >= 0; at = bytes.indexOf(RETURN, at + 1)) {
    if (bytes[at + 1] !== NEWLINE) count += 1;
  }
  return count;
}
