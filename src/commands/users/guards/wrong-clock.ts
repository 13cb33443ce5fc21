import type { Context } from '../../../cli/context.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import { spanText } from '../../../text/durations.ts';

/**
 * Refuses dates that have come by the clock of this machine alone: where that is wrong, everybody would be gone. Warns
 * of those that have come by the API's alone. Throws `CliError` (usage). `name`: of the file.
 */
export async function refuseWrongClock({ told, environment, io }: Context, name: string): Promise<void> {
  const now = environment.clock.now();
  const early = told.tooEarly(now);
  if (early !== null) {
    const { here, there } = early;
    throw usageError(
      `the clock of this machine, ${iso(here)}, is ${apart(early)} ahead of the API's: a date of ${name} ` +
        `has come by it, and has not by the API's: nothing was sent`,
      `set the clock; or say what counts as now: --now ${iso(there)}`,
    );
  }
  const late = told.tooLate(now);
  if (late === null) return;
  await io.warn(
    `the clock of this machine, ${iso(late.here)}, is ${apart(late)} behind the API's: a date of ${name} ` +
      `has come by the API's, and counts as one to come`,
  );
}

// The API tells whole seconds.
const apart = ({ here, there }: { readonly here: number; readonly there: number }): string =>
  spanText(Math.abs(here - there) / 1000 + 1);

const iso = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
