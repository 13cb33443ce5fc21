import type { User } from '../../api/objects/user.ts';

/**
 * What users say of themselves.
 * https://docs.aitronos.com/docs/api-reference/authentication/user-management/update-profile
 */
export interface Profile {
  readonly username: string | null;
  readonly full_name: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly birthday: string | null;
  readonly gender: string | null;
  readonly timezone: string | null;
  readonly country_id: string | null;
  readonly post_code: string | null;
  readonly profile_image: string | null;
}

/** A person, and what that person said. */
interface Profiled {
  readonly user: User;
  readonly profile?: Partial<Profile>;
}

/**
 * The whole profile of a person, in the order of an account's fields. Our choice: a full name that has no parts yet is
 * split at its first blank.
 */
export function profileOf({ user, profile }: Profiled): Profile {
  const { user_name: username, full_name } = user;
  return {
    username,
    full_name,
    ...splitName(full_name),
    birthday: null,
    profile_image: null,
    timezone: null,
    country_id: null,
    post_code: null,
    gender: null,
    ...profile,
  };
}

const splitName = (full_name: string | null): Pick<Profile, 'first_name' | 'last_name'> => {
  const [first_name, ...rest] = full_name?.split(' ') ?? [];
  return { first_name: first_name || null, last_name: rest.join(' ') || null };
};

/**
 * The fields with all three names where one of them is given. Our choice: a full name is split, and a first or last
 * name makes the full one anew.
 */
export function completeNames(before: Profile, given: Partial<Profile>): Partial<Profile> {
  const { full_name, first_name, last_name } = given;
  if (first_name === undefined && last_name === undefined) {
    return full_name === undefined ? given : { ...given, ...splitName(full_name) };
  }
  const names = {
    first_name: first_name === undefined ? before.first_name : first_name,
    last_name: last_name === undefined ? before.last_name : last_name,
  };
  const joined = [names.first_name, names.last_name].filter((name) => name !== null).join(' ') || null;
  return { ...given, ...names, full_name: full_name === undefined ? joined : full_name };
}
