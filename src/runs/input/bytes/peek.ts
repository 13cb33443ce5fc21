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
