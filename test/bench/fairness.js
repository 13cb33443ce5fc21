// Jobs that share one limit, on a virtual clock: how near to the ideal time they come, how often they are refused and
// how evenly they share. `--before FOLDER` puts the rate limiter of an older checkout beside.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { print } from './report.js';
import { bundle } from './subjects/bundle.js';

export async function fairness(workbench, { before, seeds }) {
  const { simulatedLines, tableText } = await load(workbench, 'table', ['../../pacing/table.ts']);
  const options = {
    now: await load(workbench, 'now', limiterIn('../../..')),
    before: before && (await load(workbench, 'before', limiterIn(resolve(before)))),
    seeds,
  };
  print('\nfairness, simulated: means of each line');
  for (const line of tableText(simulatedLines(options))) print(line);
  return [];
}

const limiterIn = (root) =>
  ['start-decision', 'record-answer'].map((name) => `${root}/src/runs/rate-limit/${name}.ts`);

async function load(workbench, name, files) {
  const contents = files.map((file) => `export * from ${JSON.stringify(file)};`).join('\n');
  return import(pathToFileURL(await bundle(contents, join(workbench.folder(`fairness-${name}`)))).href);
}
