import { leftText, waitText } from '../text/durations.ts';
import type { Rate } from '../validation/numbers.ts';
import type { Limiter } from './rate-limit/gate.ts';
import type { Pace } from './rate-limit/named-pace.ts';

/** How far a run is. Times in ms of the clock that is never set. */
export interface Standing {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** Rows that may have happened: without an answer, or with one that cannot be used. */
  readonly unknown: number;
  /** Rows whose last attempt failed and that are sent again. */
  readonly retried: number;
  /** Rows a second, as of now; null before the first one. */
  readonly per_second: number | null;
  readonly now: number;
  readonly waiting: ReturnType<Limiter['waiting']>;
}

/** `41 of 202 done, 0 failed, 2 being retried, 20.5/s, 8 s left`, and why it waits. */
export function progressText(standing: Standing): string {
  const { total, done, failed, unknown, retried, per_second } = standing;
  const parts = [`${done} of ${total} done`, `${failed} failed`];
  if (unknown > 0) parts.push(`${unknown} unknown`);
  if (retried > 0) parts.push(`${retried} being retried`);
  if (per_second !== null) {
    // More digits than three would be shown as a power of ten.
    const rate = per_second < 100 ? per_second.toPrecision(3) : Math.round(per_second);
    parts.push(`${rate}/s`, `${leftText((total - done) / per_second)} left`);
  }
  return [...parts, ...waitingText(standing)].join(', ');
}

/** Waits that are the pace are told as such; others from a second on. */
export function waitingText({ waiting, now }: Pick<Standing, 'waiting' | 'now'>): string[] {
  if (waiting === null) return [];
  const { until, why, pace } = waiting;
  const left = until - now >= 1000 ? `${waitText((until - now) / 1000)}` : null;
  switch (why) {
    case 'paced':
      return [`waiting ${left === null ? '' : `${left} `}for the API's limit${paceText(pace)}`];
    case 'rate':
      return [`as fast as --rate says${paceText(pace)}`];
    case 'rate-limited':
      return left === null ? [] : [`waiting ${left}: the API refused one for its rate limit`];
    case 'silent':
      return left === null ? [] : [`waiting ${left}: the API does not answer`];
  }
}

/** The figure with whose it is: what was told is repeated as it was told, and what was measured is called so. */
function paceText(pace: Pace | null): string {
  switch (pace?.by) {
    case 'rate':
      return `, ${rateText(pace.rate)}`;
    case 'told': {
      const { count, unit } = pace.limit;
      return unit === null ? ` of ${count}` : `, ${count}/${unit}`;
    }
    case 'measured':
      return `, about ${Number(pace.per_minute.toPrecision(2))}/min as measured`;
    case undefined:
      return '';
  }
}

const rateText = ({ count, per_ms }: Rate) => `${count}/${per_ms === 1000 ? 's' : 'min'}`;
