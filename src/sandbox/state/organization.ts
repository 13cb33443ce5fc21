import type { User } from '../../api/user.ts';
import type { Clock } from '../../system/clock.ts';
import type { Capability } from './capabilities.ts';
import { countMembers, type MemberCounts } from './counts.ts';
import { countDepartmentMembers, findDepartment, type SandboxDepartment } from './departments.ts';
import type { ChangeEvent } from './events/event.ts';
import type { EventStore } from './events/event-store.ts';
import type { State } from './events/projection.ts';
import { Listing, type Selection } from './listing.ts';
import { findPersonById, type Person, requireMember } from './people.ts';
import { PeopleCache } from './people-cache.ts';
import { type Permissions, permissionsOf, requireCapability } from './permissions.ts';
import { countRoleMembers, findRole, type SandboxRole } from './roles.ts';

/** The current organization: the first data with the stored changes applied. */
export class Organization {
  readonly #events: EventStore;
  readonly #users: number | undefined;
  readonly #clock: Clock;
  readonly #roster = new PeopleCache();
  readonly #listing = new Listing();

  /** `users` takes precedence over the size in the log. */
  constructor(changes: EventStore, users: number | undefined, clock: Clock) {
    this.#events = changes;
    this.#users = users;
    this.#clock = clock;
  }

  /** A present or former member. */
  person(user_id: string): Person | undefined {
    return findPersonById(this.#state(), user_id);
  }

  /** A member; throws a `Refusal` (404) when there is none. */
  user(user_id: string): User {
    return this.member(user_id).user;
  }

  /** A member with the times that lists show; throws a `Refusal` (404) when there is none. */
  member(user_id: string): Person {
    return requireMember(this.#state(), user_id);
  }

  /** The capabilities of a member, and their scope. */
  permissions(user_id: string): Permissions {
    return permissionsOf(this.user(user_id));
  }

  /** Throws a `Refusal` (403) for a member without any of these capabilities. */
  requireCapability(user_id: string, needed: readonly Capability[]): void {
    requireCapability(this.person(user_id)?.user, needed);
  }

  /** Throws a `Refusal` (404) when there is none. */
  department(department_id: string): SandboxDepartment {
    return findDepartment(this.departments(), department_id);
  }

  /** Throws a `Refusal` (404) when there is none. */
  role(role_id: string): SandboxRole {
    return findRole(this.roles(), role_id);
  }

  departments(): readonly SandboxDepartment[] {
    return countDepartmentMembers(this.#counts());
  }

  roles(): readonly SandboxRole[] {
    return countRoleMembers(this.#counts());
  }

  /** The selected people, in order. */
  select(selection: Selection): readonly Person[] {
    return this.#listing.select(this.#roster.people(this.#state()), selection);
  }

  /** The members with the role, deactivated ones included. Our choice: in the order in which they joined. */
  withRole(role_id: string): readonly Person[] {
    return this.#roster.people(this.#state()).filter(({ user }) => user.role_ids.includes(role_id));
  }

  /** The members of the department, deactivated ones included. Our choice: in the order in which they joined. */
  inDepartment(department_id: string): readonly Person[] {
    return this.#roster
      .people(this.#state())
      .filter(({ user }) => user.department_ids.includes(department_id));
  }

  /**
   * Stores the change that `decide` returns for the locked state and `at` (ISO 8601, UTC). Rejects with what it
   * throws.
   */
  change(decide: (state: State, at: string) => ChangeEvent): Promise<ChangeEvent> {
    return this.#events.make((state) =>
      decide(this.#sized(state), new Date(this.#clock.now()).toISOString()),
    );
  }

  #counts(): MemberCounts {
    return countMembers(this.#state());
  }

  #state(): State {
    return this.#sized(this.#events.read());
  }

  #sized(state: State): State {
    return this.#users === undefined ? state : { ...state, users: this.#users };
  }
}
