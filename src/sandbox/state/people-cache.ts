import type { Projection, State } from './events/projection.ts';
import { generatePeople } from './first-data.ts';
import { applyChanges, findPersonById, type Person } from './people.ts';

/** All people, removed ones included, kept between lists, so that a change costs the same in a large organization. */
export class PeopleCache {
  #people: readonly Person[] = [];
  readonly #places = new Map<string, number>();
  #projection: Projection | undefined;
  #users: number | null = null;
  /** The number of changes that the cached people include. */
  #count = 0;

  /** In the order in which they joined. Returns the same array until a change. */
  people(state: State): readonly Person[] {
    const { projection, users } = state;
    if (projection !== this.#projection || users !== this.#users) this.#begin(state);
    if (this.#count < projection.count) this.#goOn(state);
    return this.#people;
  }

  #begin({ users, projection }: State): void {
    this.#projection = projection;
    this.#users = users;
    this.#count = 0;
    this.#places.clear();
    this.#people = Array.from(generatePeople(users), (first) => applyChanges(first, projection.of(first.id)));
    this.#people.forEach(({ user }, place) => {
      this.#places.set(user.id, place);
    });
  }

  #goOn(state: State): void {
    const people = [...this.#people];
    for (const user_id of new Set(state.projection.listChangedSince(this.#count))) {
      const person = findPersonById(state, user_id);
      // A log may name people whom a smaller organization does not have.
      if (!person) continue;
      const place = this.#places.get(user_id) ?? people.length;
      this.#places.set(user_id, place);
      people[place] = person;
    }
    this.#people = people;
    this.#count = state.projection.count;
  }
}
