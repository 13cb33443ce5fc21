import type { JobDone } from './simulate.ts';

/** What is judged of jobs that shared a limit. */
export interface Measures {
  /** From the first start to the last end, in ms. */
  readonly ms: number;
  /** 429s of all requests, from 0 to 1. */
  readonly refused: number;
  readonly lost: number;
  /** The time in which all were active, in ms. */
  readonly together_ms: number;
  /** Jain's index of the successes in that time: 1 when all have as many, 1/n when one has all. */
  readonly jain: number;
  /** The smallest share in that time, from 0 to 1/n. */
  readonly least: number;
  /** The longest time in which one job had no success, in ms. */
  readonly stall_ms: number;
}

export function measure(jobs: readonly JobDone[]): Measures {
  const sum = (value: (job: JobDone) => number) => jobs.reduce((total, job) => total + value(job), 0);
  const from = Math.max(...jobs.map(({ start }) => start));
  const to = Math.min(...jobs.map(({ end }) => end));
  const shares = jobs.map(({ successes }) => successes.filter((at) => at >= from && at < to).length);
  const total = shares.reduce((before, share) => before + share, 0);
  return {
    ms: Math.max(...jobs.map(({ end }) => end)) - Math.min(...jobs.map(({ start }) => start)),
    refused: sum(({ refused }) => refused) / sum(({ sent }) => sent),
    lost: sum(({ lost }) => lost),
    together_ms: Math.max(0, to - from),
    jain: jainOf(shares),
    least: total === 0 ? 0 : Math.min(...shares) / total,
    stall_ms: Math.max(...jobs.map(longestStall)),
  };
}

export function jainOf(shares: readonly number[]): number {
  const sum = shares.reduce((total, share) => total + share, 0);
  const squares = shares.reduce((total, share) => total + share * share, 0);
  return squares === 0 ? 1 : (sum * sum) / (shares.length * squares);
}

function longestStall({ start, successes }: JobDone): number {
  let last = start;
  let longest = 0;
  for (const at of successes) {
    longest = Math.max(longest, at - last);
    last = at;
  }
  return longest;
}
