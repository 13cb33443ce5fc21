import { AitronosError } from '../../errors/api-errors.ts';

/** The error of the library for what a program gave it. */
export const badOption = (message: string): AitronosError => new AitronosError('BAD_OPTION', message);

/** What a value is, in words that quote nothing of it. */
export const kindOf = (given: unknown): string =>
  given === null ? 'null' : Array.isArray(given) ? 'a list' : typeof given;

/** Refuses what is no object of options, such as a list. Throws `AitronosError` (`BAD_OPTION`). */
export function requireOptions(what: string, given: unknown): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw badOption(`${what}: expected an object, got ${kindOf(given)}`);
}
