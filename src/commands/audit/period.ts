import { endsTooEarly, readTime } from '../../audit/read-time.ts';
import type { Context } from '../../cli/context.ts';

export interface PeriodFlags {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly timeZone?: string | undefined;
}

/** The first and the last millisecond of a period, since 1970; null where it has no begin or no end. */
export interface Period {
  readonly first: number | null;
  readonly last: number | null;
}

/**
 * Reads `--since` and `--until`, both of which count: a day to its end, in the zone of `--time-zone`, its variable or
 * the stored one. Throws `CliError` (usage) for what is no time, for a day without a zone, and for an end before the
 * begin.
 */
export function readPeriod(context: Context, { since, until, timeZone }: PeriodFlags): Period {
  if (since === undefined && until === undefined) return { first: null, last: null };
  const now = context.environment.clock.now();
  const zone = context.setting('time-zone', timeZone).value;
  const first = since === undefined ? null : readTime('--since', since, zone, now).first;
  const last = until === undefined ? null : readTime('--until', until, zone, now).last;
  if (first !== null && last !== null && first > last) throw endsTooEarly(since, until);
  return { first, last };
}
