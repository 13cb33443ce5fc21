import { NEWLINE } from '../bytes/line-ends.ts';
import { Unreadable } from '../row.ts';
import type { RowValidator } from '../row-validator.ts';
import type { TableRows } from '../table-rows.ts';
import type { CsvParts } from './csv-rows.ts';
import { DocumentLists } from './document-lists.ts';
import { parseOrError } from './json-lines.ts';
import { JsonObjects } from './json-objects.ts';
import { refusePlan } from './plan-in-place.ts';

const LONGEST_ELEMENT = 1024 * 1024;
const LONGEST_FIELD = 40;
const MOST_FIELDS = 1000;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const SPACE = 0x20;
const LIST = 0x5b;
const LIST_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;

/**
 * Reads a JSON array, or an object with one list in it, element by element: only where an element begins and ends is
 * found here, what it says is parsed by itself. So memory does not grow with the document.
 */
export class JsonDocument {
  private readonly validator: RowValidator;
  private readonly table: TableRows;
  private readonly objects: JsonObjects;
  private readonly lists: DocumentLists;
  private rest = Buffer.alloc(0);
  /** How far `rest` was looked at. */
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
  private lastText = '';
  private textFrom = 0;
  private key = '';
  private readonly fields = new Set<string>();

  constructor({ validator, table, findings, paths }: CsvParts) {
    this.validator = validator;
    this.table = table;
    this.lists = new DocumentLists(findings);
    this.objects = new JsonObjects(validator, table, paths);
  }

  async read(chunk: Uint8Array): Promise<void> {
    this.rest = Buffer.concat([this.rest, chunk]);
    for (; this.at < this.rest.length; this.at += 1) {
      const byte = this.rest[this.at] ?? 0;
      if (byte === NEWLINE) this.line += 1;
      const kept = this.inText ? this.within(byte) : this.between(byte);
      if (kept) await kept;
    }
    this.forget();
  }

  async end(): Promise<void> {
    if (this.depth > 0 || this.inText) {
      throw new Unreadable(this.line, 'the JSON ends in the middle: the file may be cut off');
    }
    this.table.declareList();
    if (this.lists.count === 0)
      throw new Unreadable(1, 'the JSON has no list in it: a list of users is wanted');
  }

  private refuseMore(): never {
    const wanted = 'one array, or one object with a list, is wanted';
    throw new Unreadable(this.line, `the JSON goes on after its end: ${wanted}`);
  }

  /** A byte outside of a text. */
  private between(byte: number): void | Promise<void> {
    switch (byte) {
      case QUOTE:
        return this.openText();
      case OBJECT:
      case LIST:
        return this.open(byte);
      case COMMA:
        return this.endsElement ? this.element() : undefined;
      case OBJECT_END:
      case LIST_END:
        return this.close();
      case COLON:
        if (this.depth === 1 && this.isObject) this.names(this.lastText);
        return;
      default:
        if (this.depth === 0 && this.begun && byte > SPACE) this.refuseMore();
    }
  }

  /** A field of the whole document. */
  private names(key: string): void {
    this.key = key;
    if (this.fields.size < MOST_FIELDS) this.fields.add(key.slice(0, LONGEST_FIELD));
    refusePlan((field) => this.fields.has(field));
  }

  private within(byte: number): void {
    if (byte === BACKSLASH) this.at += 1;
    else if (byte === QUOTE) this.closeText();
  }

  private open(byte: number): void {
    if (this.depth === 0 && this.begun) this.refuseMore();
    this.depth += 1;
    if (this.opensList(byte)) this.elementFrom = this.at + 1;
  }

  private close(): void | Promise<void> {
    const kept = this.endsElement ? this.element() : undefined;
    if (this.depth === this.listDepth) this.endList();
    this.depth -= 1;
    return kept;
  }

  private get endsElement(): boolean {
    return this.listDepth > 0 && this.depth === this.listDepth;
  }

  /** Frees what was read, but for the element or the text that goes on in the next chunk. */
  private forget(): void {
    const done = this.listDepth > 0 ? this.elementFrom : this.inText ? this.textFrom : this.at;
    this.rest = this.rest.subarray(done);
    this.at -= done;
    this.textFrom -= done;
    this.elementFrom -= done;
    if (this.rest.length > LONGEST_ELEMENT) {
      throw new Unreadable(this.elementLine, 'an element that begins here is longer than 1 MiB');
    }
  }

  private openText(): void {
    this.inText = true;
    this.textFrom = this.at + 1;
  }

  private closeText(): void {
    this.inText = false;
    if (this.depth === 1 && this.listDepth === 0) {
      this.lastText = this.rest.toString('utf8', this.textFrom, this.at);
    }
  }

  /** True where the list of elements begins. */
  private opensList(byte: number): boolean {
    if (this.depth === 1 && !this.begun) {
      this.begun = true;
      this.isObject = byte !== LIST;
      if (!this.isObject) return this.beginList();
    } else if (this.isObject && this.depth === 2 && byte === LIST && this.listDepth === 0) {
      return this.beginList();
    }
    return false;
  }

  private beginList(): boolean {
    this.lists.begin(this.isObject ? this.key : null);
    this.listDepth = this.depth;
    this.elementLine = this.line;
    return true;
  }

  private endList(): void {
    this.lists.end(this.line);
    this.listDepth = 0;
  }

  private element(): void | Promise<void> {
    const text = this.rest.toString('utf8', this.elementFrom, this.at);
    this.elementFrom = this.at + 1;
    const line = this.elementLine + leadingLines(text);
    this.elementLine = this.line;
    const own = text.trim();
    if (own === '') return;
    const value = parseOrError(own);
    if (value instanceof SyntaxError) {
      this.validator.problem(line, null, `this is no JSON: ${value.message}`);
      return;
    }
    if (!this.lists.isRow(value, line)) return;
    return typeof value === 'string' ? this.text(line, value) : this.objects.row(line, value);
  }

  /** A list of ids or addresses, without objects. */
  private text(line: number, value: string): void | Promise<void> {
    this.table.list();
    return this.table.row({ line, cells: [value] });
  }
}

/** How many lines end before a text begins. */
const leadingLines = (text: string): number => (/^\s*/.exec(text)?.[0].split('\n').length ?? 1) - 1;
