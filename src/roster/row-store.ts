const BLOCK_BYTES = 1024 * 1024;
const LENGTH_BYTES = 4;

/** Text beside the heap: a stretch of addresses, with the bytes that are in it. */
interface Block {
  /** The address of its first byte. */
  readonly start: number;
  readonly bytes: Buffer;
}

/**
 * Keeps the columns of the rows of a roster outside of the heap, where 100,000 of them take the least memory: only few
 * are ever told.
 */
export class RowStore {
  readonly #headers: (readonly string[])[] = [];
  readonly #blocks: Block[] = [];
  #end = 0;

  /** Keeps the columns of a row; returns its address, from 0. */
  add(input: Readonly<Record<string, string>>): number {
    const text = JSON.stringify([this.#header(Object.keys(input)), ...Object.values(input)]);
    const length = Buffer.byteLength(text);
    const { start, bytes } = this.#room(LENGTH_BYTES + length);
    const address = this.#end;
    bytes.writeUInt32LE(length, address - start);
    bytes.write(text, address - start + LENGTH_BYTES);
    this.#end += LENGTH_BYTES + length;
    return address;
  }

  /** The columns of the row at an address. Any name is safe, also `__proto__`. */
  read(address: number): Record<string, string> {
    const block = this.#blocks.findLast(({ start }) => start <= address);
    if (block === undefined) throw new RangeError(`no row is kept at ${address}`);
    const at = address - block.start + LENGTH_BYTES;
    const length = block.bytes.readUInt32LE(address - block.start);
    const [header, ...cells]: [number, ...string[]] = JSON.parse(
      block.bytes.toString('utf8', at, at + length),
    );
    const names = this.#headers[header] ?? [];
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  }

  /** The number of this list of names; rows of one table share one, those of JSON Lines a few. */
  #header(names: readonly string[]): number {
    const known = this.#headers.findLastIndex(
      (header) => header.length === names.length && header.every((name, index) => name === names[index]),
    );
    return known >= 0 ? known : this.#headers.push(names) - 1;
  }

  /** The last block, which has room for so many bytes. */
  #room(bytes: number): Block {
    const last = this.#blocks.at(-1);
    if (last !== undefined && this.#end + bytes <= last.start + last.bytes.length) return last;
    const block = { start: this.#end, bytes: Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, bytes)) };
    this.#blocks.push(block);
    return block;
  }
}
