import { AitronosError } from '../../errors/api-errors.ts';

/** The error of the library for what a program gave it. */
export const badOption = (message: string): AitronosError => new AitronosError('BAD_OPTION', message);

/** What a value is, in words that quote nothing of it. */
export const kindOf = (given: unknown): string =>
  given === null ? 'null' : Array.isArray(given) ? 'a list' : typeof given;
