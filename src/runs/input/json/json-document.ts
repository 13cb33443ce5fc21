import { COMMENTS_LEFT_OUT } from '../formats/other-lines.ts';
import type { ReaderParts } from '../formats/reader-parts.ts';
import { Unreadable } from '../row.ts';
import { DocumentLists } from './document-lists.ts';
import { type DocumentParts, JsonElements } from './json-elements.ts';
import { flawOf, parseOrError } from './json-lines.ts';
import { JsonObjects, refusePlan } from './json-objects.ts';
import { PageCounts, saysMore, tellsOfPages } from './pages.ts';
import { isOfPeople, isSomebody, mayNameItsPerson, namesItsPerson } from './people-lists.ts';

const LONGEST_FIELD = 40;
const MOST_FIELDS = 1000;

const NO_LIST = 'the JSON has no list of users in it; take out a nested one with jq .data.users';

function onePerson(field: string, hasList: boolean): Unreadable {
  const list = hasList ? ', and a list beside it is not one of users' : '';
  const message = `the JSON is one object with "${field}"${list}: where it is the row, put [ before it and ] behind it`;
  return new Unreadable(1, message);
}

/** Of an object that has a person and a list of people: who made it, or whose row it is. */
function besidePeople(field: string, list: string): Unreadable {
  const cure = `where the rows are that list, take "${field}" out, where it is the row, the list`;
  return new Unreadable(1, `the JSON has "${field}" beside its list "${list}" of people: ${cure}`);
}

/** Reads a JSON array, or an object with one list, an element at a time: memory does not grow with the document. */
export class JsonDocument implements DocumentParts {
  private readonly parts: ReaderParts;
  private readonly objects: JsonObjects;
  private readonly lists: DocumentLists;
  private readonly elements = new JsonElements(this);
  private readonly fields = new Set<string>();
  private readonly people: string[] = [];
  private readonly counts = new PageCounts();
  private lastField = '';
  private rows = 0;
  /** That of a list whose first row is still to come. */
  private listKey: string | null = null;
  private listOfPeople: string | null = null;

  constructor(parts: ReaderParts) {
    this.parts = parts;
    this.lists = new DocumentLists(parts);
    this.objects = new JsonObjects(parts);
  }

  read(chunk: Uint8Array): Promise<void> {
    return this.elements.read(chunk);
  }

  async end(): Promise<void> {
    this.elements.end();
    this.parts.table.declareList();
    this.tellMore(this.counts.more(this.rows));
    const person =
      [...this.fields].find(namesItsPerson) ??
      this.people.find((field) => mayNameItsPerson(field, this.listOfPeople));
    if (person !== undefined && this.listOfPeople !== null) throw besidePeople(person, this.listOfPeople);
    if (person !== undefined) throw onePerson(person, this.lists.count > 0);
    if (this.lists.count === 0) throw new Unreadable(1, NO_LIST);
    this.lists.tell();
  }

  field(name: string): boolean {
    if (this.fields.size < MOST_FIELDS) this.fields.add(name.slice(0, LONGEST_FIELD));
    refusePlan((field) => this.fields.has(field));
    this.lastField = name.slice(0, LONGEST_FIELD);
    return tellsOfPages(name) || (this.people.length < MOST_FIELDS && mayNameItsPerson(name, null));
  }

  /** Says that there is more: a roster of which a page is missing would make its people orphans. */
  value(text: string): void {
    const value = parseOrError(text);
    if (mayNameItsPerson(this.lastField, null) && isSomebody(value)) this.people.push(this.lastField);
    this.counts.add(this.lastField, value);
    this.tellMore(saysMore(this.lastField, value));
  }

  private tellMore(more: string | undefined): void {
    if (more === undefined) return;
    const message = `the JSON is one page of several (it has "${more}"): put all pages into one list`;
    if (this.parts.isRoster) throw new Unreadable(1, message);
    this.parts.findings.note(message);
  }

  beginList(key: string | null): void {
    this.listKey = key;
    this.lists.begin(key);
  }

  endList(line: number): void {
    this.lists.end(line);
  }

  comment(): void {
    this.parts.findings.note(COMMENTS_LEFT_OUT);
  }

  element(text: string, line: number): void | Promise<void> {
    if (text === '') return;
    const value = parseOrError(text);
    if (value instanceof SyntaxError) {
      this.parts.validator.problem(line, null, `this is not JSON: ${value.message}`);
      return;
    }
    if (!this.lists.isRow(value, line)) return;
    if (isOfPeople(this.listKey, value)) this.listOfPeople = this.listKey;
    this.listKey = null;
    this.rows += 1;
    const flaw = flawOf(text, value);
    if (flaw !== null) return this.parts.validator.problem(line, null, flaw);
    return typeof value === 'string' ? this.text(line, value) : this.objects.row(line, value);
  }

  /** A list of ids or addresses, without objects. */
  private text(line: number, value: string): void | Promise<void> {
    this.parts.table.list();
    return this.parts.table.row({ line, cells: [value] });
  }
}
