import type { RowContent, RowProblem } from './row.ts';

/** When two rows are about the same, and whether they then say the same. */
export interface DuplicateRule {
  /** What the row is about, such as its user: two rows with one key must say the same. */
  readonly key: (content: RowContent) => string;
  /** What rows with one key must say alike. */
  readonly target: (content: RowContent) => string | null;
  /** True where the target is a name, which is an id only after a lookup. */
  readonly named: (content: RowContent) => boolean;
  /** The words for two rows that contradict each other. */
  readonly conflict: (content: RowContent, here: RowPlace, there: RowPlace) => Conflict;
}

export interface RowPlace {
  readonly line: number | null;
  readonly target: string | null;
  readonly named: boolean;
}

export type Conflict = Pick<RowProblem, 'column' | 'message'>;

/** What a row is beside those before it. */
export type Novelty =
  | { readonly kind: 'new' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'conflict'; readonly problem: Conflict };

const NEW: Novelty = { kind: 'new' };
const DUPLICATE: Novelty = { kind: 'duplicate' };

/** Compares each row with those before it. Holds keys and targets, never rows. */
export class Duplicates {
  readonly #rule: DuplicateRule;
  readonly #seen = new Map<string, RowPlace>();
  readonly #targets = new Map<string, string>();

  constructor(rule: DuplicateRule) {
    this.#rule = rule;
  }

  /**
   * Compares a row, and remembers it when it is new. `line` is the one on which it stands, null for
   * arguments.
   */
  compare(line: number | null, content: RowContent): Novelty {
    const key = this.#rule.key(content);
    const target = this.#shared(this.#rule.target(content));
    const here = { line, target, named: this.#rule.named(content) };
    const there = this.#seen.get(key);
    if (there?.target === here.target) return DUPLICATE;
    // Two names may mean the same: that shows when they are ids.
    if (there && !there.named && !here.named) {
      return { kind: 'conflict', problem: this.#rule.conflict(content, here, there) };
    }
    this.#seen.set(key, here);
    return NEW;
  }

  /** One text for equal targets: 100,000 rows name a handful of departments. */
  #shared(target: string | null): string | null {
    if (target === null) return null;
    const known = this.#targets.get(target);
    if (known === undefined) this.#targets.set(target, target);
    return known ?? target;
  }
}
