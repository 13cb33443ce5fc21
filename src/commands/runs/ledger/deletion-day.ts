import type { Context } from '../../../cli/context.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import { typedTime } from '../../../runs/input/due/typed-times.ts';
import { readTime } from '../../audit/period.ts';

/** Where a day begins first, and where it begins last. */
const EARLIEST = '+14:00';
const LATEST = '-12:00';

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
    throw usageError(
      'runs delete wants --before <date>',
      'aitronos runs delete --before 2026-01-01 --dry-run',
    );
  }
  const zone = context.setting('time-zone', timeZone).value;
  const known = () => readTime('--before', before, zone).first;
  const [first, last] = [typedTime(before.trim(), EARLIEST), typedTime(before.trim(), LATEST)];
  if (zone !== null || typeof first === 'string' || typeof last === 'string') {
    const time = known();
    return (begun) => begun < time;
  }
  return (begun) => {
    if (begun < first.first) return true;
    return begun < last.first ? begun < known() : false;
  };
}
