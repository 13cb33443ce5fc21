// A run against a token bucket: how near to the ideal time it comes, and how often it is refused.
import { readFileSync } from 'node:fs';
import { run } from './runs.js';
import { sandbox } from './sandbox.js';

const ROWS = 600;
const PER_SECOND = 20;
const BURST = 24;

export async function rateLimit(workbench) {
  const { url, token } = await sandbox(workbench, `--rate ${PER_SECOND}/s --users 700`);
  const subject = run(workbench, { name: 'aitronos', rows: ROWS, url, token });
  const ms = await workbench.time(subject);
  const records = readFileSync(subject.results, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const attempts = records.reduce((sum, record) => sum + record.attempts, 0);
  const changed = records.filter(({ outcome }) => outcome === 'changed').length;
  if (changed !== ROWS) throw new Error(`${changed} of ${ROWS} users were changed`);
  const ideal = ((ROWS - BURST) / PER_SECOND) * 1000;
  return {
    title: `${ROWS} rows, ${PER_SECOND}/s, burst ${BURST}`,
    unit: 's',
    figures: [
      { name: 'the ideal', values: [ideal / 1000], floor: ideal / 1000 },
      { name: 'the whole command', values: [ms / 1000], floor: ideal / 1000 },
    ],
    ratios: [
      { name: 'time / ideal', value: ms / ideal, atMost: 1.05 },
      {
        name: 'refused with 429, per cent of requests',
        value: (100 * (attempts - ROWS)) / attempts,
        atMost: 1,
      },
    ],
  };
}
