import type { User } from '../../api/objects/user.ts';
import type { Clock } from '../../system/time/clock.ts';
import { type AuditFilter, type AuditPage, viewAuditLog } from './audit/audit-log.ts';
import type { Capability } from './capabilities.ts';
import { type Command, changedId } from './commands/command.ts';
import {
  requireDepartment,
  type SandboxDepartment,
  viewDepartments,
  withDescendants,
} from './departments.ts';
import type { EventStore } from './events/event-store.ts';
import type { State } from './events/projection.ts';
import { type InvitationKey, type PendingInvitation, requireInvitation } from './invitations.ts';
import { Listing, type RoleNames, type Selection } from './listing.ts';
import {
  findIdByEmail,
  findPersonById,
  isPresent,
  type Person,
  requireMember,
  requireMemberByEmail,
} from './people.ts';
import { PeopleCache } from './people-cache.ts';
import { type Permissions, permissionsOf, requireCapability } from './permissions.ts';
import { requireRole, roleName, type SandboxRole, viewRoles } from './roles.ts';

/** The organization as it stands: the first data, and what was changed since. */
export class Organization {
  readonly #events: EventStore;
  readonly #users: number | undefined;
  readonly #clock: Clock;
  readonly #roster = new PeopleCache();
  readonly #listing = new Listing();

  /** `users`, when given, wins over the size that the changes were begun with. */
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

  /** Whether there is such a member. */
  isMember(user_id: string): boolean {
    return isPresent(this.person(user_id));
  }

  /** A member with the times that lists show; throws a `Refusal` (404) when there is none. */
  member(user_id: string): Person {
    return requireMember(this.#state(), user_id);
  }

  /** The member with this address, in any case; throws a `Refusal` (404) when there is none. */
  memberByEmail(email: string): Person {
    return requireMemberByEmail(this.#state(), email);
  }

  /** Whether there is an account with this address, in any case. */
  hasAccount(email: string): boolean {
    return findIdByEmail(email, this.#state()) !== undefined;
  }

  /** A pending invitation; throws a `Refusal` (404) when there is none. */
  invitation(key: InvitationKey): PendingInvitation {
    return requireInvitation(this.#state(), key);
  }

  /** What a user may do, and where. */
  permissions(user_id: string): Permissions {
    return permissionsOf(this.#state(), this.user(user_id));
  }

  /** Throws a `Refusal` (403) for a user who holds none of these capabilities. */
  requireCapability(user_id: string, needed: readonly Capability[]): void {
    requireCapability(this.#state(), user_id, needed);
  }

  /** Throws a `Refusal` (404) when there is none. */
  department(department_id: string): SandboxDepartment {
    requireDepartment(this.#state(), department_id);
    return this.departments().find(({ id }) => id === department_id) ?? unlisted(department_id);
  }

  /** Throws a `Refusal` (404) when there is none. */
  role(role_id: string): SandboxRole {
    requireRole(this.#state(), role_id);
    return this.roles().find(({ id }) => id === role_id) ?? unlisted(role_id);
  }

  departments(): readonly SandboxDepartment[] {
    return viewDepartments(this.#state());
  }

  roles(): readonly SandboxRole[] {
    return viewRoles(this.#state());
  }

  /** The selected people, in order. */
  select(selection: Selection): readonly Person[] {
    return this.#listing.select(this.#roster.people(this.#state()), selection, this.roleName);
  }

  /** All members, in the order in which they joined. */
  members(): readonly Person[] {
    return this.#roster.people(this.#state()).filter(isPresent);
  }

  /** Who has the role, deactivated or not, in the order in which they came: our choice. */
  withRole(role_id: string): readonly Person[] {
    return this.#roster.people(this.#state()).filter(({ user }) => user.role_ids.includes(role_id));
  }

  /** Who is in the department, deactivated or not, in the order in which they came: our choice. */
  inDepartment(department_id: string): readonly Person[] {
    const people = this.#roster.people(this.#state());
    return people.filter(({ user }) => user.department_ids.includes(department_id));
  }

  /** What was changed, as far as the filter lets through, the newest first: a part of it, or all. */
  auditLog(filter: AuditFilter, part?: { readonly skip: number; readonly limit: number }): AuditPage {
    return viewAuditLog(this.#state(), filter, part);
  }

  /** The name of a role; its id where there is none. */
  readonly roleName: RoleNames = (role_id) => roleName(this.#state(), role_id);

  /** The ids of these departments and of all their descendants; throws a `Refusal` (404) for one that is not there. */
  withDescendants(department_ids: readonly string[]): readonly string[] {
    const state = this.#state();
    for (const id of department_ids) requireDepartment(state, id);
    return withDescendants(state, department_ids);
  }

  /**
   * Stores the change that `command` decides on for the locked state, and answers with what `answer` says of who or
   * what was changed, as they are after this change and before any other. Rejects with what both throw.
   */
  change<T>(actor_id: string, command: Command, answer: (id: string) => T): Promise<T> {
    const decide = (state: State) => {
      const at = new Date(this.#clock.now()).toISOString();
      return { at, actor_id, ...command(this.#sized(state), actor_id) };
    };
    return this.#events.make(decide, (event) => answer(changedId(event)));
  }

  #state(): State {
    return this.#sized(this.#events.read());
  }

  #sized(state: State): State {
    return this.#users === undefined ? state : { ...state, users: this.#users };
  }
}

/** Every department and role that is not deleted is in its list. */
function unlisted(id: string): never {
  throw new Error(`${id} is in no list`);
}
