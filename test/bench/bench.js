// What is measured. `npm run bench` for all, `node test/bench/bench.js start-up --runs 31` for one section of it.
// `start-up --node 20,22,24,26` measures with these Nodes, `--executable FILE` also the program as one file.
// `--before FOLDER` puts another built checkout beside. `growth --full` goes up to a million rows, `throughput --full` to
// a hundred thousand.
// What it prints is kept in RESULTS.md. It reports and does not judge: the exit code is 0 also where a ratio fell short,
// as one may on a busy machine, and 1 where something could not be measured.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fairness } from './fairness.js';
import { files } from './files.js';
import { growth } from './growth.js';
import { lists } from './lists.js';
import { memory } from './memory.js';
import { rateLimit } from './rate-limit.js';
import { printFacts, printSection, takePrinted } from './report.js';
import { writeResults } from './results.js';
import { roster } from './roster.js';
import { startUp } from './start-up.js';
import { throughput } from './throughput.js';
import { leftOut, Workbench } from './workbench.js';

const sections = {
  'start-up': startUp,
  throughput,
  'rate-limit': rateLimit,
  fairness,
  memory,
  files,
  growth,
  lists,
  roster,
};

const FEWEST_RUNS = 15;
const LONGEST_MS = 40 * 60_000;

const workbench = new Workbench();
const giveUp = (why) => workbench.close(new Error(why));
const alarm = setTimeout(() => giveUp(`not done after ${LONGEST_MS / 60_000} minutes`), LONGEST_MS);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => giveUp(`stopped by ${signal}`));

try {
  const { names, runs, ...options } = readArguments();
  printFacts({ runs, leftOut: leftOut() });
  const facts = `${new Date().toISOString().slice(0, 10)}, ${takePrinted()}`;
  for (const name of names) await measure(name, facts, { runs, ...options });
} catch (error) {
  fail(workbench.closedBy ?? error);
} finally {
  clearTimeout(alarm);
  workbench.close();
}

/** A section that fails, as one may on a busy machine, keeps its older results; those after it are measured still. */
async function measure(name, facts, options) {
  try {
    for (const section of [await sections[name](workbench, options)].flat()) printSection(section);
    writeResults(name, `${facts}\n${takePrinted()}`);
  } catch (error) {
    if (workbench.closedBy) throw error;
    takePrinted();
    fail(error, `${name}: `);
  }
}

function fail({ message }, where = '') {
  console.error(`bench: ${where}${message}`);
  process.exitCode = 1;
}

function readArguments() {
  const { values, positionals } = parseArgs({
    options: {
      runs: { type: 'string', default: String(FEWEST_RUNS) },
      before: { type: 'string' },
      executable: { type: 'string' },
      full: { type: 'boolean', default: false },
      node: { type: 'string' },
      seeds: { type: 'string', default: '1' },
      real: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const known = Object.keys(sections);
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`no section is called ${unknown}; there are: ${known.join(', ')}`);
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs takes a whole number, not ${values.runs}`);
  return {
    names: positionals.length > 0 ? positionals : known,
    runs,
    before: values.before && resolve(values.before),
    executable: values.executable && resolve(values.executable),
    full: values.full,
    node: values.node,
    seeds: Number(values.seeds),
    real: values.real,
  };
}
