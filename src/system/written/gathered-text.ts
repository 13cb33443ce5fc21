const FIRST_BYTES = 16 * 1024;
const LONGEST_UTF8 = 3;

/**
 * Texts that are written to a file together, as its bytes: each is encoded once, and none waits as a text, which would
 * outlive the young generation of the garbage collector and make that grow.
 * See docs/decisions/2026-11-26-time-of-a-row.md.
 */
export class GatheredText {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #used = 0;

  /** How many bytes were added since it was taken. */
  get size(): number {
    return this.#used;
  }

  /** Adds a text; returns how many bytes it has. */
  add(text: string): number {
    const most = this.#used + text.length * LONGEST_UTF8;
    if (most > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], 2 * most);
    const added = this.#bytes.write(text, this.#used);
    this.#used += added;
    return added;
  }

  /** Takes all of it; the bytes are the reader's until something is added. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#used);
    this.#used = 0;
    return taken;
  }
}
