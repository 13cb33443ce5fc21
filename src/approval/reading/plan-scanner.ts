import { orElse } from '../../or-else.ts';
import { COLON, COMMA, endOfText, LIST, LIST_END, OBJECT, OBJECT_END, QUOTE } from '../../text/json-scan.ts';

/** More than any plan has beside its rows, and more than any row has. */
const MOST_KEPT = 16 * 1024 * 1024;

/** Thrown for a document that has more beside rows, or in one of them, than could be kept. */
export class TooLong extends Error {}

/** A row as it stands in a plan. */
export interface RowText {
  readonly text: string;
  /** How many fields its objects have, also those with the same name as another one, where it is JSON. */
  readonly names: number;
}

/**
 * Takes the rows out of the JSON text of a plan, which comes in pieces: the elements of the list `rows` of the object,
 * each as its text. What they say is not looked at. Where every row is JSON, and what stands around them is, with an
 * empty list in their place, the whole is.
 */
export class PlanScanner {
  /** What was read so far of all that is no row. */
  around = '';
  /** That of it which stands before the first row. */
  before = '';
  #rest = '';
  /** How far `rest` was looked at, and from where on it is not yet in `around`, or in a row. */
  #at = 0;
  #from = 0;
  #depth = 0;
  #isObject = false;
  #inRows = false;
  #rows = 0;
  #names = 0;
  /** The last text at the level of the plan's own fields, and the name of the field of which the value comes. */
  #text = '';
  #field = '';

  /** The rows that ended in this piece. Throws `TooLong`. */
  read(piece: string): readonly RowText[] {
    this.#rest = this.#rest.slice(this.#from) + piece;
    this.#at -= this.#from;
    this.#from = 0;
    const rows: RowText[] = [];
    for (; this.#at < this.#rest.length; this.#at += 1) {
      const code = this.#rest.charCodeAt(this.#at);
      if (code !== QUOTE) this.#between(code, rows);
      else if (!this.#passText()) break;
    }
    if (!this.#inRows) this.#keep(this.#at);
    if (Math.max(this.#rest.length - this.#from, this.around.length) > MOST_KEPT) throw new TooLong();
    return rows;
  }

  /** To be called after the last piece: what is left of a text that did not end. */
  end(): void {
    this.#keep(this.#rest.length);
  }

  /** A character outside of a text. */
  #between(code: number, rows: RowText[]): void {
    if (code === OBJECT || code === LIST) this.#open(code);
    else if (code === OBJECT_END || code === LIST_END) this.#close(rows);
    else if (code === COMMA && this.#inRows && this.#depth === 2) this.#endRow(rows);
    else if (code === COLON && this.#depth === 1) this.#field = this.#text;
    else if (code === COLON) this.#names += 1;
  }

  /** False where the text goes on in the next piece. */
  #passText(): boolean {
    const end = endOfText(this.#rest, this.#at);
    if (end === this.#rest.length) return false;
    if (this.#depth === 1) this.#text = this.#rest.slice(this.#at, end + 1);
    this.#at = end;
    return true;
  }

  #open(code: number): void {
    if (this.#depth === 0) this.#isObject = code === OBJECT;
    this.#depth += 1;
    if (this.#depth !== 2 || code !== LIST || !this.#isObject || nameOf(this.#field) !== 'rows') return;
    this.#keep(this.#at + 1);
    this.before ||= this.around;
    this.#inRows = true;
    this.#rows = 0;
    this.#names = 0;
  }

  #close(rows: RowText[]): void {
    if (this.#inRows && this.#depth === 2) {
      // A list may be empty; after a comma there has to be a row.
      if (this.#rows > 0 || this.#rest.slice(this.#from, this.#at).trim() !== '') this.#endRow(rows);
      this.#inRows = false;
      this.#from = this.#at;
    }
    this.#depth -= 1;
    this.#field = '';
  }

  #endRow(rows: RowText[]): void {
    rows.push({ text: this.#rest.slice(this.#from, this.#at), names: this.#names });
    this.#rows += 1;
    this.#names = 0;
    this.#from = this.#at + 1;
  }

  #keep(end: number): void {
    this.around += this.#rest.slice(this.#from, end);
    this.#from = end;
  }
}

/** The name that a text in JSON is, which may be written with escapes. */
const nameOf = (text: string): string => orElse(() => String(JSON.parse(text)), '');
