import { describe, expect, it } from 'vitest';
import type { AnswerHead } from '../../../src/api/http/transport-types.ts';
import { progressText } from '../../../src/runs/progress.ts';
import { namePace } from '../../../src/runs/rate-limit/named-pace.ts';
import { recordAnswer } from '../../../src/runs/rate-limit/record-answer.ts';
import { createRateLimit, recordStart } from '../../../src/runs/rate-limit/start-decision.ts';
import { rate } from '../../../src/validation/numbers.ts';

const NOW = 1_000_000;
const WALL = 1_772_366_400_000;

/** An answer with these figures, in the headers as they are documented. */
const told = (limit: string, remaining: number, reset: string, family = '-requests'): AnswerHead => ({
  status: 200,
  headers: {
    [`x-ratelimit-limit${family}`]: limit,
    [`x-ratelimit-remaining${family}`]: String(remaining),
    [`x-ratelimit-reset${family}`]: reset,
  },
});
const left = (remaining: number, reset: string): AnswerHead => ({
  status: 200,
  headers: { 'x-ratelimit-remaining': String(remaining), 'x-ratelimit-reset': reset },
});
const silent: AnswerHead = { status: 200, headers: {} };
const refused: AnswerHead = { status: 429, headers: {} };
const times = (count: number, answer: AnswerHead) => Array<AnswerHead>(count).fill(answer);

/** What is shown after these answers, which come at so many ms after one another, while everybody waits. */
function shown(
  answers: readonly AnswerHead[],
  every_ms: number,
  why: 'paced' | 'rate' = 'paced',
  given?: string,
) {
  const by = given === undefined ? undefined : rate(given);
  let state = createRateLimit(8, by);
  let now = NOW;
  for (const answer of answers) {
    state = recordStart(state, now);
    now += every_ms;
    state = recordAnswer(state, answer, { now, wall: WALL });
  }
  const waiting = { until: now, why, pace: namePace(state, why, by, now) };
  const standing = { total: 9, done: 1, failed: 0, unknown: 0, retried: 0, per_second: null, now, waiting };
  return progressText(standing).replace('1 of 9 done, 0 failed, ', '');
}

describe('the limit that a run waits for', () => {
  it.each([
    ['as told, nearly all of it left', [told('600', 595, '1')], 100, ', 600/min'],
    ['as told, half of it used', [told('600', 300, '30')], 100, ', 600/min'],
    ['as told, used up', [told('600', 0, '60')], 100, ', 600/min'],
    ['as told, with a window that ends soon', [told('600', 0, '4')], 100, ', 600/min'],
    ['as told, with more in store', [told('100', 2, '71')], 100, ', 100/min'],
    ['as told, to the last digit', [told('1234', 0, '60')], 100, ', 1234/min'],
    ['as told, in the older names', [told('600', 10, String(WALL / 1000 + 58), '')], 100, ', 600/min'],
    ['as told by the last answer', [told('600', 0, '60'), told('300', 0, '60')], 100, ', 300/min'],
    ['as told, whatever a refusal left to doubt', [told('600', 0, '60'), refused], 100, ', 600/min'],
    ['as told, a small one', [told('10', 0, '58')], 100, ', 10/min'],
    [
      'as told, a small one whose window ended soon',
      [told('10', 0, '4'), told('10', 8, '59')],
      100,
      ', 10/min',
    ],
    ['a small one that is back within seconds: none of a minute', [told('10', 0, '1')], 100, ' of 10'],
    ['one of a second, as told after a refusal', [told('20', 0, '1'), { ...told('20', 0, '1'), status: 429 }, told('20', 0, '1')], 100, ' of 20'], // biome-ignore format: a row each
    ['one of a second, as measured after two', [told('20', 0, '1'), { ...told('20', 0, '1'), status: 429 }, { ...told('20', 0, '1'), status: 429 }, told('20', 0, '1')], 100, ', about 840/min as measured'], // biome-ignore format: a row each
    ['one that lets far more through: none of a minute', times(250, told('100', 0, '1')), 10, ' of 100'],
    ['one that lets through what two windows do', times(190, told('100', 0, '60')), 10, ', 100/min'],
    ['one that takes an hour: none of a minute', [told('1000', 0, '2400')], 100, ' of 1000'],
    ['what is left, without a limit: no figure', [left(5, '30')], 100, ''],
    ['no figure that is a number: none', [told('many', 5, '30')], 100, ''],
    ['nothing told: none', [silent], 100, ''],
    ['measured by refusals', [...times(20, silent), refused], 100, ', about 390/min as measured'],
    ['told once, then measured', [told('600', 9, '60'), ...times(20, silent), refused], 100, ', about 380/min as measured'], // biome-ignore format: a row each
    ['told after it was measured', [...times(20, silent), refused, told('600', 9, '60')], 100, ', 600/min'],
  ] as const)('is %s', (_, answers, every_ms, words) => {
    expect(shown(answers, every_ms)).toBe(`waiting for the API's limit${words}`);
  });

  it.each(['125/min', '1234/min', '5/s', '1/min'])('is that of --rate as it was given: %s', (given) => {
    expect(shown([told('600', 300, '30')], 100, 'rate', given)).toBe(`as fast as --rate says, ${given}`);
  });
});

it.each([
  [0.25, '0.250/s, 32 s left'],
  [20.5, '20.5/s, 1 s left'],
  [113.4, '113/s, 1 s left'],
  [999.7, '1000/s, 1 s left'],
  [12_345, '12345/s, 1 s left'],
])('a rate is shown in figures alone: %d', (per_second, words) => {
  const standing = { total: 9, done: 1, failed: 0, unknown: 0, retried: 0, now: NOW, waiting: null };
  expect(progressText({ ...standing, per_second })).toBe(`1 of 9 done, 0 failed, ${words}`);
});
