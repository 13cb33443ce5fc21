import { countFields, readJson } from '../../text/json.ts';
import { PackedTexts } from '../../text/packed-texts.ts';
import type { PlanHead } from '../plan.ts';
import { PlanDigest } from '../plan-digest.ts';
import type { RowText } from './plan-scanner.ts';
import { rowFlaw } from './row-checks.ts';

/** Checks the rows of a plan as they come, and computes its digest. */
export class PlanRows {
  /** What the plan says beside them; null where that is not known yet, and then they are parsed and counted. */
  readonly head: PlanHead | null;
  readonly #digest: PlanDigest | null;
  readonly #users = new PackedTexts();
  #isUnicode = true;
  count = 0;
  areJson = true;
  /** Whether a row has a field twice. */
  haveDuplicates = false;
  /** What is wrong with the first row that is none, in words that follow the file's name. */
  flaw: string | null = null;

  constructor(head: PlanHead | null) {
    this.head = head;
    this.#digest = head && this.#orNull(() => new PlanDigest(head));
  }

  /** The digest after the last row; empty for texts that are no Unicode, which no plan has. */
  digest(): string {
    return (this.#isUnicode && this.#digest?.finish()) || '';
  }

  add({ text, names }: RowText): void {
    this.count += 1;
    if (!this.areJson) return;
    const row = this.#parse(text, names);
    if (!this.areJson || this.head === null || this.flaw !== null) return;
    const flaw = rowFlaw(row, this.count, this.head, this.#users);
    if (flaw === null) this.#orNull(() => this.#digest?.add(row));
    else this.flaw = `is not a plan: row ${this.count}: ${flaw}`;
  }

  #parse(text: string, names: number): unknown {
    try {
      const row = readJson(text);
      if (names !== countFields(row)) this.haveDuplicates = true;
      return row;
    } catch {
      this.areJson = false;
      return null;
    }
  }

  #orNull<T>(work: () => T): T | null {
    try {
      return work();
    } catch {
      this.#isUnicode = false;
      return null;
    }
  }
}
