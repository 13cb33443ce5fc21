/** A set of rows of one run, which count from 1. It costs one bit a row: 13 kB for a hundred thousand. */
export class RowSet implements Iterable<number> {
  readonly #total: number;
  readonly #bits: Uint8Array;
  #size = 0;

  /** An empty set for the rows 1 to `total`. */
  constructor(total: number) {
    this.#total = total;
    this.#bits = new Uint8Array((total >> 3) + 1);
  }

  get size(): number {
    return this.#size;
  }

  /** Throws `RangeError` for a row that the run does not have. */
  add(row: number): void {
    if (!Number.isInteger(row) || row < 1 || row > this.#total) {
      throw new RangeError(`row ${row} of a run of ${this.#total}`);
    }
    if (this.has(row)) return;
    this.#bits[row >> 3] = this.#byteOf(row) | bitOf(row);
    this.#size += 1;
  }

  /** False for a row that the run does not have. */
  has(row: number): boolean {
    return (this.#byteOf(row) & bitOf(row)) !== 0;
  }

  /** The rows of the set, lowest first. */
  *[Symbol.iterator](): Generator<number> {
    for (let row = 1; row <= this.#total; row += 1) if (this.has(row)) yield row;
  }

  #byteOf(row: number): number {
    return this.#bits[row >> 3] ?? 0;
  }
}

const bitOf = (row: number): number => 1 << (row & 7);
