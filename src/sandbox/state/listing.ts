import { foldCase } from '../../text/fold-case.ts';
import { type Person, REMOVED } from './people.ts';
import { statusOf } from './statuses.ts';

export const SORT_FIELDS = [
  'full_name',
  'email',
  'role',
  'status',
  'created_at',
  'last_modified_at',
] as const;
export const SORT_DIRECTIONS = ['asc', 'desc'] as const;

/**
 * The filter and the order of a list.
 * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/list-members
 */
export interface Selection {
  readonly search_term: string;
  readonly role_id: string | undefined;
  readonly status_id: string | undefined;
  readonly sort_field: (typeof SORT_FIELDS)[number];
  readonly sort_direction: (typeof SORT_DIRECTIONS)[number];
  readonly include_deleted: boolean;
}

export type RoleNames = (role_id: string) => string;

const MOST_KEPT = 20;

/** Caches selections until a change, so that a page of a long list costs no more than its own rows. */
export class Listing {
  #people: readonly Person[] = [];
  readonly #kept = new Map<string, readonly Person[]>();
  readonly #texts = new WeakMap<Person, string>();

  select(people: readonly Person[], selection: Selection, nameOf: RoleNames): readonly Person[] {
    if (people !== this.#people || this.#kept.size > MOST_KEPT) this.#kept.clear();
    this.#people = people;
    const key = JSON.stringify(Object.values(selection));
    const found = this.#kept.get(key) ?? sortPeople(people.filter(this.#fits(selection)), selection, nameOf);
    this.#kept.set(key, found);
    return found;
  }

  #fits({ search_term, role_id, status_id, include_deleted }: Selection): (person: Person) => boolean {
    const term = foldText(search_term);
    return (person) => {
      const { role_ids, account_state } = person.user;
      if (account_state === REMOVED && !include_deleted) return false;
      if (role_id !== undefined && !role_ids.includes(role_id)) return false;
      if (status_id !== undefined && statusOf(account_state).id !== status_id) return false;
      return term === '' || this.#text(person).includes(term);
    };
  }

  #text(person: Person): string {
    const { full_name, email, user_name } = person.user;
    const text = this.#texts.get(person) ?? foldText([full_name, email, user_name].join('\n'));
    this.#texts.set(person, text);
    return text;
  }
}

/**
 * Our choice: compares bytes, case folded; people without a name come first. Ties by ascending user id in both
 * directions.
 */
function sortPeople(
  people: readonly Person[],
  { sort_field, sort_direction }: Selection,
  nameOf: RoleNames,
): readonly Person[] {
  const turn = sort_direction === 'asc' ? 1 : -1;
  return people
    .map((person) => ({ person, key: sortKey(person, sort_field, nameOf), id: person.user.id }))
    .sort((one, other) => turn * compareTexts(one.key, other.key) || compareTexts(one.id, other.id))
    .map(({ person }) => person);
}

function sortKey(
  { user, created_at, last_modified_at }: Person,
  field: Selection['sort_field'],
  nameOf: RoleNames,
): string {
  if (field === 'created_at') return created_at;
  if (field === 'last_modified_at') return last_modified_at;
  if (field === 'status') return foldText(statusOf(user.account_state).name);
  if (field !== 'role') return foldText(user[field]);
  const [role_id] = user.role_ids;
  return role_id === undefined ? '' : foldText(nameOf(role_id));
}

const compareTexts = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

const foldText = (text: string | null): string => foldCase(text ?? '');
