import type { MemberStatus } from '../../api/members.ts';
import { ORGANIZATION_ID } from './first-data.ts';
import { ACTIVE, DEACTIVATED, INVITED } from './people.ts';

type Status = Readonly<MemberStatus>;

const createStatus = (order: number, name: string, description: string, color: string): Status => ({
  id: `status_${name.toLowerCase()}`,
  name,
  description,
  color,
  is_base_status: true,
  order,
  organization_id: ORGANIZATION_ID,
});

const DELETED = createStatus(4, 'Deleted', 'No member any more', '#999999');

/** Names and ids are documented; that they go with these account states, and the rest, is our choice. */
const BY_STATE: ReadonlyMap<string, Status> = new Map([
  [ACTIVE, createStatus(1, 'Active', 'Can sign in', '#33AA66')],
  [DEACTIVATED, createStatus(2, 'Inactive', 'Cannot sign in', '#AA3333')],
  [INVITED, createStatus(3, 'Pending', 'Was invited and has not joined yet', '#CCAA33')],
]);

/** The statuses that a member can have. */
export const STATUSES: readonly Status[] = [...BY_STATE.values()];

/** The status of an account state in lists; removed people have "Deleted". */
export const statusOf = (account_state: string): Status => BY_STATE.get(account_state) ?? DELETED;

/** True for a status that can be assigned. */
export const isSelectable = (one: Status): boolean => one !== DELETED;

/** The statuses that can be set: a user is pending by an invitation only, our choice. */
export const ASSIGNABLE = ['status_active', 'status_inactive'] as const;
export type AssignableStatus = (typeof ASSIGNABLE)[number];
