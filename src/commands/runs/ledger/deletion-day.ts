import { readTimeAnywhere } from '../../../audit/read-time.ts';
import type { Context } from '../../../cli/context.ts';
import { usageError } from '../../../errors/cli-errors.ts';

/** Whether a time, in milliseconds since 1970, lies before the day that a call names. */
export type IsBefore = (time: number) => boolean;

/**
 * Reads `--before`. A day needs a zone, unless each run lies before it everywhere on earth, or nowhere: what is
 * returned throws `CliError` (usage) at a run that does not, as this does for a text that is no time.
 */
export function readBefore(
  context: Context,
  { before, timeZone }: { readonly before?: string | undefined; readonly timeZone?: string | undefined },
): IsBefore {
  if (before === undefined) {
    const example = 'aitronos runs delete --before 2026-01-01 --dry-run';
    throw usageError('runs delete wants --before <date>', example);
  }
  const zone = context.setting('time-zone', timeZone).value;
  const now = context.environment.clock.now();
  const { earliest, latest, needZone } = readTimeAnywhere('--before', before, zone, now);
  return (begun) => {
    if (begun < earliest.first) return true;
    return begun < latest.first ? needZone() : false;
  };
}
