import { findRun } from '../../runs/journal/find-run.ts';
import { runIds } from '../../runs/journal/run-folders.ts';
import { secondInId } from '../../runs/journal/run-paths.ts';
import { newestRun } from '../../runs/list/newest-run.ts';
import { isRunId } from '../../validation/ids.ts';
import { endsTooEarly, readTimeAnywhere } from '../read-time.ts';

/** What a call asks a report of: runs by id, a period, or neither. */
export interface ReportRequest extends PeriodRequest {
  readonly ids: readonly string[];
}

export interface ChosenRuns {
  readonly ids: readonly string[];
  /** Null where the runs were named. */
  readonly period: ReportPeriod | null;
  readonly words: string;
  /** Whether a run that is not there would be one of them, by what its id says. */
  readonly isMeant: (run_id: string) => boolean;
}

/**
 * Finds the runs of a report by what their ids say; those of a period have to be asked when they began. Throws
 * `CliError` where a named run is not there, or a period ends before it begins.
 */
export async function chooseRuns(runs: string, request: ReportRequest): Promise<ChosenRuns> {
  const { ids, since, until } = request;
  if (since === null && until === null) {
    const named = ids.length === 0 ? [newestRun(runs)] : ids.map((id) => findRun(runs, id));
    const words = ids.length === 0 ? 'the newest run' : 'runs by id';
    const isMeant = (id: string) => ids.length === 0 && named.every((newest) => id > newest);
    return { ids: [...new Set(named)].sort(), period: null, words, isMeant };
  }
  const period = reportPeriod(request);
  const near = runIds(runs).filter((id) => isRunId(id) && mayHaveBegun(id, period, DRAFT_MS));
  const isMeant = (id: string) => mayHaveBegun(id, period);
  return { ids: near.reverse(), period, words: period.words, isMeant };
}

/** A run's id has the second at which its draft was made; checking its rows and asking the user may take a while. */
export const DRAFT_MS = 24 * 60 * 60_000;

/** Of a run that does not say when it began, its id does. `margin_ms`: how long before that its draft may be made. */
export function mayHaveBegun(run_id: string, { first, last }: ReportPeriod, margin_ms = 0): boolean {
  const made = timeOfId(run_id);
  return made === null || (made >= first - margin_ms && made <= last);
}

/** The time in a run id in milliseconds since 1970; null where it has none. */
export function timeOfId(id: string): number | null {
  const time = Date.parse(secondInId(id));
  return Number.isNaN(time) ? null : time;
}

/** A period in milliseconds since 1970, both ends included, and what was asked for in words. */
export interface ReportPeriod {
  /** Its ends where days begin first, and where they end last. */
  readonly first: number;
  readonly last: number;
  readonly words: string;
  /** Whether a time lies in it. Throws `CliError` (usage) where that depends on a zone and none is known. */
  readonly contains: (time: number) => boolean;
}

/** A period that is asked for: days or instants, null for an open side. */
interface PeriodRequest {
  readonly since: string | null;
  readonly until: string | null;
  /** Where days begin and end; null where no zone is known. */
  readonly zone: string | null;
  /** The time of the call, in milliseconds since 1970. */
  readonly now: number;
}

/**
 * The period from the beginning of `since` to the end of `until`. Throws `CliError` (usage) for what is no time, and
 * for a period that ends before it begins.
 */
function reportPeriod({ since, until, zone, now }: PeriodRequest): ReportPeriod {
  const from = since === null ? null : readTimeAnywhere('--since', since, zone, now);
  const to = until === null ? null : readTimeAnywhere('--until', until, zone, now);
  const first = from?.earliest.first ?? Number.NEGATIVE_INFINITY;
  const last = to?.latest.last ?? Number.POSITIVE_INFINITY;
  if (from !== null && to !== null && from.earliest.first > to.earliest.last) {
    throw endsTooEarly(since, until);
  }
  const words = [since === null ? '' : `since ${since}`, until === null ? '' : `until ${until}`];
  return {
    first,
    last,
    words: `runs ${words.filter((part) => part !== '').join(' ')}${zone === null ? '' : ` (days in ${zone})`}`,
    contains(time) {
      if (time < first || time > last) return false;
      if (from !== null && time < from.latest.first) from.needZone();
      if (to !== null && time > to.earliest.last) to.needZone();
      return true;
    },
  };
}
