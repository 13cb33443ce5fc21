// Ten thousand members in pages of a hundred, beside the least that so many pages can take, and beside a bare undici pool.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { interleave, median, WARM_UPS } from './measure.js';
import { sandbox } from './sandbox.js';
import { bundle } from './subjects/bundle.js';

const MEMBERS = 10_000;
const LATENCY_MS = 20;
const RUNS = 9;
// What `listAll` keeps in flight, and the pages that share a row with their neighbours.
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
  const [whole, first] = [subject('--all'), subject('--limit 1')];
  const bare = await barePages(workbench, { url, token });
  const times = await interleave([bare, first, whole], {
    runs: RUNS,
    warmUps: WARM_UPS,
    time: (one) => workbench.time(one),
  });
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').length;
  if (lines !== MEMBERS) throw new Error(`${lines} of ${MEMBERS} members were listed`);
  const ideal = (PAGES * LATENCY_MS) / IN_FLIGHT;
  const [all, one] = [median(times.get(whole)), median(times.get(first))];
  return {
    title: `${MEMBERS} members, ${PAGES} pages, ${IN_FLIGHT} in flight, answers after ${LATENCY_MS} ms`,
    unit: 'ms',
    figures: [
      { name: 'the ideal', values: [ideal], floor: ideal },
      ...[whole, first, bare].map((one) => ({
        name: one.name,
        values: times.get(one),
        floor: one === first ? LATENCY_MS : ideal,
      })),
    ],
    ratios: [
      { name: 'the whole command / the ideal', value: all / ideal },
      // Starting, signing in and the first page cost the same whatever the number of pages.
      {
        name: 'the pages after the first / their ideal',
        value: (all - one) / (ideal - LATENCY_MS / IN_FLIGHT),
        atMost: 1.2,
      },
      // On most machines a timer of 20 ms takes 21, and an answer a moment more: for whoever asks.
      { name: `the whole command / ${bare.name}`, value: all / median(times.get(bare)) },
    ],
  };
}

async function barePages(workbench, { url, token }) {
  const script = readFileSync(new URL('subjects/bare-pages.js', import.meta.url), 'utf8');
  const file = await bundle(script.replace('https://api.aitronos.com', url), workbench.folder('bare-pages'));
  const words = [process.execPath, file, String(MEMBERS), String(IN_FLIGHT), token];
  const results = workbench.file('bare-pages.jsonl', '');
  return {
    name: 'a bare undici pool, the same pages',
    command: ['sh', '-c', `exec "$@" > ${results}`, 'sh', ...words],
  };
}
