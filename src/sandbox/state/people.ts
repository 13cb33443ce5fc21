import type { User } from '../../api/objects/user.ts';
import { Refusal } from '../refusal.ts';
import { wholeSeconds } from '../times.ts';
import type { ProjectedPerson } from './events/project-people.ts';
import type { State } from './events/projection.ts';
import {
  findFirstPerson,
  findFirstPersonByEmail,
  findFirstPersonByUserName,
  joinedAt,
  NAMED_PEOPLE,
  ORGANIZATION_ID,
} from './first-data.ts';
import type { Profile } from './profiles.ts';

/** The account states. `active` and `deactivated` are documented; the other two words are our choice. */
export const ACTIVE = 'active';
export const DEACTIVATED = 'deactivated';
export const INVITED = 'invited';
export const REMOVED = 'removed';

/** A present or former member: the object of the user endpoints, and the times that lists show. */
export interface Person {
  readonly user: User;
  readonly created_at: string;
  readonly joined_at: string | null;
  readonly last_modified_at: string;
  /** When they were added to a department alone, by its id; absent where they never were. */
  readonly entered?: ProjectedPerson['entered'];
  /** What they said of themselves; absent before they did. */
  readonly profile?: Partial<Profile>;
}

/** The person with this id, removed ones included. */
export function findPersonById({ users, projection }: State, user_id: string): Person | undefined {
  const first = findFirstPerson(user_id, users);
  const standing = projection.of(user_id);
  if (first) return applyChanges(first, standing);
  return standing?.invitation && createInvitedPerson(user_id, standing);
}

/** A person of the first data with the stored changes applied. */
export const applyChanges = (first: User, standing: ProjectedPerson | undefined): Person =>
  applyToFirstPerson(first, joinedAt(first.id), standing);

function applyToFirstPerson(first: User, joined_at: string, standing: ProjectedPerson | undefined): Person {
  if (!standing) return { user: first, created_at: joined_at, joined_at, last_modified_at: joined_at };
  const { account_state, role_ids, department_ids, invitation, invited_at, changed_at, entered, profile } =
    standing;
  const isInvited = account_state === INVITED;
  const invitedName = first.full_name ?? invitation?.full_name ?? null;
  const user: User = {
    ...first,
    full_name: profile?.full_name === undefined ? invitedName : profile.full_name,
    user_name: profile?.username ?? first.user_name,
    account_state,
    role_ids: [...(role_ids ?? first.role_ids)],
    department_ids: [...(department_ids ?? first.department_ids)],
    invitation_link: isInvited ? (invitation?.link ?? null) : null,
    invited_at: invited_at === undefined ? null : wholeSeconds(invited_at),
  };
  // deactivated_at stays null, as it does in the documented example of a deactivation.
  return {
    user,
    created_at: joined_at,
    joined_at: isInvited ? null : joined_at,
    last_modified_at: wholeSeconds(changed_at),
    ...(entered && { entered }),
    ...(profile && { profile }),
  };
}

/** Our choice: invited people have no user name yet. */
function createInvitedPerson(id: string, standing: ProjectedPerson): Person {
  const nobody: User = {
    id,
    full_name: null,
    email: standing.invitation?.email ?? '',
    user_name: null,
    account_state: INVITED,
    role_ids: [],
    department_ids: [],
    organization_id: ORGANIZATION_ID,
    invitation_link: null,
    invited_at: null,
    deactivated_at: null,
  };
  return applyToFirstPerson(nobody, wholeSeconds(standing.invited_at ?? standing.changed_at), standing);
}

/**
 * A member by id. Throws a `Refusal`: the code is documented for accounts only
 * (https://docs.aitronos.com/docs/api-reference/users/delete); its use here is our choice.
 */
export function requireMember(state: State, user_id: string): Person {
  const person = findPersonById(state, user_id);
  if (isPresent(person)) return person;
  throw noMember({ user_id });
}

/** The same by address, in any case. */
export function requireMemberByEmail(state: State, email: string): Person {
  const person = findPersonById(state, findIdByEmail(email, state) ?? '');
  if (isPresent(person)) return person;
  throw noMember({ email });
}

/** True for a member, false for a former one. */
export const isPresent = (person: Person | undefined): person is Person =>
  person !== undefined && person.user.account_state !== REMOVED;

const noMember = (details: Readonly<Record<string, string>>): Refusal =>
  new Refusal(404, 'USER_NOT_FOUND', 'The requested user could not be found.', details);

/** The id of the person with this address, removed ones included. */
export function findIdByEmail(email: string, { users, projection }: State): string | undefined {
  return findFirstPersonByEmail(email, users)?.id ?? projection.findInvitedId(email);
}

/** Whether another person has the user name. Our choice: a former member keeps it, and can be restored with it. */
export function isUserNameTaken(state: State, name: string, but: string): boolean {
  const renamed = [...state.projection.all()].filter(([, { profile }]) => profile?.username === name);
  const first = findFirstPersonByUserName(name, state.users);
  const ids = [...(first ? [first.id] : []), ...renamed.map(([id]) => id)];
  return ids.some((id) => id !== but && findPersonById(state, id)?.user.user_name === name);
}

/** True for the only owner left. */
export function isLastOwner(user: User, state: State): boolean {
  return (
    isOwner(user) &&
    !listPossibleOwners(state).some((id) => id !== user.id && isOwner(findPersonById(state, id)?.user))
  );
}

const isOwner = (user: User | undefined): boolean => user?.account_state === ACTIVE && hasOwnerRole(user);

/** True for every owner, active or not. */
export const hasOwnerRole = ({ role_ids }: User): boolean => role_ids.includes('role_owner');

function listPossibleOwners({ projection }: State): string[] {
  const promoted = [...projection.all()].filter(([, { role_ids }]) => role_ids?.includes('role_owner'));
  return [...NAMED_PEOPLE.map(({ id }) => id), ...promoted.map(([id]) => id)];
}
