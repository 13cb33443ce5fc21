// `runs list` of thousands of runs, half of many users and half of one, and `runs show` of the newest of them: CPU time,
// beside a process that does nothing and one that only opens each journal and parses its first and last line.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interleave, median } from './measure.js';

const SIZES = [6_000, 12_000];
const RUNS = 5;
const LONGEST_MS = 300_000;
const BARE = `
  const fs = require('node:fs');
  for (const entry of fs.readdirSync(process.argv[1], { withFileTypes: true })) {
    if (entry.name === 'ledger.jsonl') continue;
    const path = process.argv[1] + '/' + entry.name + (entry.isDirectory() ? '/journal.jsonl' : '');
    const lines = fs.readFileSync(path, 'utf8').trimEnd().split('\\n');
    JSON.parse(lines[0]);
    JSON.parse(lines.at(-1));
  }`;

/**
 * `programs`: each with the name's end, its file and the environment of a call, whose state folder holds a run of many
 * and one of one. The first is measured; another is put beside with its list of the fewest runs, once.
 */
export async function runsList(workbench, [own, ...others]) {
  const subjects = [{ name: 'a bare process', command: [process.execPath, '-e', '0'], env: own.env }];
  for (const size of SIZES) {
    const env = ofManyRuns(workbench, own.env, size);
    const subject = (name, ...words) => ({ name, command: [process.execPath, ...words], env });
    subjects.push(
      subject(`bare reading of ${size} journals`, '-e', BARE, join(env.AITRONOS_STATE_DIR, 'runs')),
      subject(`runs list, ${size} runs`, own.bin, 'runs', 'list'),
      subject(`runs list -o csv, ${size} runs`, own.bin, 'runs', 'list', '-o', 'csv'),
      subject(`runs show, the newest of ${size}`, own.bin, 'runs', 'show', '-o', 'jsonl'),
    );
  }
  const times = await interleave(subjects, { runs: RUNS, warmUps: 1, time: (one) => workbench.cpu(one) });
  const [bare, , first, csv, show, , second] = subjects.map((subject) => median(times.get(subject)));
  const [fewest] = SIZES;
  const beside = [];
  for (const { suffix, bin, env } of others) {
    const command = [process.execPath, bin, 'runs', 'list'];
    const name = `runs list, ${fewest} runs${suffix}`;
    const took = await workbench.cpu({
      name,
      command,
      env: ofManyRuns(workbench, env, fewest),
      longest: LONGEST_MS,
    });
    beside.push({ name, values: [took], floor: bare });
  }
  return {
    title: 'runs list, CPU',
    unit: 'ms',
    figures: [
      ...subjects.map((subject) => ({ name: subject.name, values: times.get(subject), floor: bare })),
      ...beside,
    ],
    ratios: [
      { name: `${subjects[2].name}, ms`, value: first, atMost: 300 },
      ...beside.map(({ name, values: [value] }) => ({ name: `${name}, ms`, value, atMost: 300 })),
      { name: `${subjects[3].name} / runs list`, value: csv / first },
      { name: `${subjects[4].name} / runs list`, value: show / first, atMost: 0.8 },
      {
        name: `${SIZES[1]} / ${SIZES[0]}, without the start`,
        value: (second - bare) / (first - bare),
        atMost: 2.2,
      },
    ],
  };
}

/** The environment of a call whose state folder holds so many runs, half of them of many users and half of one. */
function ofManyRuns(workbench, env, size) {
  const seed = join(env.AITRONOS_STATE_DIR, 'runs');
  const names = readdirSync(seed).filter((name) => /^\d/.test(name));
  const many = names.find((name) => !name.endsWith('.jsonl'));
  // A program that keeps no file of one has runs of many alone.
  const single = names.find((name) => name.endsWith('.jsonl'))?.slice(0, -'.jsonl'.length);
  const textOf = (...path) => readFileSync(join(seed, ...path), 'utf8');
  const texts = { many: textOf(many, 'journal.jsonl'), single: single && textOf(`${single}.jsonl`) };
  const state = workbench.folder(`runs-of-${size}`);
  const folder = join(state, 'runs');
  mkdirSync(folder, { mode: 0o700 });
  let ledger = '';
  for (let at = 0; at < size; at += 1) {
    const id = idOf(at);
    ledger += ledgerLine(id);
    if (at % 2 === 0 && single !== undefined) {
      writeFileSync(join(folder, `${id}.jsonl`), texts.single.replaceAll(single, id), { mode: 0o600 });
    } else {
      mkdirSync(join(folder, id), { mode: 0o700 });
      writeFileSync(join(folder, id, 'journal.jsonl'), texts.many.replaceAll(many, id), { mode: 0o600 });
    }
  }
  writeFileSync(join(folder, 'ledger.jsonl'), ledger, { mode: 0o600 });
  return { ...env, AITRONOS_STATE_DIR: state };
}

/** Ids in the order of time, 37 seconds apart. */
function idOf(at) {
  const time = new Date(Date.UTC(2026, 0, 1) + at * 37_000).toISOString().replaceAll(/[-:]/g, '');
  return `${time.slice(0, 8)}-${time.slice(9, 15)}-${at.toString(16).padStart(4, '0')}`;
}

/** As long as a line of the ledger is. */
function ledgerLine(run_id) {
  const digest = '0'.repeat(64);
  const at = '2026-01-01T00:00:00.000Z';
  return `${JSON.stringify({ run_id, at, length: 1455, sha256: digest, previous: digest })}\n`;
}
