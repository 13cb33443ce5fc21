import type { RowContent, RowProblem } from './row.ts';

/** How to recognize rows with the same subject, and whether they agree. */
export interface DuplicateRule {
  /** The subject of the row, such as its user: rows with the same key must agree. Null: it is not compared. */
  readonly key: (content: RowContent) => string | null;
  /** The value in which rows with the same key must agree. */
  readonly target: (content: RowContent) => string | null;
  /** True when the target is a name, which becomes an id only after a lookup. */
  readonly named: (content: RowContent) => boolean;
  /** The problem of two rows that contradict each other. */
  readonly conflict: (content: RowContent, here: RowPlace, there: RowPlace) => Conflict;
}

export interface RowPlace {
  readonly line: number | null;
  readonly target: string | null;
  readonly named: boolean;
}

export type Conflict = Pick<RowProblem, 'column' | 'message'>;

/** The relation of a row to those before it. */
export type RowComparison =
  | { readonly kind: 'new' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'conflict'; readonly problem: Conflict };

const NEW: RowComparison = { kind: 'new' };
const DUPLICATE: RowComparison = { kind: 'duplicate' };

/** Compares each row with those before it. Keeps keys and targets, not rows. */
export class Duplicates {
  readonly #rule: DuplicateRule;
  readonly #seen = new Map<string, RowPlace>();
  readonly #targets = new Map<string, string>();

  constructor(rule: DuplicateRule) {
    this.#rule = rule;
  }

  /** Compares a row, and adds it when it is new. `line` is its line in the input, null for arguments. */
  compare(line: number | null, content: RowContent): RowComparison {
    const key = this.#rule.key(content);
    if (key === null) return NEW;
    const target = this.#shared(this.#rule.target(content));
    const here = { line, target, named: this.#rule.named(content) };
    const there = this.#seen.get(key);
    if (there?.target === here.target) return DUPLICATE;
    // Different names may mean the same id, so they are compared after the lookup.
    if (there && !there.named && !here.named) {
      return { kind: 'conflict', problem: this.#rule.conflict(content, here, there) };
    }
    this.#seen.set(key, here);
    return NEW;
  }

  /** Shares one string between equal targets: 100,000 rows name only a few departments. */
  #shared(target: string | null): string | null {
    if (target === null) return null;
    const known = this.#targets.get(target);
    if (known === undefined) this.#targets.set(target, target);
    return known ?? target;
  }
}
