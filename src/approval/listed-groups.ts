import { memberId } from '../api/members.ts';
import { ApiError } from '../errors/api-errors.ts';
import { probeBy, type Unanswered } from '../preflight/check-result.ts';
import type { TextSet } from '../text/packed-texts.ts';
import type { Place } from './seen-users.ts';

/** Departments or roles: the list of all of them, and the list of the members of one. */
interface GroupKind {
  readonly plural: string;
  readonly list: (place: Place) => Promise<readonly { readonly id: string }[]>;
  readonly members: (place: Place, id: string) => AsyncIterable<object>;
  /** The code of the answer about one that does not exist. */
  readonly not_found: string;
  /** The lists of so many of them are requested at once. */
  readonly at_once: number;
}

const FEW = 10;

export const DEPARTMENTS: GroupKind = {
  plural: 'departments',
  list: ({ client, organization_id, options }) => client.departments.list({ organization_id }, options),
  async *members({ client, organization_id, options }, id) {
    yield* await client.departments.listMembers(id, { organization_id }, options);
  },
  not_found: 'DEPARTMENT_NOT_FOUND',
  at_once: 4,
};

export const ROLES: GroupKind = {
  plural: 'roles',
  list: ({ client, organization_id, options }) =>
    client.roles.list({ organization_id, include_global: true }, options),
  members: ({ client, organization_id, options }, id) =>
    client.roles.listAllMembers(id, { organization_id }, options),
  not_found: 'ROLE_NOT_FOUND',
  // Several pages of one list are requested at once.
  at_once: 1,
};

export interface KnownGroups {
  readonly ids: readonly string[];
  /** True where the user is in no other. */
  readonly isWhole: boolean;
  /** Whether it is known of this group that the user is in it or not. */
  readonly isRead: (id: string) => boolean;
}

/**
 * The departments, or the roles, of some users, as the lists of members tell them: an older row of a member names one
 * role and no departments. Each list is requested once. What was read stays where a request fails.
 * See docs/decisions/2026-11-26-lists-of-members.md.
 */
export class ListedGroups {
  readonly #kind: GroupKind;
  readonly #place: Place;
  readonly #groups = new Map<string, string[]>();
  readonly #asked = new Set<string>();
  readonly #read = new Set<string>();
  #isWhole = false;
  /** False once it is clear that the API has no such lists. */
  #isOffered = true;
  /** Why a list was not read, and what helps; null where none was refused. */
  refused: string | null = null;

  constructor(kind: GroupKind, place: Place) {
    this.#kind = kind;
    this.#place = place;
  }

  known(user_id: string): KnownGroups {
    return { ids: this.#of(user_id), isWhole: this.#isWhole, isRead: (id) => this.#read.has(id) };
  }

  /** All groups of the user, in order; null where they are not known. */
  all(user_id: string): readonly string[] | null {
    return this.#isWhole ? [...this.#of(user_id)].sort() : null;
  }

  /** Takes down what a row of the user tells. */
  readonly addKnown = (user_id: string | null, id: string): void => {
    if (user_id !== null) this.#add(user_id, id);
  };

  /** Reads which of the users are in these groups. Throws what asking throws, but no refusal. */
  async readNamed(ids: readonly string[], users: TextSet): Promise<void> {
    await this.#readAll(ids, users, () => this.#isOffered);
  }

  /**
   * Reads which of the users are in any other group of the organization, unless something was refused before: then
   * nothing is whole any more. Throws what asking throws, but no refusal.
   */
  async readOthers(users: TextSet): Promise<void> {
    if (users.size === 0 || this.refused !== null || this.#isWhole) return;
    const { list, plural } = this.#kind;
    const listed = await probeBy(this.#place.isGuard)(list(this.#place));
    if (!('answer' in listed)) return this.#refuse(`the ${plural}`, listed);
    await this.#readAll(
      listed.answer.map(({ id }) => id),
      users,
      () => this.refused === null,
    );
    this.#isWhole = this.refused === null;
  }

  #of(user_id: string): readonly string[] {
    return this.#groups.get(user_id) ?? [];
  }

  async #readAll(ids: readonly string[], users: TextSet, goesOn: () => boolean): Promise<void> {
    const open = [...new Set(ids)].filter((id) => !this.#asked.has(id));
    const { at_once } = this.#kind;
    for (let start = 0; start < open.length && goesOn(); start += at_once) {
      await Promise.all(open.slice(start, start + at_once).map((id) => this.#readOne(id, users)));
    }
  }

  async #readOne(id: string, users: TextSet): Promise<void> {
    this.#asked.add(id);
    const asked = await probeBy(this.#place.isGuard)(this.#readMembers(id, users));
    if ('answer' in asked) this.#read.add(id);
    else this.#refuse(`the members of ${id}`, asked);
  }

  async #readMembers(id: string, users: TextSet): Promise<void> {
    const isOpen = (user_id: string) => !this.#of(user_id).includes(id);
    // The list of a role has a page for each hundred members: for a few users it need not be read to its end.
    let open = users.size > FEW ? Infinity : [...users].filter(isOpen).length;
    if (open === 0) return;
    try {
      for await (const row of this.#kind.members(this.#place, id)) {
        const user_id = memberId({ ...row });
        if (users.has(user_id) && this.#add(user_id, id)) open -= 1;
        if (open === 0) return;
      }
    } catch (error) {
      if (!(error instanceof ApiError && error.code === this.#kind.not_found)) throw error;
    }
  }

  /** Returns false for what is known already. */
  #add(user_id: string, id: string): boolean {
    const groups = this.#groups.get(user_id);
    if (groups === undefined) this.#groups.set(user_id, [id]);
    else if (groups.includes(id)) return false;
    else groups.push(id);
    return true;
  }

  #refuse(what: string, asked: Unanswered): void {
    if ('missing' in asked) this.#isOffered = false;
    this.refused ??=
      'refused' in asked
        ? `${what} may not be read (${asked.refused}): sign in as a user who may read them`
        : `the API does not tell ${what} (${asked.missing}): those who run it can`;
  }
}
