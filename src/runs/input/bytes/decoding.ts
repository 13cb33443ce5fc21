import { Readable } from 'node:stream';
import { systemCode } from '../../../errors/reason.ts';
import type { FileFindings } from '../formats/file-findings.ts';
import { Unreadable } from '../row.ts';
import { refuseOtherKinds } from './file-kinds.ts';

/** How many bytes are looked at to tell what a file is. */
const HEAD_BYTES = 4096;

/**
 * The bytes of a file as UTF-8, whatever they were: gzip is unpacked, UTF-16 is told by its mark or by its zero bytes.
 * No 8-bit encoding is guessed: `encoding` names it. Throws `Unreadable` for a file that is no text.
 */
export async function* decoded(
  source: AsyncIterable<Uint8Array>,
  encoding: string | undefined,
  findings: FileFindings,
): AsyncGenerator<Uint8Array> {
  const packed = await withHead(source, HEAD_BYTES);
  if (!isGzip(packed.head)) {
    yield* asUtf8(packed, encoding, findings);
    return;
  }
  findings.note('the file is gzip, and is unpacked while it is read');
  yield* asUtf8(await withHead(unpacked(packed.chunks), HEAD_BYTES), encoding, findings);
}

const isGzip = ([first, second]: Buffer): boolean => first === 0x1f && second === 0x8b;

async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // Loaded for such a file alone: it takes a millisecond.
  const { createGunzip } = await import('node:zlib');
  const gunzip = createGunzip();
  const packed = Readable.from(chunks);
  packed.on('error', (error) => gunzip.destroy(error));
  packed.pipe(gunzip);
  try {
    yield* gunzip;
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (!code.startsWith('Z_')) throw error;
    const cut = code === 'Z_BUF_ERROR';
    throw new Unreadable(1, `the gzip is ${cut ? 'cut off' : 'damaged'}: nothing of it was used`);
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
}

async function* asUtf8(
  { head, chunks }: Peeked,
  wanted: string | undefined,
  findings: FileFindings,
): AsyncGenerator<Uint8Array> {
  refuseOtherKinds(head);
  const encoding = wanted === 'utf-8' ? null : (wanted ?? utf16(head));
  if (encoding === null) {
    yield* chunks;
    return;
  }
  if (wanted === undefined) findings.note('the file is UTF-16');
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  for await (const chunk of chunks) {
    const text = decodeOr(line, encoding, () => decoder.decode(chunk, { stream: true }));
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line += 1;
    if (text !== '') yield Buffer.from(text);
  }
  const rest = decodeOr(line, encoding, () => decoder.decode());
  if (rest !== '') yield Buffer.from(rest);
}

/** Throws `Unreadable` for bytes that the encoding does not have: another letter in their place would be a guess. */
function decodeOr(line: number, encoding: string, decode: () => string): string {
  try {
    return decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Unreadable(
      line,
      `here or soon after, the file holds bytes that are no ${encoding.toUpperCase()}`,
    );
  }
}

/** UTF-16 by its mark, or by zeros that are every other byte of ordinary letters; else null. */
function utf16(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head.length < 4) return null;
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at += 1) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const most = Math.max(even, odd);
  // A fifth of the letters: those of other scripts have no zero, those of addresses and between cells have one.
  if (most < head.length / 10 || Math.min(even, odd) > most / 20) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** The beginning of a stream of bytes, and all of it. */
export interface Peeked {
  readonly head: Buffer;
  /** All chunks, those of the head among them. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Reads so many bytes ahead, or to the end. */
export async function withHead(source: AsyncIterable<Uint8Array>, size: number): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  for (let length = 0; length < size; ) {
    const { done, value } = await iterator.next();
    if (done) break;
    first.push(value);
    length += value.length;
  }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      yield Buffer.concat(first);
      for (;;) {
        const { done, value } = await iterator.next();
        if (done) return;
        yield value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(first).subarray(0, size), chunks: chunks() };
}
