import type { Profile } from '../state/profiles.ts';
import { type Body, invalidField, readNullableText, refuseUnknownFields } from './request-fields.ts';

/** The most characters of each field; our choice for the last three. */
const LONGEST: Readonly<Record<keyof Profile, number>> = {
  username: 100,
  full_name: 255,
  first_name: 255,
  last_name: 255,
  gender: 50,
  timezone: 100,
  post_code: 20,
  birthday: 10,
  country_id: 100,
  profile_image: 2_000,
};
const FIELDS = Object.keys(LONGEST).filter((name): name is keyof Profile => Object.hasOwn(LONGEST, name));

/**
 * Reads a change of a profile at `now` (ms since 1970). Throws a `Refusal` (422), also for an address, which cannot be
 * changed. Our choice: null empties every field but the user name, and a name is not empty.
 * https://docs.aitronos.com/docs/api-reference/authentication/user-management/update-profile
 */
export function readProfile(body: Body, now: number): Partial<Profile> {
  refuseUnknownFields(body, FIELDS);
  const given = FIELDS.filter((field) => body[field] !== undefined);
  const read = given.map((field) => [field, readField(body, field, now)] as const);
  return Object.fromEntries(read);
}

function readField(body: Body, field: keyof Profile, now: number): string | null {
  const value = readNullableText(body, field, LONGEST[field]) ?? null;
  const fault = faultOf(field, value, now);
  if (fault !== undefined) throw invalidField(field, `The field ${field} ${fault}.`);
  return value;
}

function faultOf(field: keyof Profile, value: string | null, now: number): string | undefined {
  if (field === 'username' && !/^[a-z0-9._-]{3,}$/.test(value ?? '')) {
    return 'must have 3 to 100 characters of a-z, 0-9, ".", "_" and "-"';
  }
  if (value === null) return undefined;
  if (field.endsWith('_name') && value.trim() === '') return 'must not be empty';
  if (field === 'birthday' && !isPastDay(value, now)) return 'must be a past day, such as 1990-12-31';
  if (field === 'country_id' && !/^country_\w+$/.test(value)) return 'must be the id of a country';
  return undefined;
}

function isPastDay(value: string, now: number): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const begin = Date.parse(`${value}T00:00:00Z`);
  // A day that no month has, such as February 30, is taken for one of the next month.
  const isDay = !Number.isNaN(begin) && new Date(begin).toISOString().startsWith(value);
  return isDay && begin < now;
}
