import { waitText } from '../text/durations.ts';
import type { Limiter } from './rate-limit/gate.ts';

/** The progress of a run. Times in ms of the monotonic clock. */
export interface RunProgress {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly started: number;
  readonly now: number;
  readonly waiting: ReturnType<Limiter['waiting']>;
}

const REASONS = {
  'rate-limited': 'the API refused one for its rate limit',
  paced: 'the API\u2019s rate limit is used up',
  rate: 'as --rate says',
  silent: 'the API does not answer',
} as const;

/** `1200 of 10000 done, 3 failed, 210/s, 42 s left`, and the reason for waiting. */
export function progressText({ total, done, failed, started, now, waiting }: RunProgress): string {
  const seconds = Math.max(now - started, 1) / 1000;
  const rate = done / seconds;
  const parts = [`${done} of ${total} done`, `${failed} failed`, `${rate.toPrecision(3)}/s`];
  if (done > 0) parts.push(`${waitText((total - done) / rate)} left`);
  // Shorter waits are normal pacing.
  if (waiting && waiting.until - now >= 1000) {
    parts.push(`waiting ${waitText((waiting.until - now) / 1000)}: ${REASONS[waiting.why]}`);
  }
  return parts.join(', ');
}
