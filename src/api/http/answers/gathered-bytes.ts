/**
 * The bytes of a body as they come. Each piece costs memory besides its bytes, a hundred times as much for one of a
 * single byte, so many pieces become one.
 */
export class GatheredBytes {
  readonly #pieces: Buffer[] = [];
  /** So many of them were joined already. */
  #joined = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** How many pieces are held. */
  get pieces(): number {
    return this.#pieces.length;
  }

  add(piece: Buffer): void {
    this.#size += piece.length;
    this.#pieces.push(piece);
    if (this.#pieces.length - this.#joined < MOST_PIECES) return;
    this.#pieces.push(Buffer.concat(this.#pieces.splice(this.#joined)));
    this.#joined += 1;
  }

  whole(): Buffer {
    const [first] = this.#pieces;
    return this.#pieces.length === 1 && first ? first : Buffer.concat(this.#pieces);
  }
}

const MOST_PIECES = 512;
