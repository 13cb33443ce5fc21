import type { ErrorBody } from '../../errors/report.ts';

export type FailureKind = Pick<ErrorBody, 'code' | 'status'>;

// A row has one byte for its kind; 0 stands for none.
const MOST_KINDS = 254;
const OTHER_KIND = 255;
const OTHER: FailureKind = { code: 'OTHER', status: null };

/** The kind of failure of each row of a run, in a byte each: a run has many rows and few kinds. */
export class FailureKinds {
  readonly #kinds: FailureKind[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #ofRow: Uint8Array;

  constructor(total: number) {
    this.#ofRow = new Uint8Array(total + 1);
  }

  set(row: number, error: FailureKind | null): void {
    this.#ofRow[row] = error === null ? 0 : this.#numberOf(error);
  }

  #numberOf({ code, status }: FailureKind): number {
    const name = `${status} ${code}`;
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    if (this.#kinds.length === MOST_KINDS) return OTHER_KIND;
    const number = this.#kinds.push({ code, status });
    this.#numbers.set(name, number);
    return number;
  }

  /** The kinds of these rows, the most frequent first, with the number of rows of each. */
  count(isWanted: (row: number) => boolean): (FailureKind & { readonly count: number })[] {
    const counts = new Map<number, number>();
    for (const [row, number] of this.#ofRow.entries()) {
      if (number !== 0 && isWanted(row)) counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    return [...counts]
      .map(([number, count]) => ({ ...(this.#kinds[number - 1] ?? OTHER), count }))
      .sort((a, b) => b.count - a.count);
  }
}
