import { hash } from 'node:crypto';
import { PagedNumbers } from './paged-numbers.ts';
import { numbersOfSystem } from './system-memory.ts';

const WORDS = 4;
const BYTES = 4;
const FIRST_SLOTS = 2048;

/** What may be asked of many texts of which only digests are kept: not what they are. */
export interface KnownTexts {
  readonly size: number;
  has(text: string): boolean;
}

/**
 * Tells of texts whether they came before, in 24 bytes a text, however long it is: of each, 128 bits of its SHA-256 are
 * kept. That two texts of a billion have the same is less likely than one in 10^20.
 * See docs/decisions/2026-11-26-digests-of-rows.md.
 */
export class TextDigests implements KnownTexts {
  /** Four words a text, in the order in which texts first came. */
  readonly #words = new PagedNumbers();
  /** Open addressing: the number of a text and one more, or 0. */
  #slots = numbersOfSystem(FIRST_SLOTS);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(text: string): boolean {
    return this.numberOf(text) !== undefined;
  }

  /** The number of the text, from 0; undefined for one that never came. */
  numberOf(text: string): number | undefined {
    this.#append(text);
    const known = this.#slots[this.#slotOf(this.#size)] ?? 0;
    return known === 0 ? undefined : known - 1;
  }

  /** The number of the text, from 0; it is added where it is new. */
  add(text: string): { readonly number: number; readonly isNew: boolean } {
    this.#append(text);
    const slot = this.#slotOf(this.#size);
    const known = (this.#slots[slot] ?? 0) - 1;
    if (known >= 0) return { number: known, isNew: false };
    const number = this.#size;
    this.#slots[slot] = number + 1;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#grow();
    return { number, isNew: true };
  }

  /** Writes the words of a text behind the last one. The next one overwrites them, unless it is added. */
  #append(text: string): void {
    const digest = hash('sha256', text, 'binary');
    const next = this.#size * WORDS;
    for (let word = 0; word < WORDS; word += 1) this.#words.set(next + word, wordOf(digest, word));
  }

  /** The slot of the text with this number, or the free one where it belongs. */
  #slotOf(number: number): number {
    const mask = this.#slots.length - 1;
    let slot = this.#words.at(number * WORDS) & mask;
    for (;;) {
      const other = (this.#slots[slot] ?? 0) - 1;
      if (other < 0 || this.#equal(other, number)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #equal(one: number, other: number): boolean {
    for (let word = 0; word < WORDS; word += 1) {
      if (this.#words.at(one * WORDS + word) !== this.#words.at(other * WORDS + word)) return false;
    }
    return true;
  }

  #grow(): void {
    this.#slots = numbersOfSystem(this.#slots.length * 2);
    for (let number = 0; number < this.#size; number += 1) this.#slots[this.#slotOf(number)] = number + 1;
  }
}

/** Four bytes of a digest, from the n-th word on, as a number. */
function wordOf(digest: string, word: number): number {
  let value = 0;
  for (let at = word * BYTES; at < (word + 1) * BYTES; at += 1) value = value * 256 + digest.charCodeAt(at);
  return value;
}
