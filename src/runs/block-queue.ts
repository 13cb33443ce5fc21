/** Distributes items that are read in blocks to many workers; most calls are served without waiting. */
export class BlockQueue<T> {
  readonly #blocks: AsyncIterator<readonly T[]>;
  #block: readonly T[] = [];
  #at = 0;
  #over = false;
  #reading: Promise<void> | null = null;

  constructor(blocks: AsyncIterable<readonly T[]>) {
    this.#blocks = blocks[Symbol.asyncIterator]();
  }

  /** The next item if it is already read; undefined where `next` must be awaited. */
  takeReady(): T | undefined {
    const found = this.#block[this.#at];
    if (found !== undefined) this.#at += 1;
    return found;
  }

  /** The next item; undefined after the last. Rejects with the error of reading. */
  async next(): Promise<T | undefined> {
    for (;;) {
      const found = this.takeReady();
      if (found !== undefined || this.#over) return found;
      this.#reading ??= this.#read();
      await this.#reading;
    }
  }

  /** Stops reading: no worker takes further items. */
  async end(): Promise<void> {
    await this.#reading?.catch(() => {});
    await this.#blocks.return?.();
  }

  async #read(): Promise<void> {
    const { done, value } = await this.#blocks.next();
    this.#over = done === true;
    this.#block = done ? [] : value;
    this.#at = 0;
    this.#reading = null;
  }
}
