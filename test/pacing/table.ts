import { COUNTS, SERVERS, sharedCase, TELLS } from './cases.ts';
import { type Measures, measure } from './measures.ts';
import { type Pacer, type PacingFunctions, pacerOf } from './pacer.ts';
import { type Shared, simulate } from './simulate.ts';
import type { Tells } from './told.ts';

/** What is tabled: the limiter as it is now, and an older one to compare it with. */
export interface TableOptions {
  readonly now: PacingFunctions;
  readonly before?: PacingFunctions | undefined;
  /** So many jobs and latencies drawn for each line; default 1. */
  readonly seeds?: number;
  readonly counts?: readonly number[];
  /** Servers whose name has this in it. */
  readonly only?: string;
}

/** The cases of one line of the table, and what one limiter made of them. */
export interface Line {
  readonly jobs: number;
  readonly server: string;
  readonly told: string;
  readonly before: Outcome | null;
  readonly now: Outcome;
}

/** Means of the cases of a line. */
interface Outcome {
  /** Time over the ideal; 1 is the ideal. */
  readonly over_ideal: number;
  /** 429s, in percent of the requests. */
  readonly refused: number;
  /** NaN for one job, and where the jobs were never active together for half a minute. */
  readonly jain: number;
  /** The smallest share of the successes, in percent. */
  readonly least: number;
}

const LONG_ENOUGH_MS = 30_000;

const GROUPS: Readonly<Record<string, readonly Tells[]>> = {
  headers: TELLS.filter((tells) => tells !== 'nothing' && tells !== 'retry-after'),
  'Retry-After': ['retry-after'],
  nothing: ['nothing'],
};

/** Every line, as soon as it is simulated. */
export function* simulatedLines(options: TableOptions): Generator<Line> {
  const { now, before, seeds = 1, counts = COUNTS, only = '' } = options;
  for (const jobs of counts) {
    for (const [told, group] of Object.entries(GROUPS)) {
      for (const [name, server] of Object.entries(SERVERS)) {
        if (!name.includes(only)) continue;
        const cases = group.flatMap((tells) =>
          Array.from({ length: seeds }, (_, seed) => sharedCase(server, tells, jobs, seed + 1)),
        );
        const ideals = cases.map((one) => outcomeOf(one, null).ms);
        const made = (functions: PacingFunctions) => mean(cases, ideals, (n) => pacerOf(functions, n));
        yield {
          jobs,
          server: name,
          told,
          before: before ? made(before) : null,
          now: made(now),
        };
      }
    }
  }
}

const outcomeOf = (shared: Shared, pacer: ((concurrency: number) => Pacer) | null): Measures =>
  measure(simulate(shared, pacer));

function mean(cases: readonly Shared[], ideals: readonly number[], pacer: (n: number) => Pacer): Outcome {
  const all = cases.map((one) => outcomeOf(one, pacer));
  const together = all.filter(
    ({ together_ms }) => together_ms >= LONG_ENOUGH_MS && cases[0]?.jobs.length !== 1,
  );
  return {
    over_ideal: average(all.map(({ ms }, index) => ms / (ideals[index] ?? Number.NaN))),
    refused: 100 * average(all.map(({ refused }) => refused)),
    jain: average(together.map(({ jain }) => jain)),
    least: 100 * average(together.map(({ least }) => least)),
  };
}

const average = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

/** The lines as text, under a header; figures of before and now side by side. */
export function* tableText(lines: Iterable<Line>): Generator<string> {
  yield row(['jobs', 'told', 'server', 'time/ideal', '429s %', 'Jain', 'least %', '']);
  for (const { jobs, told, server, before, now } of lines) {
    const figure = (name: keyof Outcome, digits: number) =>
      [...(before ? [before[name]] : []), now[name]]
        .map((value) => (Number.isNaN(value) ? '-' : value.toFixed(digits)))
        .join(' > ');
    const figures = [figure('over_ideal', 2), figure('refused', 1), figure('jain', 2), figure('least', 0)];
    yield row([String(jobs), told, server, ...figures, before ? worse(before, now) : '']);
  }
}

const WIDTHS = [4, 12, 34, 14, 14, 14, 10, 0];
const row = (cells: readonly string[]): string =>
  cells
    .map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0))
    .join(' ')
    .trimEnd();

/** No line may end 5 % later than before, nor have a point more of 429s. */
export function worse(before: Outcome, now: Outcome): string {
  const later = now.over_ideal > before.over_ideal * 1.05 ? ['LATER'] : [];
  const more = now.refused > before.refused + 1 ? ['MORE 429s'] : [];
  return [...later, ...more].join(', ');
}
