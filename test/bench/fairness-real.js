// The same in real time: six cases of the built program, as processes against a server of this machine.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { print } from './report.js';
import { run } from './runs.js';
import { sandbox } from './sandbox.js';
import { hasNginx, nginx } from './servers/nginx.js';

const PER_SECOND = 20;
const BURST = 24;
const LIMITED = fileURLToPath(new URL('servers/limited-server.js', import.meta.url));
const LOOPBACK = fileURLToPath(new URL('servers/loopback-server.js', import.meta.url));

/** `bundleOf` makes one file of source files, and answers its URL. */
export async function fairnessInRealTime(workbench, bundleOf) {
  const bundle = await bundleOf(['../../pacing/servers.ts', '../../pacing/told.ts']);
  const limited = async (tells) => ({
    url: await workbench.serve(LIMITED, bundle, String(PER_SECOND), tells),
  });
  const ours = () => sandbox(workbench, `--rate ${PER_SECOND}/s --users 1300`);
  const cases = [
    ['one job, the sandbox', 1, 600, ours],
    ['two jobs, the sandbox', 2, 400, ours],
    ['two jobs, told in Unix time', 2, 400, () => limited('unix')],
    ['two jobs, told Retry-After', 2, 400, () => limited('retry-after')],
    ['two jobs, told nothing', 2, 400, () => limited('nothing')],
    ...(hasNginx() ? [['one job, nginx itself', 1, 300, () => behindNginx(workbench)]] : []),
  ];
  print(
    `\nfairness in real time: ${PER_SECOND} a second, eight at once${hasNginx() ? '' : '; nginx is not installed'}`,
  );
  print(
    `${'case'.padEnd(30)} ${'s'.padStart(6)} ${'ideal'.padStart(6)} ${'429s %'.padStart(7)} ${'least %'.padStart(8)}`,
  );
  for (const [name, jobs, rows, start] of cases)
    print(line(name, await share(workbench, { jobs, rows, ...(await start()) })));
}

const behindNginx = async (workbench) => ({ url: await nginx(workbench, await workbench.serve(LOOPBACK)) });

/** Runs so many jobs at once; seconds until the last one ends, 429s, and the smallest share when the first one ends. */
async function share(workbench, { jobs, rows, url, token }) {
  const subjects = Array.from({ length: jobs }, (_, index) =>
    run(workbench, { name: `job ${index + 1}`, rows, first: index * rows + 1, url, token }),
  );
  let shares = null;
  const began = performance.now();
  await Promise.all(
    subjects.map(async (subject) => {
      await workbench.time(subject);
      shares ??= subjects.map(({ results }) => recordsIn(results).length);
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const records = subjects.flatMap(({ results }) => recordsIn(results));
  const attempts = records.reduce((sum, record) => sum + record.attempts, 0);
  const done = shares.reduce((sum, count) => sum + count, 0);
  return {
    seconds,
    ideal: (jobs * rows - BURST) / PER_SECOND,
    refused: (100 * (attempts - records.length)) / attempts,
    least: jobs === 1 ? null : (100 * Math.min(...shares)) / done,
  };
}

/** The records that are there, without one that is being written. */
const recordsIn = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((text) => JSON.parse(text));

const line = (name, { seconds, ideal, refused, least }) =>
  [
    name.padEnd(30),
    seconds.toFixed(1).padStart(6),
    ideal.toFixed(1).padStart(6),
    refused.toFixed(1).padStart(7),
    (least?.toFixed(0) ?? '-').padStart(8),
  ].join(' ');
