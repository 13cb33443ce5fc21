import type { FileFindings } from '../formats/file-findings.ts';
import { Unreadable } from '../row.ts';

/** By a list of such names SCIM says of what kind a document is. */
const SCHEMA = /^(?:urn|https?):/i;

/** Tells which list of a JSON document has the rows: there may be one, and an empty one counts. */
export class DocumentLists {
  readonly #findings: FileFindings;
  #key: string | null = null;
  #state: 'new' | 'rows' | 'others' | 'outside' = 'outside';
  #count = 0;

  constructor(findings: FileFindings) {
    this.#findings = findings;
  }

  get count(): number {
    return this.#count;
  }

  /** `key`: under which the list stands in an object; null for an array. */
  begin(key: string | null): void {
    this.#key = key;
    this.#state = 'new';
  }

  /** Throws `Unreadable`, with the line where the list ends, for a second list. */
  end(line: number): void {
    if (this.#state === 'new') this.#take(line);
    this.#state = 'outside';
  }

  /** True for an element that is a row. Throws `Unreadable`, with its line, for one of a second list. */
  isRow(value: unknown, line: number): boolean {
    if (this.#state === 'new') {
      const isSchema = this.#key !== null && typeof value === 'string' && SCHEMA.test(value);
      if (isSchema) this.#state = 'others';
      else this.#take(line);
    }
    return this.#state === 'rows';
  }

  #take(line: number): void {
    this.#state = 'rows';
    this.#count += 1;
    if (this.#count > 1) {
      throw new Unreadable(line, 'the JSON has more than one list in it: leave the one that is meant');
    }
    if (this.#key !== null) {
      this.#findings.note(`the rows are the list "${this.#key.slice(0, 40)}" of a JSON object`);
    }
  }
}
