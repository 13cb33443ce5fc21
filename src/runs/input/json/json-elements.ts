import { COLON, COMMA, LIST, LIST_END, OBJECT, OBJECT_END, QUOTE, SPACE } from '../../../text/json-scan.ts';
import { NEWLINE } from '../bytes/line-ends.ts';
import { Unreadable } from '../row.ts';
import { DocumentComments } from './document-comments.ts';

const LONGEST_ELEMENT = 1024 * 1024;
/** A longer value is not wanted after all. */
const LONGEST_VALUE = 64 * 1024;
const BACKSLASH = 0x5c;

const CUT_OFF = 'the JSON ends in the middle: the file may be cut off';
const GOES_ON =
  'the JSON goes on after its end: expected one array, or one object with a list (jq -s add joins arrays, jq -c . makes lines of objects)';
const MIXED = 'the JSON closes a bracket with one of the other kind: one is missing, or one too many';
const NO_COMMA = 'the JSON has a field without a comma before it';

/** Receives what a document is made of, as it is found. Lines count from 1. */
export interface DocumentParts {
  /** A field of the document itself, where it is an object. True where its value is wanted too. */
  field(name: string): boolean;
  /** The text of such a value that is no list. */
  value(text: string): void;
  /** `key`: under which a list stands in an object; null for an array. */
  beginList(key: string | null): void;
  /** The text of an element, and where it begins; empty where a comma has none before it. */
  element(text: string, line: number): void | Promise<void>;
  endList(line: number): void;
  /** A comment above or below the document, which is passed over. */
  comment(): void;
}

/** Finds where elements of an array, or of the lists in an object, begin and end. Keeps no more than one. */
export class JsonElements {
  private readonly parts: DocumentParts;
  private readonly comments = new DocumentComments(() => this.parts.comment());
  private rest = Buffer.alloc(0);
  private at = 0;
  private line = 1;
  private depth = 0;
  private inText = false;
  /** The depth of the elements: 1 in an array, 2 in the list of an object; 0 outside. */
  private listDepth = 0;
  private elementLine = 1;
  private elementFrom = 0;
  private begun = false;
  private isObject = false;
  /** Where the name of a field of the document itself begins, or its value; -1 where neither is wanted. */
  private fieldFrom = -1;
  private key = '';
  private isValue = false;

  constructor(parts: DocumentParts) {
    this.parts = parts;
  }

  /** Throws `Unreadable` for a second document, and an element that is too long. */
  async read(chunk: Uint8Array): Promise<void> {
    this.rest = Buffer.concat([this.rest, chunk]);
    for (; this.at < this.rest.length; this.at += 1) {
      const byte = this.rest[this.at] ?? 0;
      if (byte === NEWLINE) this.line += 1;
      if (this.depth === 0 && this.comments.takes(byte, this.line)) continue;
      const kept = this.inText ? this.within(byte) : this.between(byte);
      if (kept) await kept;
    }
    this.forget();
  }

  end(): void {
    if (this.depth > 0 || this.inText) this.refuse(CUT_OFF);
  }

  private refuse(why: string): never {
    throw new Unreadable(this.line, why);
  }

  private between(byte: number): void | Promise<void> {
    switch (byte) {
      case QUOTE:
        this.inText = true;
        return;
      case OBJECT:
      case LIST:
        return this.open(byte);
      case COMMA:
        if (this.depth === 1) this.endValue(this.isObject ? this.at + 1 : -1);
        return this.endsElement ? this.element() : undefined;
      case OBJECT_END:
      case LIST_END:
        return this.close(byte);
      case COLON:
        return this.depth === 1 && this.isObject ? this.beginValue() : undefined;
      default:
        if (this.depth === 0 && this.begun && byte > SPACE) this.refuse(GOES_ON);
    }
  }

  private within(byte: number): void {
    if (byte === BACKSLASH) this.at += 1;
    else if (byte === QUOTE) this.inText = false;
  }

  private open(byte: number): void {
    if (byte === LIST && this.depth === 1) this.fieldFrom = -1;
    if (this.depth === 0 && this.begun) this.refuse(GOES_ON);
    this.depth += 1;
    if (!this.opensList(byte)) return;
    this.parts.beginList(this.isObject ? this.key : null);
    this.listDepth = this.depth;
    this.elementLine = this.line;
    this.elementFrom = this.at + 1;
  }

  private close(byte: number): void | Promise<void> {
    if (this.depth === 0) this.refuse(GOES_ON);
    // Read on, the rows behind it would be none of the list.
    if (this.endsElement ? byte !== LIST_END : this.depth === 1 && byte !== OBJECT_END) this.refuse(MIXED);
    if (this.depth === 1) this.endValue(-1);
    const kept = this.endsElement ? this.element() : undefined;
    if (this.depth === this.listDepth) {
      this.parts.endList(this.line);
      this.listDepth = 0;
    }
    this.depth -= 1;
    return kept;
  }

  private get endsElement(): boolean {
    return this.listDepth > 0 && this.depth === this.listDepth;
  }

  private beginValue(): void {
    if (this.isValue) this.refuse(NO_COMMA);
    const text = this.rest.toString('utf8', this.fieldFrom, this.at);
    this.key = text.slice(text.indexOf('"') + 1, text.lastIndexOf('"'));
    this.isValue = true;
    this.fieldFrom = this.parts.field(this.key) ? this.at + 1 : -1;
  }

  private endValue(nextFrom: number): void {
    const isWanted = this.isValue && this.fieldFrom >= 0;
    if (isWanted) this.parts.value(this.rest.toString('utf8', this.fieldFrom, this.at).trim());
    this.isValue = false;
    this.fieldFrom = nextFrom;
  }

  /** Frees what was read, but for the element or the field that goes on in the next chunk. */
  private forget(): void {
    if (this.at - this.fieldFrom > LONGEST_VALUE) this.fieldFrom = -1;
    const from = this.listDepth > 0 ? this.elementFrom : this.fieldFrom;
    const done = from < 0 ? this.at : Math.min(this.at, from);
    this.rest = this.rest.subarray(done);
    this.at -= done;
    this.elementFrom -= done;
    this.fieldFrom = Math.max(-1, this.fieldFrom - done);
    if (this.rest.length > LONGEST_ELEMENT)
      throw new Unreadable(this.elementLine, 'an element that begins here is longer than 1 MiB');
  }

  private opensList(byte: number): boolean {
    if (this.depth === 1 && !this.begun) {
      this.begun = true;
      this.isObject = byte !== LIST;
      if (this.isObject) this.fieldFrom = this.at + 1;
      return !this.isObject;
    }
    return this.isObject && this.depth === 2 && byte === LIST && this.listDepth === 0;
  }

  private element(): void | Promise<void> {
    const text = this.rest.toString('utf8', this.elementFrom, this.at);
    const [blank = ''] = /^\s*/.exec(text) ?? [];
    const line = this.elementLine + blank.split('\n').length - 1;
    this.elementFrom = this.at + 1;
    this.elementLine = this.line;
    return this.parts.element(text.trim(), line);
  }
}
