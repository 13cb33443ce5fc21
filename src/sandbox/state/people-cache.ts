import type { State } from './changes.ts';
import { firstPeople } from './first-data.ts';
import { applyChanges, type Person, personIn } from './people.ts';
import type { Projection } from './projection.ts';

/** Everybody, also who was removed, kept from one list to the next: what a change costs does not grow with the organization. */
export class PeopleCache {
  #people: readonly Person[] = [];
  readonly #places = new Map<string, number>();
  #standings: Projection | undefined;
  #users: number | null = null;
  /** Up to which change they are true. */
  #count = 0;

  /** In the order in which they came. The same array as long as nothing changes, and another one afterwards. */
  people(state: State): readonly Person[] {
    const { standings, users } = state;
    if (standings !== this.#standings || users !== this.#users) this.#begin(state);
    if (this.#count < standings.count) this.#goOn(state);
    return this.#people;
  }

  #begin({ users, standings }: State): void {
    this.#standings = standings;
    this.#users = users;
    this.#count = 0;
    this.#places.clear();
    this.#people = Array.from(firstPeople(users), (first) => applyChanges(first, standings.of(first.id)));
    this.#people.forEach(({ user }, place) => {
      this.#places.set(user.id, place);
    });
  }

  #goOn(state: State): void {
    const people = [...this.#people];
    for (const user_id of new Set(state.standings.since(this.#count))) {
      const person = personIn(state, user_id);
      // A log may name people whom a smaller organization does not have.
      if (!person) continue;
      const place = this.#places.get(user_id) ?? people.length;
      this.#places.set(user_id, place);
      people[place] = person;
    }
    this.#people = people;
    this.#count = state.standings.count;
  }
}
