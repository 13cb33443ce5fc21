// Ten thousand members in pages of a hundred, beside the least that so many pages can take.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { median } from './measure.js';
import { sandbox } from './sandbox.js';

const MEMBERS = 10_000;
const LATENCY_MS = 20;
const RUNS = 5;
// What `list_all` keeps in flight, and the pages that share a row with their neighbours.
const IN_FLIGHT = 4;
const PAGES = Math.ceil((MEMBERS - 1) / 99);
const aitronos = fileURLToPath(new URL('../../bin/aitronos.js', import.meta.url));

export async function lists(workbench) {
  const { url, token } = await sandbox(workbench, `--users ${MEMBERS} --latency ${LATENCY_MS}`);
  const file = workbench.file('members.jsonl', '');
  const env = {
    AITRONOS_ACCESS_TOKEN: token,
    AITRONOS_API_URL: url,
    AITRONOS_CONFIG_DIR: workbench.folder('lists-config'),
    AITRONOS_STATE_DIR: workbench.folder('lists-state'),
  };
  const subject = (option) => {
    const words = `users list ${option} -o jsonl --org org_xyz789`.split(' ');
    const command = ['sh', '-c', `exec "$@" > ${file}`, 'sh', process.execPath, aitronos, ...words];
    return { name: `users list ${option}`, command, env };
  };
  const times = { all: [], one: [] };
  for (let run = 0; run <= RUNS; run += 1) {
    times.one.push(await workbench.time(subject('--limit 1')));
    times.all.push(await workbench.time(subject('--all')));
  }
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').length;
  if (lines !== MEMBERS) throw new Error(`${lines} of ${MEMBERS} members were listed`);
  const ideal = (PAGES * LATENCY_MS) / IN_FLIGHT;
  const [all, one] = [times.all.slice(1), times.one.slice(1)];
  return {
    title: `${MEMBERS} members, ${PAGES} pages, ${IN_FLIGHT} in flight, answers after ${LATENCY_MS} ms`,
    unit: 'ms',
    figures: [
      { name: 'the ideal', values: [ideal] },
      { name: 'the whole command', values: all },
      { name: 'the same for one member', values: one },
    ],
    ratios: [
      { name: 'time / ideal', value: median(all) / ideal, atMost: 1.2 },
      // Starting, signing in and the first answer cost the same whatever the number of pages.
      { name: 'without the start', value: (median(all) - median(one)) / ideal },
    ],
  };
}
