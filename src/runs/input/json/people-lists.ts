import { cleanPerson, namesPerson } from '../cell.ts';
import { fieldOf, foldName } from '../columns/field-names.ts';
import { LOGIN_NAMES } from '../names/person-names.ts';
import { wordList } from '../words/word-set.ts';

const LOGINS = new Set(LOGIN_NAMES.map(foldName));

/** True for a field by which an object is one person, whose lists are of something else: `email` beside `aliases`. */
export function namesItsPerson(field: string): boolean {
  const meant = fieldOf(field);
  return meant === 'email' || meant === 'user_id' || LOGINS.has(foldName(field));
}

/** Folded names under which an object has a list of rows: a person has no `users`, but may have `emails`. */
const LISTS = new Set(
  wordList([
    'users|members|people|persons|employees|workers|leavers|staff|benutzer|mitarbeiter|utilisateurs|utenti|data|results',
    'items|records|rows|list|value|values|entries|resources',
  ]).map(foldName),
);

/** True for an element of such a list that names a person: then the list has the rows. */
export function isOfPeople(key: string | null, element: unknown): boolean {
  if (key === null || !LISTS.has(foldName(key))) return false;
  if (typeof element === 'string') return namesPerson(cleanPerson(element));
  return typeof element === 'object' && element !== null && Object.keys(element).some(namesItsPerson);
}
