import { PagedNumbers } from '../../text/digests/paged-numbers.ts';
import { type KnownTexts, TextDigests } from '../../text/digests/text-digests.ts';
import { foldCase } from '../../text/fold-case.ts';
import { PackedTexts, type TextSet } from '../../text/packed-texts.ts';
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

export type RowComparison =
  | { readonly kind: 'new' }
  | { readonly kind: 'duplicate'; readonly line: number | null }
  | { readonly kind: 'conflict'; readonly problem: Conflict };

const NEW: RowComparison = { kind: 'new' };

/** Compares each row with those before it. Keeps digests of keys and numbers of targets, not rows: 32 bytes a row. */
export class Duplicates {
  readonly #rule: DuplicateRule;
  readonly #keys = new TextDigests();
  /** By the number of the key: the line of its row (0 for none), and the number of its target. */
  readonly #lines = new PagedNumbers();
  readonly #targets = new PagedNumbers();
  /** Rows name only a few departments, so each is kept once. */
  readonly #named = new Map<string, number>();
  readonly #places: Omit<RowPlace, 'line'>[] = [];
  readonly later: LaterRows;

  /** `later`: the rows whose time has not come, where they were read before. */
  constructor(rule: DuplicateRule, later = new LaterRows()) {
    this.#rule = rule;
    this.later = later;
  }

  get keys(): KnownTexts {
    return this.#keys;
  }

  /**
   * Compares a row, and adds it when it is new. `line` is its line in the input, null for arguments; `written` is what
   * stood there before the lookup.
   */
  compare(line: number | null, content: RowContent, written = content): RowComparison {
    const key = this.#rule.key(content);
    if (key === null) return NEW;
    const other = written === content ? undefined : this.later.lineOf(written);
    const later = this.later.lineOf(content) ?? other;
    if (later !== undefined) return { kind: 'conflict', problem: twoTimes(content, line, later) };
    const target = this.#rule.target(content);
    const { number, isNew } = this.#keys.add(key);
    if (!isNew) {
      const there = this.#place(number);
      if (there.target === target) return { kind: 'duplicate', line: there.line };
      const here = { line, target, named: this.#rule.named(content) };
      // Different names may mean the same id, so they are compared after the lookup.
      if (!there.named && !here.named) {
        return { kind: 'conflict', problem: this.#rule.conflict(content, here, there) };
      }
    }
    this.#lines.set(number, line ?? 0);
    this.#targets.set(number, this.#numberOf(target, content));
    return NEW;
  }

  /** Adds a row whose time has not come: the problem where the same subject is due in another one. */
  addLater(line: number | null, content: RowContent): Conflict | null {
    const key = this.#rule.key(content);
    if (key === null) return null;
    this.later.add(content, line);
    const [number] = [key, ...namesOf(content)].flatMap((name) => this.#keys.numberOf(name) ?? []);
    return number === undefined ? null : twoTimes(content, line, this.#lines.at(number) || null);
  }

  #place(number: number): RowPlace {
    const { target = null, named = false } = this.#places[this.#targets.at(number)] ?? {};
    return { line: this.#lines.at(number) || null, target, named };
  }

  #numberOf(target: string | null, content: RowContent): number {
    const key = target === null ? '' : `=${target}`;
    const known = this.#named.get(key);
    if (known !== undefined) return known;
    const number = this.#places.length;
    this.#places.push({ target, named: this.#rule.named(content) });
    this.#named.set(key, number);
    return number;
  }
}

/**
 * Whom the rows name whose time has not come, and the lines where they first stood. Costs nothing while there are none.
 * Ids and addresses stand for themselves: a row may have one of them, and another row both.
 */
export class LaterRows {
  #names: TextDigests | null = null;
  readonly #lines = new PagedNumbers();
  #addresses: PackedTexts | null = null;

  /** Those of users whom a row names by nothing else. */
  get addresses(): TextSet {
    return this.#addresses ?? NONE;
  }

  add(content: RowContent, line: number | null): void {
    this.#names ??= new TextDigests();
    const { user_id } = content;
    if (user_id?.includes('@')) {
      this.#addresses ??= new PackedTexts();
      this.#addresses.add(user_id);
    }
    for (const name of namesOf(content)) {
      const { number, isNew } = this.#names.add(name);
      if (isNew) this.#lines.set(number, line ?? 0);
    }
  }

  /** Undefined where none of them names the person of this row. */
  lineOf(content: RowContent): number | null | undefined {
    if (this.#names === null) return undefined;
    const names = this.#names;
    const [number] = namesOf(content).flatMap((name) => names.numberOf(name) ?? []);
    return number === undefined ? undefined : this.#lines.at(number) || null;
  }
}

const NONE: TextSet = new Set<string>();

/** By what a row names its person. Only addresses are folded: two ids may differ in case. */
const namesOf = ({ user_id, email, invitation }: RowContent): string[] =>
  [user_id, email, invitation?.email].flatMap((name) =>
    typeof name !== 'string' ? [] : name.includes('@') ? foldCase(name) : name,
  );

/** Of one subject the time has come in one row and not in another: a contract that ended may have been renewed. */
function twoTimes(
  { user_id, email, invitation }: RowContent,
  here: number | null,
  there: number | null,
): Conflict {
  const [one, other] = [here, there].sort((before, behind) => (before ?? 0) - (behind ?? 0));
  const who = user_id ?? email ?? invitation?.email;
  const message = `${who} is due in one row and not yet in another: lines ${one} and ${other}; keep only the row that is right`;
  return { column: null, message };
}
