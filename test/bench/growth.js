// What must not grow with the file: memory and time of dry runs, runs and answers over sizes, each with its floor beside.
// `--full` goes up to a million rows; `--before FOLDER` puts another built checkout beside.
import { fileURLToPath } from 'node:url';
import { readingOfFiles } from './files.js';
import { Calls, DEACTIVATE } from './growth/calls.js';
import { misspelt } from './growth/misspelt.js';
import { outputs } from './growth/outputs.js';
import { dryRuns, plans, runs } from './growth/over-sizes.js';
import { runsList } from './runs-list.js';

const SIZES = { short: [1_000, 10_000, 100_000], full: [1_000, 10_000, 100_000, 300_000, 1_000_000] };
const server = fileURLToPath(new URL('servers/loopback-server.js', import.meta.url));

export async function growth(workbench, { full, before }) {
  const sizes = full ? SIZES.full : SIZES.short;
  const calls = new Calls(workbench, await workbench.serve(server), before);
  return [
    ...(await readingOfFiles(workbench, sizes, before)),
    ...(await dryRuns(calls, sizes)),
    ...(await runs(calls, sizes)),
    ...(await plans(calls, sizes)),
    await listed(calls),
    ...(await outputs(calls)),
    ...(await misspelt(calls)),
  ];
}

/** Each program lists the runs that it made itself. */
async function listed(calls) {
  const many = `${DEACTIVATE} --from ${await calls.idsFile(20)} --yes -q -o jsonl`;
  const programs = [];
  for (const program of calls.programs) {
    const env = calls.env();
    await calls.call('a run of 20', program.bin, many, { env });
    await calls.call('a run of one', program.bin, `${DEACTIVATE} usr_1 --yes -q -o jsonl`, { env });
    programs.push({ ...program, env });
  }
  return runsList(calls.workbench, programs);
}
