import { wholeSeconds } from '../../times.ts';
import {
  type DepartmentRecord,
  departmentRecord,
  FIRST_DEPARTMENTS,
  FIRST_ROLES,
  type RoleRecord,
  roleRecord,
} from '../first-groups.ts';
import type { ChangeEvent, DepartmentEvent, RoleEvent, UserEvent } from './event.ts';
import { applyToPerson, type ProjectedPerson } from './project-people.ts';

/** A change, and what it changed as it was before; for a user of the first data, undefined before the first change. */
export type PastChange =
  | { readonly event: UserEvent; readonly before: ProjectedPerson | undefined }
  | {
      readonly kind: 'department';
      readonly event: DepartmentEvent;
      readonly before: DepartmentRecord | undefined;
    }
  | { readonly kind: 'role'; readonly event: RoleEvent; readonly before: RoleRecord | undefined };

/** What all changes add up to. Taking one more costs the same however many there were. */
export class Projection {
  readonly #people = new Map<string, ProjectedPerson>();
  readonly #byAddress = new Map<string, string>();
  readonly #departments = new Map(FIRST_DEPARTMENTS.map((one) => [one.id, one]));
  readonly #roles = new Map(FIRST_ROLES.map((one) => [one.id, one]));
  readonly #history: PastChange[] = [];
  #invitations = 0;

  take(event: ChangeEvent): void {
    this.#history.push(this.#apply(event));
  }

  #apply(event: ChangeEvent): PastChange {
    if (event.kind === 'department') {
      const before = this.#departments.get(event.department_id);
      this.#departments.set(event.department_id, applyToDepartment(before, event));
      return { kind: 'department', event, before };
    }
    if (event.kind === 'role') {
      const before = this.#roles.get(event.role_id);
      this.#roles.set(event.role_id, applyToRole(before, event));
      return { kind: 'role', event, before };
    }
    const before = this.#people.get(event.user_id);
    this.#people.set(event.user_id, applyToPerson(before, event));
    if (event.invitation) {
      this.#invitations += 1;
      this.#byAddress.set(event.invitation.email.toLowerCase(), event.user_id);
    }
    return { event, before };
  }

  of(user_id: string): ProjectedPerson | undefined {
    return this.#people.get(user_id);
  }

  /** Every person with at least one change. */
  all(): Iterable<readonly [user_id: string, standing: ProjectedPerson]> {
    return this.#people;
  }

  /** Every department by id, deleted ones included, in the order in which they came. */
  get departments(): ReadonlyMap<string, DepartmentRecord> {
    return this.#departments;
  }

  /** Every role by id, deleted ones included, in the order in which they came. */
  get roles(): ReadonlyMap<string, RoleRecord> {
    return this.#roles;
  }

  /** The user who was invited under this address, written in any case. */
  findInvitedId(email: string): string | undefined {
    return this.#byAddress.get(email.toLowerCase());
  }

  /** How many changes there were. */
  get count(): number {
    return this.#history.length;
  }

  /** How many invitations there were. */
  get invitations(): number {
    return this.#invitations;
  }

  /** All changes, the oldest first. */
  get history(): readonly PastChange[] {
    return this.#history;
  }

  /** The users whom the changes after the first `count` are about, in order. */
  listChangedSince(count: number): readonly string[] {
    return this.#history
      .slice(count)
      .flatMap(({ event }) => (event.kind === undefined ? [event.user_id] : []));
  }
}

/** What has changed since the first data. */
export interface State {
  /** The size the organization was made with; null: the named people only. */
  readonly users: number | null;
  readonly projection: Projection;
}

function applyToDepartment(before: DepartmentRecord | undefined, event: DepartmentEvent): DepartmentRecord {
  const { department_id: id, action, name, description, parent_id } = event;
  const made = { created_by: event.actor_id ?? null, created_at: wholeSeconds(event.at) };
  return {
    ...(before ?? departmentRecord(id, id, made)),
    is_deleted: action === 'deleted',
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(parent_id !== undefined && { parent_id }),
  };
}

function applyToRole(before: RoleRecord | undefined, event: RoleEvent): RoleRecord {
  const { role_id: id, action, name, description, capabilities } = event;
  return {
    ...(before ?? { ...roleRecord(id, id, [], true), created_at: wholeSeconds(event.at) }),
    is_deleted: action === 'deleted',
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(capabilities !== undefined && { capabilities }),
  };
}
