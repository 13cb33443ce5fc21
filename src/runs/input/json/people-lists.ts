import { holdsPerson } from '../cell.ts';
import { fieldOf, foldedNames, foldName, isBareName, isPersonField } from '../columns/field-names.ts';
import { isOfLeaver } from '../columns/header-words.ts';
import { LOGIN_NAMES } from '../names/known-names.ts';
import { sideOf } from '../words/sides.ts';
import { headerWords } from '../words/words.ts';

const LOGINS = foldedNames(LOGIN_NAMES);

/** True for a field by which an object is one person, whose lists are of something else: `email` beside `aliases`. */
export function namesItsPerson(field: string): boolean {
  return isPersonField(fieldOf(field)) || LOGINS.has(foldName(field));
}

/** True for a field that is one if its value is a person: `leaver`; `user` may have made a list of people. */
export const mayNameItsPerson = (field: string, listOfPeople: string | null): boolean =>
  isOfLeaver(field) || (listOfPeople === null && isBareName(field));

/** True for an address or a user id, and for an object with one. */
export const isSomebody = (value: unknown): boolean =>
  typeof value === 'string'
    ? holdsPerson(value)
    : typeof value === 'object' && value !== null && Object.keys(value).some(namesItsPerson);

/** Folded names under which an object has a list of rows: a person has no `users`, but may have `emails`. */
const LISTS = foldedNames([
  'users|members|people|persons|employees|workers|leavers|staff|benutzer|mitarbeiter|utilisateurs|utenti|data|results',
  'items|records|rows|list|value|values|entries|resources',
]);

/** True for an element of such a list, or of `deactivate`, that names a person: then the list has the rows. */
export const isOfPeople = (key: string | null, element: unknown): boolean =>
  key !== null &&
  (LISTS.has(foldName(key)) || sideOf(headerWords(key).join(' ')) === 'gone') &&
  isSomebody(element);
