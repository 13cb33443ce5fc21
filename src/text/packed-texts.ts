import { PagedNumbers } from './digests/paged-numbers.ts';

/** Texts of a set, in the order in which they were added. */
export interface TextSet extends Iterable<string> {
  readonly size: number;
  has(text: string): boolean;
}

const FIRST_SLOTS = 2048;
const PAGE_BITS = 16;
const PAGE_BYTES = 2 ** PAGE_BITS;
const WITHIN = PAGE_BYTES - 1;
const LONGEST_UTF8 = 3;

/**
 * A set of many short texts in few bytes: their UTF-8 one after the other, and tables of where each begins and how long
 * it is. A million user ids take some 30 MB, where a `Set` takes five times as much. Texts are compared whole, so none
 * is mistaken for another. Grows by pages, as `PagedNumbers` does; no text is in two.
 */
export class PackedTexts implements TextSet {
  #page = Buffer.allocUnsafe(PAGE_BYTES);
  readonly #pages = [this.#page];
  /** How much of the last page is used. */
  #used = 0;
  /** Where text n begins: the number of its page times the size of one, and the place in it. */
  readonly #starts = new PagedNumbers();
  readonly #lengths = new PagedNumbers();
  /** Open addressing: the number of a text and one more, or 0. */
  #slots = new Uint32Array(FIRST_SLOTS);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(text: string): boolean {
    const end = this.#append(text);
    return this.#slots[this.#slotOf(this.#page, this.#used, end)] !== 0;
  }

  *[Symbol.iterator](): Generator<string> {
    for (let number = 0; number < this.#size; number += 1) {
      const start = this.#starts.at(number) & WITHIN;
      yield this.#pageOf(number).toString('utf8', start, start + this.#lengths.at(number));
    }
  }

  /** Adds a text; true where it is new. */
  add(text: string): boolean {
    const end = this.#append(text);
    const slot = this.#slotOf(this.#page, this.#used, end);
    if (this.#slots[slot] !== 0) return false;
    this.#slots[slot] = this.#size + 1;
    this.#starts.set(this.#size, (this.#pages.length - 1) * PAGE_BYTES + this.#used);
    this.#lengths.set(this.#size, end - this.#used);
    this.#used = end;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#grow();
    return true;
  }

  /** Writes a text behind the last one; returns where it ends. The next one overwrites it, unless it is added. */
  #append(text: string): number {
    const needed = text.length * LONGEST_UTF8;
    // A text begins within the size of a page, also where its page is larger.
    if (this.#used + needed > this.#page.length || this.#used > WITHIN) {
      this.#page = Buffer.allocUnsafe(Math.max(needed, PAGE_BYTES));
      this.#pages.push(this.#page);
      this.#used = 0;
    }
    return this.#used + this.#page.write(text, this.#used);
  }

  #pageOf(number: number): Buffer {
    return this.#pages[this.#starts.at(number) >>> PAGE_BITS] ?? this.#page;
  }

  /** The slot of the text with these bytes, or the free one where it belongs. */
  #slotOf(page: Buffer, start: number, end: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hashOf(page, start, end) & mask; ; slot = (slot + 1) & mask) {
      const other = (this.#slots[slot] ?? 0) - 1;
      if (other < 0 || this.#equals(other, page, start, end)) return slot;
    }
  }

  #equals(number: number, page: Buffer, start: number, end: number): boolean {
    if (this.#lengths.at(number) !== end - start) return false;
    const at = this.#starts.at(number) & WITHIN;
    return page.compare(this.#pageOf(number), at, at + end - start, start, end) === 0;
  }

  #grow(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let number = 0; number < this.#size; number += 1) {
      const start = this.#starts.at(number) & WITHIN;
      const slot = this.#slotOf(this.#pageOf(number), start, start + this.#lengths.at(number));
      this.#slots[slot] = number + 1;
    }
  }
}

/** FNV-1a. */
function hashOf(bytes: Buffer, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}
