import type { Context } from '../../../cli/context.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import { dateFormat } from '../../../runs/input/dates/date-format.ts';
import type { ReadingOptions } from '../../../runs/input/reading-options.ts';
import { readValue } from '../../../settings/precedence.ts';
import { isColumnSetting, SETTING_NAMES } from '../../../settings/settings.ts';
import { BadValue } from '../../../validation/bad-value.ts';
import { type ReadingFlags, readingOptions } from '../change/reading-flags.ts';
import { refuseTwoColumnsOfField, refuseUnknownColumnFields } from '../problems/unknown-field.ts';

/**
 * How the file of a call is to be read: what was typed, the stored columns, the time zone from wherever it comes, and
 * what counts as now.
 * Throws `CliError` (usage) for a `--now` that is no instant, a `--date-format` that is none, and a field of `--column`
 * that there is none of or that has two columns.
 */
export async function readingOfCall(context: Context, given: ReadingFlags): Promise<ReadingOptions> {
  refuseUnknownColumnFields(given);
  refuseTwoColumnsOfField(given);
  const { due, timeZone, dateFormat: format, now } = given;
  return {
    ...readingOptions(given),
    stored_columns: storedColumns(context),
    due: due === true,
    zone: context.setting('time-zone', timeZone).value,
    ...(now === undefined ? byThisClock(context) : { now: await instant(now, context) }),
    ...(format !== undefined && { dateFormat: readValue('--date-format', checkedFormat, format) }),
  };
}

/** What has come by a clock that may be wrong is held against the API's own time. */
const byThisClock = ({ environment, told }: Context): Pick<ReadingOptions, 'now' | 'onJudged'> => ({
  now: environment.clock.now(),
  onJudged: (time, hasCome) => told.judge(time, hasCome),
});

function storedColumns(context: Context): ReadonlyMap<string, string> {
  const names = SETTING_NAMES.filter(isColumnSetting);
  return new Map(
    names.flatMap((name) => {
      const { value } = context.setting(name);
      return value === null ? [] : [[name.slice('column.'.length), value] as const];
    }),
  );
}

async function instant(text: string, { environment }: Context): Promise<number> {
  const { millisecondsOf } = await import('../../../runs/input/due/calendar.ts');
  const found = millisecondsOf(text);
  if (found !== null) return found;
  const { meantInstants } = await import('../../../audit/meant-days.ts');
  const nearest = meantInstants(text, environment.clock.now());
  const { message } = new BadValue('an instant with an offset such as 2026-11-25T12:00:00Z', text, nearest);
  throw usageError(`--now: ${message}`);
}

/** The same text. Throws `BadValue` for one that is no form of dates. */
function checkedFormat(text: string): string {
  dateFormat(text);
  return text;
}
