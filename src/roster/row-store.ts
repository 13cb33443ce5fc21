import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Small blocks, because one is unpacked for each row that is told. */
const BLOCK_BYTES = 64 * 1024;
const LENGTH_BYTES = 4;
/** Packs text that repeats itself as a table does to a fraction, in little time. */
const PACKING = { level: 1 } as const;

/** A stretch of addresses whose rows are complete. */
interface PackedBlock {
  /** The address of its first byte. */
  readonly start: number;
  readonly packed: Buffer;
}

/**
 * Keeps the columns of the rows of a roster outside of the heap and packed, where 100,000 of them take the least
 * memory: only few are ever told, and a roster may have many columns.
 */
export class RowStore {
  readonly #headers: (readonly string[])[] = [];
  readonly #blocks: PackedBlock[] = [];
  /** The block that is being filled, from the address `#start` to `#end`. */
  #open = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  #start = 0;
  #end = 0;
  /** The block that was unpacked last. */
  #unpacked: { readonly start: number; readonly bytes: Buffer } | null = null;

  /** Keeps the columns of a row; returns its address, from 0. */
  add(input: Readonly<Record<string, string>>): number {
    const text = JSON.stringify([this.#header(Object.keys(input)), ...Object.values(input)]);
    const length = Buffer.byteLength(text);
    this.#makeRoom(LENGTH_BYTES + length);
    const address = this.#end;
    this.#open.writeUInt32LE(length, address - this.#start);
    this.#open.write(text, address - this.#start + LENGTH_BYTES);
    this.#end += LENGTH_BYTES + length;
    return address;
  }

  /** The columns of the row at an address. Any name is safe, also `__proto__`. */
  read(address: number): Record<string, string> {
    if (address < 0 || address >= this.#end) throw new RangeError(`no row is kept at ${address}`);
    const { start, bytes } = this.#blockOf(address);
    const at = address - start + LENGTH_BYTES;
    const length = bytes.readUInt32LE(address - start);
    const [header, ...cells]: [number, ...string[]] = JSON.parse(bytes.toString('utf8', at, at + length));
    const names = this.#headers[header] ?? [];
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  }

  #blockOf(address: number): { readonly start: number; readonly bytes: Buffer } {
    if (address >= this.#start) return { start: this.#start, bytes: this.#open };
    const block = this.#blocks.findLast(({ start }) => start <= address);
    if (block === undefined) throw new RangeError(`no row is kept at ${address}`);
    if (this.#unpacked?.start !== block.start) {
      this.#unpacked = { start: block.start, bytes: inflateRawSync(block.packed) };
    }
    return this.#unpacked;
  }

  /** The number of this list of names; rows of one table share one, those of JSON Lines a few. */
  #header(names: readonly string[]): number {
    const known = this.#headers.findLastIndex(
      (header) => header.length === names.length && header.every((name, index) => name === names[index]),
    );
    return known >= 0 ? known : this.#headers.push(names) - 1;
  }

  /** Packs the open block where it has no room for so many bytes. */
  #makeRoom(bytes: number): void {
    const used = this.#end - this.#start;
    if (used + bytes <= this.#open.length) return;
    if (used > 0) {
      const packed = Buffer.from(deflateRawSync(this.#open.subarray(0, used), PACKING));
      this.#blocks.push({ start: this.#start, packed });
    }
    this.#start = this.#end;
    if (bytes > this.#open.length) this.#open = Buffer.allocUnsafeSlow(bytes);
  }
}
