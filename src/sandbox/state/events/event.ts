import { isObject } from '../../../validation/objects.ts';
import type { Capability } from '../capabilities.ts';
import type { Profile } from '../profiles.ts';

interface Made {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Who asked for it; absent in logs of before. */
  readonly actor_id?: string;
}

/** What can be done to a user, in the words of the audit log. */
export type UserAction =
  | 'invited'
  | 'updated'
  | 'deactivated'
  | 'reactivated'
  | 'removed'
  | 'deleted'
  | 'restored'
  | 'assigned'
  | 'unassigned'
  | 'membership_added'
  | 'membership_removed';

/** A change that was made to a user. What it leaves out is as it was before. */
export interface UserEvent extends Made {
  readonly kind?: undefined;
  readonly user_id: string;
  /** Absent in logs of before. */
  readonly action?: UserAction;
  /** From now on. */
  readonly account_state: string;
  readonly transferred_to_department_id: string | null;
  /** All of them, from now on. */
  readonly role_ids?: readonly string[];
  /** All of them, from now on. */
  readonly department_ids?: readonly string[];
  readonly invitation?: InvitationEvent;
  /** What the user said of themselves. */
  readonly profile?: Partial<Profile>;
  /** The role that was assigned or taken away. */
  readonly role_id?: string;
  /** The department that the user came into or left. */
  readonly department_id?: string;
}

export interface InvitationEvent {
  readonly email: string;
  readonly full_name: string | null;
  readonly link: string | null;
}

/** A change that was made to a department. What it leaves out is as it was before. */
export interface DepartmentEvent extends Made {
  readonly kind: 'department';
  readonly department_id: string;
  readonly action: 'created' | 'updated' | 'reparented' | 'deleted';
  readonly name?: string;
  readonly description?: string | null;
  readonly parent_id?: string | null;
}

/** A change that was made to a role. What it leaves out is as it was before. */
export interface RoleEvent extends Made {
  readonly kind: 'role';
  readonly role_id: string;
  readonly action: 'created' | 'updated' | 'deleted';
  readonly name?: string;
  readonly description?: string | null;
  readonly capabilities?: readonly Capability[];
}

/** One line of the log. */
export type ChangeEvent = UserEvent | DepartmentEvent | RoleEvent;

type Undated<E> = Omit<E, keyof Made>;

/** An event before it is stored. */
export type Change = Undated<UserEvent> | Undated<DepartmentEvent> | Undated<RoleEvent>;

/** The texts without which a line of each kind says nothing; a line about a user has no kind. */
const TEXTS: ReadonlyMap<unknown, readonly string[]> = new Map<unknown, readonly string[]>([
  [undefined, ['at', 'user_id', 'account_state']],
  ['department', ['at', 'department_id', 'action']],
  ['role', ['at', 'role_id', 'action']],
]);

/** Thrown for a line of a kind that this version does not know; its message says which. */
export class UnknownKind extends Error {}

/** Reads one line of the log. Throws `UnknownKind`, and any other error for what is no line of a log. */
export function readEvent(record: unknown): ChangeEvent {
  if (!isObject(record)) throw new Error('not an object');
  const texts = TEXTS.get(record['kind']);
  if (!texts) throw new UnknownKind(`a kind of change that is not known here: ${record['kind']}`);
  if (!texts.every((name) => typeof record[name] === 'string')) throw new Error('incomplete');
  // The log is the sandbox's own: it is written from `ChangeEvent`s only.
  return record as unknown as ChangeEvent;
}
