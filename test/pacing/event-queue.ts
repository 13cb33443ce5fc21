interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** What happens on a virtual clock: events in the order of their times, and equal times in order of arrival. */
export class EventQueue {
  /** Milliseconds since the beginning. */
  now = 0;
  /** A heap: each is due no later than those at twice its index plus one and plus two. */
  readonly #heap: Due[] = [];
  #count = 0;

  /** Runs it at the time `at`, or at once when that has passed. */
  add(at: number, run: () => void): void {
    const due = { at: Math.max(this.now, at), order: this.#count++, run };
    let index = this.#heap.push(due) - 1;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const other = this.#heap[above];
      if (other === undefined || isFirst(other, due)) break;
      this.#heap[index] = other;
      index = above;
    }
    this.#heap[index] = due;
  }

  /** Runs all until `isOver`, or until the time `end`. */
  runUntil(end: number, isOver: () => boolean): void {
    while (!isOver()) {
      const next = this.#take();
      if (next === undefined || next.at > end) return;
      this.now = next.at;
      next.run();
    }
  }

  /** Runs the next one; false where there is none. */
  runNext(): boolean {
    const next = this.#take();
    if (next === undefined) return false;
    this.now = next.at;
    next.run();
    return true;
  }

  #take(): Due | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return first;
    let index = 0;
    for (;;) {
      const below = this.#earlierBelow(index);
      const other = this.#heap[below];
      if (other === undefined || isFirst(last, other)) break;
      this.#heap[index] = other;
      index = below;
    }
    this.#heap[index] = last;
    return first;
  }

  #earlierBelow(index: number): number {
    const [left, right] = [this.#heap[2 * index + 1], this.#heap[2 * index + 2]];
    return left && right && isFirst(right, left) ? 2 * index + 2 : 2 * index + 1;
  }
}

const isFirst = (one: Due, other: Due): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);
