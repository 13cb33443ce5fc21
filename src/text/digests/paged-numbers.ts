import { numbersOfSystem } from './system-memory.ts';

const BITS = 16;
const PAGE = 2 ** BITS;
const WITHIN = PAGE - 1;

/**
 * Whole numbers from 0 below 2^32 by their places, which are such numbers too; 0 where none was set. Grows by pages: an
 * array that is made twice as long is there twice for a while, and what it was waits for the garbage collector.
 */
export class PagedNumbers {
  readonly #pages: Uint32Array[] = [];

  at(place: number): number {
    return this.#pages[place >>> BITS]?.[place & WITHIN] ?? 0;
  }

  set(place: number, value: number): void {
    const index = place >>> BITS;
    // A page of zeros need not be there.
    if (value === 0 && this.#pages[index] === undefined) return;
    const page = this.#pages[index] ?? numbersOfSystem(PAGE);
    this.#pages[index] = page;
    page[place & WITHIN] = value;
  }
}
