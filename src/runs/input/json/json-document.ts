import { fieldOf, foldName } from '../columns/field-names.ts';
import type { CsvParts } from '../formats/csv-rows.ts';
import type { FileFindings } from '../formats/file-findings.ts';
import { LOGIN_NAMES } from '../names/person-names.ts';
import { Unreadable } from '../row.ts';
import type { RowValidator } from '../row-validator.ts';
import type { TableRows } from '../table-rows.ts';
import { DocumentLists } from './document-lists.ts';
import { type DocumentParts, JsonElements } from './json-elements.ts';
import { flawOf, parseOrError } from './json-lines.ts';
import { JsonObjects } from './json-objects.ts';
import { refusePlan } from './plan-in-place.ts';

const LONGEST_FIELD = 40;
const MOST_FIELDS = 1000;

/** True for a field by which an object is one person, whose lists are of something else: `email` beside `aliases`. */
function namesItsPerson(field: string): boolean {
  const meant = fieldOf(field);
  return meant === 'email' || meant === 'user_id' || LOGINS.has(foldName(field));
}

/** Folded names of fields by which a page says that others follow. */
const MORE_PAGES = new Set(
  [
    'next',
    'next page',
    'next page token',
    'next page url',
    'next link',
    'next url',
    'next cursor',
    'next token',
  ]
    .concat(['odata next link', 'has more', 'has next', 'has next page', 'has more pages'])
    .map(foldName),
);

const NO_MORE = new Set(['', 'null', 'false', '0', '""']);

const LOGINS = new Set(LOGIN_NAMES.map(foldName));

function onePerson(field: string, hasList: boolean): Unreadable {
  const list = hasList ? ', and a list beside it is not one of users' : '';
  const message = `the JSON is one object with "${field}"${list}: where it is the row, put [ before it and ] behind it`;
  return new Unreadable(1, message);
}

/**
 * Reads a JSON array, or an object with one list in it, element by element: each is parsed by itself, so that memory
 * does not grow with the document.
 */
export class JsonDocument implements DocumentParts {
  private readonly validator: RowValidator;
  private readonly table: TableRows;
  private readonly objects: JsonObjects;
  private readonly lists: DocumentLists;
  private readonly elements = new JsonElements(this);
  private readonly fields = new Set<string>();
  private readonly findings: FileFindings;
  private readonly isRoster: boolean;
  private lastField = '';

  constructor({ validator, table, findings, paths, isRoster }: CsvParts) {
    this.validator = validator;
    this.findings = findings;
    this.isRoster = isRoster;
    this.table = table;
    this.lists = new DocumentLists(findings);
    this.objects = new JsonObjects(validator, table, paths);
  }

  read(chunk: Uint8Array): Promise<void> {
    return this.elements.read(chunk);
  }

  async end(): Promise<void> {
    this.elements.end();
    this.table.declareList();
    const person = [...this.fields].find(namesItsPerson);
    if (person !== undefined) throw onePerson(person, this.lists.count > 0);
    if (this.lists.count === 0)
      throw new Unreadable(1, 'the JSON has no list in it: a list of users is wanted');
  }

  field(name: string): boolean {
    if (this.fields.size < MOST_FIELDS) this.fields.add(name.slice(0, LONGEST_FIELD));
    refusePlan((field) => this.fields.has(field));
    this.lastField = name.slice(0, LONGEST_FIELD);
    return MORE_PAGES.has(foldName(name.replace('@', '')));
  }

  /** Says that there is more: a roster of which a page is missing would make its people orphans. */
  value(text: string): void {
    if (NO_MORE.has(text)) return;
    const message = `the JSON is one page of several (it has "${this.lastField}"): put all pages into one list`;
    if (this.isRoster) throw new Unreadable(1, message);
    this.findings.note(message);
  }

  beginList(key: string | null): void {
    this.lists.begin(key);
  }

  endList(line: number): void {
    this.lists.end(line);
  }

  element(text: string, line: number): void | Promise<void> {
    if (text === '') return;
    const value = parseOrError(text);
    if (value instanceof SyntaxError) {
      this.validator.problem(line, null, `this is no JSON: ${value.message}`);
      return;
    }
    if (!this.lists.isRow(value, line)) return;
    const flaw = flawOf(text, value);
    if (flaw !== null) return this.validator.problem(line, null, flaw);
    return typeof value === 'string' ? this.text(line, value) : this.objects.row(line, value);
  }

  /** A list of ids or addresses, without objects. */
  private text(line: number, value: string): void | Promise<void> {
    this.table.list();
    return this.table.row({ line, cells: [value] });
  }
}
