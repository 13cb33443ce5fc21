const PAGE = 64 * 1024;

/**
 * Whole numbers from 0 below 2^32 by their places, 0 where none was set. Grows by pages: an array that is made twice as
 * long is there twice for a while, and what it was before waits for the garbage collector.
 */
export class PagedNumbers {
  readonly #pages: Uint32Array[] = [];

  at(place: number): number {
    return this.#pages[Math.floor(place / PAGE)]?.[place % PAGE] ?? 0;
  }

  set(place: number, value: number): void {
    const index = Math.floor(place / PAGE);
    while (this.#pages.length <= index) this.#pages.push(new Uint32Array(PAGE));
    const page = this.#pages[index];
    if (page) page[place % PAGE] = value;
  }
}
