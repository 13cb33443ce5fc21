import { AitronosError } from '../errors/api-errors.ts';

/** The longest time that Node's timers take: a longer one, and `Infinity`, would be over after a millisecond. */
const LONGEST_MS = 2 ** 31 - 1;

/** The milliseconds of an option of the library. Throws `AitronosError` (`BAD_OPTION`). */
export function checkMilliseconds(name: string, given: number): number {
  if (typeof given === 'number' && given >= 1 && given <= LONGEST_MS) return given;
  throw badOption(name, `milliseconds from 1 to ${LONGEST_MS} are`, given);
}

/** A whole number of an option of the library, `least` or more. Throws `AitronosError` (`BAD_OPTION`). */
export function checkWholeNumber(name: string, given: number, least: 0 | 1): number {
  if (Number.isSafeInteger(given) && given >= least) return given;
  throw badOption(name, `a whole number from ${least} is`, given);
}

/** A program without types can give anything. */
const badOption = (name: string, wanted: string, given: unknown): AitronosError =>
  new AitronosError(
    'BAD_OPTION',
    `${name}: ${wanted} wanted, not ${typeof given === 'number' ? given : typeof given}`,
  );
