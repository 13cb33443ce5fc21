import type { User } from '../../../api/objects/user.ts';
import type { Change, UserAction, UserEvent } from '../events/event.ts';
import type { State } from '../events/projection.ts';
import { REMOVED } from '../people.ts';

/** Decides about a change that `actor_id` asks for: returns the event to store, or throws a `Refusal`. */
export type Command = (state: State, actor_id: string) => Change;

/** The id of who or what a change is about. */
export function changedId(change: Change): string {
  if (change.kind === 'department') return change.department_id;
  return change.kind === 'role' ? change.role_id : change.user_id;
}

/** A change of a user whose resources stay where they are; the account is as it was, unless `more` says else. */
export const userUpdate = (
  action: UserAction,
  { id: user_id, account_state }: User,
  more: Partial<UserEvent> = {},
): Change => ({ action, user_id, account_state, transferred_to_department_id: null, ...more });

/** What ends a membership. Our choice: who is no member holds no role and is in no department meanwhile. */
export const REMOVAL = { account_state: REMOVED, role_ids: [], department_ids: [] } as const;

/** Nothing is ever taken out of the log, so no id comes twice. */
export const numberedId = (prefix: string, number: number): string =>
  `${prefix}${String(number).padStart(6, '0')}`;
