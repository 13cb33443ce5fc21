// Memory and time of dry runs, runs and plans over sizes, beside a process that does nothing.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { AT_ONCE, DEACTIVATE, FORMATS } from './calls.js';

export async function dryRuns(calls, sizes) {
  const found = new Map([['a bare process', await calls.bare()]]);
  const most = sizes.at(-1);
  for (const rows of sizes) {
    for (const format of rows === most ? FORMATS : ['jsonl']) {
      for (const { suffix, bin } of calls.programs) {
        const name = `${format}, ${rows} rows${suffix}`;
        const line = `${DEACTIVATE} --from ${await calls.idsFile(rows)} --dry-run -o ${format}`;
        found.set(name, await calls.call(name, bin, line));
      }
    }
  }
  const limits = calls.programs.flatMap(({ suffix }) =>
    FORMATS.map((format) => [`${format}, ${most} rows${suffix}`, 150]),
  );
  return inMemoryAndTime('a dry run', found, limits);
}

export async function runs(calls, sizes) {
  const found = new Map([['a bare process', await calls.bare()]]);
  for (const rows of sizes) {
    for (const { suffix, bin } of calls.programs) {
      const name = `${rows} rows${suffix}`;
      const line = `${DEACTIVATE} --from ${await calls.idsFile(rows)} --yes -q -o jsonl --concurrency ${AT_ONCE}`;
      found.set(name, await calls.call(name, bin, line));
    }
  }
  const limits = calls.programs.map(({ suffix }) => [`${sizes.at(-1)} rows${suffix}`, 200]);
  return inMemoryAndTime('a run, answers at once', found, limits);
}

/** The plan of a run, of which the server shows no members. */
export async function plans(calls, sizes) {
  const found = new Map([['a bare process', await calls.bare()]]);
  const planning = calls.programs.filter(({ bin }) => hasPlans(bin));
  for (const rows of sizes) {
    for (const { suffix, bin } of planning) {
      const name = `${rows} rows${suffix}`;
      const plan = join(calls.workbench.folder('growth-plan'), 'plan.json');
      const line = `${DEACTIVATE} --from ${await calls.idsFile(rows)} --plan ${plan} -q`;
      found.set(name, await calls.call(name, bin, line));
    }
  }
  return inMemoryAndTime('a plan', found, []);
}

const hasPlans = (bin) =>
  execFileSync(process.execPath, [bin, 'users', 'deactivate', '--help'], { encoding: 'utf8' }).includes(
    '--plan',
  );

/** Two tables of what was found; `limits`: the most MB of a figure. */
function inMemoryAndTime(what, found, limits) {
  const floor = found.get('a bare process');
  const figures = (of) => [...found].map(([name, each]) => ({ name, values: [each[of]], floor: floor[of] }));
  return [
    { title: what, unit: 'ms', figures: figures('ms'), ratios: [] },
    {
      title: `peak memory of ${what}`,
      unit: 'MB',
      figures: figures('mb'),
      ratios: limits.map(([name, atMost]) => ({ name: `${name}, MB`, value: found.get(name).mb, atMost })),
    },
  ];
}
