import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { plannedRow, planOf } from '../../approval/planned.ts';
import { useWorld } from '../../world.ts';

const world = useWorld();
const ROWS = 20;
const CELL = 'x'.repeat(850_000);
/** More than a change of one user takes, and less than a run of a hundred thousand. */
const MANY_BYTES = 16 * 1024 * 1024;

/** What is done with a run, one after the other. */
const LINES: readonly string[] = [
  'runs show -o ids',
  'runs resume RUN --yes -o ids',
  'runs verify --journal',
  'runs report -o csv --fields user_id',
  'runs delete --before 2100-01-01 --dry-run -o csv --fields outcome',
  'runs undo RUN --dry-run -q',
];

it('a run of many megabytes of rows is taken by whatever is done with runs', async () => {
  const w = world.current;
  await w.sandbox({ users: 2 * ROWS });
  const rows = Array.from({ length: ROWS }, (_, at) =>
    plannedRow(at + 1, `usr_${String(at + 1).padStart(6, '0')}`, { input: { note: CELL } }),
  );
  const plan = join(w.home, 'plan.json');
  writeFileSync(plan, JSON.stringify(planOf([], { origin: w.url, total: ROWS, rows })));
  const applied = await w.run(`runs apply ${plan} --yes --json --fields user_id`);
  expect(applied.exit, applied.stderr).toBe(0);
  const { run_id } = JSON.parse(applied.stdout).summary;
  const { size } = statSync(join(w.home, 'state', 'runs', run_id, 'rows.jsonl'));
  expect(size).toBeGreaterThan(MANY_BYTES);
  for (const line of LINES) {
    const { exit, stdout, stderr } = await w.run(line.replace('RUN', run_id));
    expect({ line, exit, stderr }).toEqual({
      ...{ line, exit: 0 },
      stderr: expect.not.stringMatching(/error:|left: \d|not read/),
    });
    expect(stdout).not.toMatch(/unreadable/);
  }
}, 60_000);
