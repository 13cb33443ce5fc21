import type { ReaderParts } from '../formats/reader-parts.ts';
import { Unreadable } from '../row.ts';
import { staysByName } from '../words/list-names.ts';
import { headerWords } from '../words/words.ts';

/** By a list of such names SCIM says of what kind a document is. */
const SCHEMA = /^(?:urn|https?):/i;

const shown = (key: string): string => key.slice(0, 40);

/** Tells which list of a JSON document has the rows: there may be one, and an empty one counts. */
export class DocumentLists {
  readonly #parts: Pick<ReaderParts, 'findings' | 'isForLeavers'>;
  #key: string | null = null;
  /** The name of the list that has the rows; null before it, and for an array. */
  #first: string | null = null;
  #state: 'new' | 'rows' | 'others' | 'outside' = 'outside';
  #count = 0;

  constructor(parts: Pick<ReaderParts, 'findings' | 'isForLeavers'>) {
    this.#parts = parts;
  }

  get count(): number {
    return this.#count;
  }

  /** Says which list has the rows: at the end of the document, because another list may follow. */
  tell(): void {
    if (this.#first !== null)
      this.#parts.findings.note(`the rows are the list "${shown(this.#first)}" of a JSON object`);
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
      const names = [this.#first, this.#key].flatMap((key) => (key === null ? [] : [`"${shown(key)}"`]));
      const which = names.length === 0 ? '' : ` (${names.join(', ')})`;
      throw new Unreadable(line, `the JSON has more than one list in it${which}: keep the one that is meant`);
    }
    this.#first = this.#key;
    if (this.#key === null || !this.#parts.isForLeavers) return;
    if (!staysByName(this.#key) && !this.#parts.findings.keepsPeople(headerWords(this.#key).join(' ')))
      return;
    const name = shown(this.#key);
    const cure = `if they are meant, write the list alone, without "${name}"`;
    throw new Unreadable(line, `by its name, the JSON list "${name}" is not of people who leave: ${cure}`);
  }
}
