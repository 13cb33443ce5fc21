import { badOption, kindOf, requireOptions } from './bad-option.ts';
import { OF_A_CALL } from './checked-options.ts';

/** What some fields of a method have to be. */
export type Needs<T> = { readonly [Name in keyof T]?: keyof typeof KINDS };

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isNone = (value: unknown): boolean => value === undefined || value === null;

const KINDS = {
  text: isText,
  'text or null': (value: unknown) => isText(value) || value === null,
  'text or none': (value: unknown) => isText(value) || isNone(value),
  'a list': Array.isArray,
  'a number': (value: unknown) => typeof value === 'number',
  'a list with something in it, or none': (value: unknown) =>
    value === undefined || (Array.isArray(value) && value.length > 0),
} as const;

/**
 * Fields without which a change might be made otherwise than was meant: resources that move nowhere, roles that are all
 * taken away. Throws `AitronosError` (`BAD_OPTION`) where one is missing, and for an option of the call among them: its
 * signal would stop nothing.
 */
export function checkNeeds<T extends object>(what: string, given: T, needs: Needs<T>): T {
  requireOptions(what, given);
  for (const name in OF_A_CALL) {
    if (!Object.hasOwn(given, name)) continue;
    throw badOption(`${what}: ${name} is an option of the call: it belongs in the next argument`);
  }
  for (const name in needs) {
    // Some programs add to what every object inherits.
    const wanted = Object.hasOwn(needs, name) ? needs[name] : undefined;
    const value: unknown = given[name];
    if (wanted === undefined || KINDS[wanted](value)) continue;
    throw badOption(`${what}: ${name}: expected ${wanted}, got ${shown(value)}`);
  }
  return given;
}

const shown = (value: unknown): string => {
  if (value === '') return 'an empty text';
  return Array.isArray(value) && value.length === 0 ? 'an empty list' : kindOf(value);
};

/** The same where nothing but the ids of the path is needed, which are looked at there. */
export const checkObject = <T extends object>(what: string, given: T): T => checkNeeds(what, given, {});
