// Jobs that share one limit, on a virtual clock: how near to the ideal time they come, how often they are refused and
// how evenly they share. `--before FOLDER` puts the rate limiter of an older checkout beside, `--seeds 3` draws so many
// jobs for each line; `--real` runs six cases in real time as well, three minutes together.
import { pathToFileURL } from 'node:url';
import { fairnessInRealTime } from './fairness-real.js';
import { print } from './report.js';
import { bundle } from './subjects/bundle.js';

export async function fairness(workbench, { before, seeds, real }) {
  const bundleOf = async (files) => {
    const contents = files.map((file) => `export * from ${JSON.stringify(file)};`).join('\n');
    return pathToFileURL(await bundle(contents, workbench.folder('fairness'))).href;
  };
  const load = async (files) => import(await bundleOf(files));
  const { simulatedLines, tableText } = await load(['../../pacing/table.ts']);
  const now = await load(limiterIn('../../..'));
  const older = before && (await load(limiterIn(before)));
  print('\nfairness, simulated: means of each line');
  for (const line of tableText(simulatedLines({ now, before: older, seeds }))) print(line);
  if (real) await fairnessInRealTime(workbench, bundleOf);
  return [];
}

const limiterIn = (root) =>
  ['start-decision', 'record-answer'].map((name) => `${root}/src/runs/rate-limit/${name}.ts`);
