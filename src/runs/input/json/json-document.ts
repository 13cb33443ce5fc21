import { COMMENTS_LEFT_OUT } from '../formats/other-lines.ts';
import type { ReaderParts } from '../formats/reader-parts.ts';
import { Unreadable } from '../row.ts';
import { DocumentLists } from './document-lists.ts';
import { JsonElements } from './json-elements.ts';
import { flawOf, parseOrError } from './json-lines.ts';
import { refusePlan, rowsOfObjects } from './json-objects.ts';
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
export function rowsOfDocument(parts: ReaderParts) {
  const { findings, table, validator } = parts;
  const lists = new DocumentLists(parts);
  const take = rowsOfObjects(parts);
  const fields = new Set<string>();
  const people: string[] = [];
  const counts = new PageCounts();
  let lastField = '';
  let rows = 0;
  /** That of a list whose first row is still to come. */
  let listKey: string | null = null;
  let listOfPeople: string | null = null;

  /** Says that there is more: a roster of which a page is missing would make its people orphans. */
  const tellMore = (more: string | undefined): void => {
    if (more === undefined) return;
    const message = `the JSON is one page of several (it has "${more}"): put all pages into one list`;
    if (parts.isRoster) throw new Unreadable(1, message);
    findings.note(message);
  };

  const elements = new JsonElements({
    field(name) {
      lastField = name.slice(0, LONGEST_FIELD);
      if (fields.size < MOST_FIELDS) fields.add(lastField);
      refusePlan((field) => fields.has(field));
      return tellsOfPages(name) || (people.length < MOST_FIELDS && mayNameItsPerson(name, null));
    },
    value(text) {
      const value = parseOrError(text);
      if (mayNameItsPerson(lastField, null) && isSomebody(value)) people.push(lastField);
      counts.add(lastField, value);
      tellMore(saysMore(lastField, value));
    },
    beginList(key) {
      listKey = key;
      lists.begin(key);
    },
    endList: (line) => lists.end(line),
    comment: () => findings.note(COMMENTS_LEFT_OUT),
    element(text, line) {
      if (text === '') return;
      const value = parseOrError(text);
      if (value instanceof SyntaxError)
        return validator.problem(line, null, `this is not JSON: ${value.message}`);
      if (!lists.isRow(value, line)) return;
      if (isOfPeople(listKey, value)) listOfPeople = listKey;
      listKey = null;
      rows += 1;
      const flaw = flawOf(text, value);
      if (flaw !== null) return validator.problem(line, null, flaw);
      if (typeof value !== 'string') return take(line, value);
      // A list of ids or addresses, without objects.
      table.list();
      return table.row({ line, cells: [value] });
    },
  });

  return {
    read: (chunk: Uint8Array): Promise<void> => elements.read(chunk),
    end(): void {
      elements.end();
      table.declareList();
      tellMore(counts.more(rows));
      const person =
        [...fields].find(namesItsPerson) ?? people.find((field) => mayNameItsPerson(field, listOfPeople));
      if (person !== undefined && listOfPeople !== null) throw besidePeople(person, listOfPeople);
      if (person !== undefined) throw onePerson(person, lists.count > 0);
      if (lists.count === 0) throw new Unreadable(1, NO_LIST);
      lists.tell();
    },
  };
}
