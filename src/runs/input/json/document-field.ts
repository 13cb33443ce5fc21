/** A longer value is not wanted after all. */
const LONGEST_VALUE = 64 * 1024;

/** Receives the fields of a document that is an object, as they are found. */
export interface FieldParts {
  /** A field of the document itself, where it is an object. True where its value is wanted too. */
  field(name: string): boolean;
  /** The text of such a value that is no list. */
  value(text: string): void;
}

/** The field of the document itself that is being read. Places count in the bytes that are kept. */
export class DocumentField {
  key = '';
  private readonly parts: FieldParts;
  private lastText = '';
  private textFrom = 0;
  /** -1 for none. */
  private valueFrom = -1;

  constructor(parts: FieldParts) {
    this.parts = parts;
  }

  /** A text begins, which may be the name of the next field. */
  openText(from: number): void {
    this.textFrom = from;
  }

  closeText(kept: Buffer, to: number): void {
    this.lastText = kept.toString('utf8', this.textFrom, to);
  }

  /** The last text was the name; the value begins. */
  begin(from: number): void {
    this.key = this.lastText;
    this.valueFrom = this.parts.field(this.key) ? from : -1;
  }

  end(kept: Buffer, to: number): void {
    if (this.valueFrom >= 0) this.parts.value(kept.toString('utf8', this.valueFrom, to).trim());
    this.valueFrom = -1;
  }

  /** Its value is a list, which is no value. */
  beginList(): void {
    this.valueFrom = -1;
  }

  /** From where on bytes are still needed, of those up to `at`; `inText`: a text goes on there. */
  neededFrom(at: number, inText: boolean): number {
    if (at - this.valueFrom > LONGEST_VALUE) this.valueFrom = -1;
    const needed = inText ? this.textFrom : at;
    return this.valueFrom < 0 ? needed : Math.min(needed, this.valueFrom);
  }

  /** So many bytes before are no longer kept. */
  forget(done: number): void {
    this.textFrom -= done;
    this.valueFrom = this.valueFrom < 0 ? -1 : this.valueFrom - done;
  }
}
