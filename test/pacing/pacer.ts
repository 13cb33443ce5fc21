import type { AnswerHead } from '../../src/api/http/transport-types.ts';
import type { recordAnswer } from '../../src/runs/rate-limit/record-answer.ts';
import type { createRateLimit, decideStart, recordStart } from '../../src/runs/rate-limit/start-decision.ts';

/** The functions of the rate limiter that a simulation drives: those of this checkout, or of an older one. */
export interface PacingFunctions {
  readonly createRateLimit: typeof createRateLimit;
  readonly decideStart: typeof decideStart;
  readonly recordStart: typeof recordStart;
  readonly recordAnswer: typeof recordAnswer;
}

/** Decides when one job sends. Times in ms of the simulation. */
export interface Pacer {
  /** The earliest next start; in the past when one is possible now, Infinity when only an answer can change it. */
  until(now: number): number;
  start(now: number): void;
  /** `wall`: the same time in ms since 1970. */
  answer(answer: AnswerHead, now: number, wall: number): void;
}

/** A job's own rate limiter. */
export function pacerOf(functions: PacingFunctions, concurrency: number): Pacer {
  let state = functions.createRateLimit(concurrency);
  return {
    until: (now) => functions.decideStart(state, now).until,
    start: (now) => {
      state = functions.recordStart(state, now);
    },
    answer: (answer, now, wall) => {
      state = functions.recordAnswer(state, answer, { now, wall });
    },
  };
}
