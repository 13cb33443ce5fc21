import { expect, it } from 'vitest';
import * as recording from '../../src/runs/rate-limit/record-answer.ts';
import * as starting from '../../src/runs/rate-limit/start-decision.ts';
import { SERVERS, sharedCase, TELLS } from './cases.ts';
import { measure } from './measures.ts';
import { pacerOf } from './pacer.ts';
import { simulate } from './simulate.ts';

const limiter = { ...starting, ...recording };
/** So many rows meet the limit of each of these servers, and show each rule of the limiter. */
const MOST_ROWS = 150;
const CASES = Object.entries(SERVERS)
  .filter(([, server]) => server().remaining(0) <= MOST_ROWS)
  .flatMap((one) => [one, one]);

/**
 * Holds every decision of the limiter: whatever changes one changes a figure here. `vitest -u` writes them anew, once
 * `npm run bench -- fairness --before <built older checkout>` has shown that no line of its table is worse.
 */
it('paces as it did before', async () => {
  const lines = CASES.map(([name, server], index) => {
    const tells = TELLS[index % TELLS.length] ?? 'both';
    const shared = sharedCase(server, tells, (index % 3) + 1, index % 5);
    const jobs = shared.jobs.map((job) => ({ ...job, rows: Math.min(job.rows, MOST_ROWS) }));
    const { ms, refused, jain } = measure(simulate({ ...shared, jobs }, (most) => pacerOf(limiter, most)));
    const figures = `${Math.round(ms)} ms, ${(100 * refused).toFixed(2)} % refused, Jain ${jain.toFixed(3)}`;
    return `${jobs.length} told ${tells}, ${name}: ${figures}\n`;
  });
  await expect(lines.join('')).toMatchFileSnapshot('../data/pacing.txt');
});
