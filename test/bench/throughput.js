// A run of many users, beside a bare undici pool with the same connections and beside what an admin would use instead.
// `--node 20,24` takes those Nodes, `--full` a hundred thousand users too; `--before FOLDER` puts another built checkout
// beside.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { interleave, median } from './measure.js';
import { nodesOf } from './nodes.js';
import { run } from './runs.js';
import { bundle } from './subjects/bundle.js';
import { pagePython } from './subjects/subjects.js';

const RUNS = 5;
const server = fileURLToPath(new URL('servers/loopback-server.js', import.meta.url));

/** What is to be reached, by the rows: with Node 20, and with a newer one. */
const AT_LEAST = new Map([
  [10_000, [0.7, 0.85]],
  [100_000, [0.7, 0.8]],
]);

export async function throughput(workbench, { node, full, before }) {
  const sections = [];
  for (const executable of nodesOf(workbench, node)) {
    const version = execFileSync(executable, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim();
    const among = { node: executable, version, before };
    for (const rows of full ? AT_LEAST.keys() : [10_000]) {
      const atLeast = AT_LEAST.get(rows)[Number.parseInt(version, 10) < 22 ? 0 : 1];
      const others = rows === 10_000 && executable === process.execPath;
      sections.push(
        await besidePool(workbench, { ...among, rows, latency_ms: 0, connections: 16, atLeast, others }),
      );
    }
    const waiting = { rows: 10_000, latency_ms: 20, connections: 64, atLeast: 0.97, others: false };
    sections.push(await besidePool(workbench, { ...among, ...waiting }));
  }
  return sections;
}

async function besidePool(
  workbench,
  { node, version, before, rows, latency_ms, connections, atLeast, others },
) {
  const url = await workbench.serve(server, String(latency_ms));
  const name = `aitronos, ${connections} at once`;
  const among = { rows, url, concurrency: connections, node };
  const ours = run(workbench, { name, ...among });
  const older =
    before === undefined ? [] : [run(workbench, { name: `${name}, before`, ...among, root: before })];
  const pool = await barePool(workbench, { url, rows, connections, node });
  const loops = others ? otherWays(workbench, url) : [];
  const subjects = [ours, ...older, pool, ...loops];
  const times = await interleave(subjects, {
    runs: RUNS,
    warmUps: 1,
    time: (subject) => workbench.time(subject),
  });
  const perSecond = (subject) => times.get(subject).map((ms) => (subject.rows * 1000) / ms);
  const ratio = (one, other, limit) => ({
    name: `${one.name} / ${other.name}`,
    value: median(perSecond(one)) / median(perSecond(other)),
    ...limit,
  });
  return {
    title: `${rows} users, answers after ${latency_ms} ms, Node ${version}`,
    unit: 'rows/s',
    figures: subjects.map((subject) => ({
      name: subject.name,
      values: perSecond(subject),
      floor: median(perSecond(pool)),
    })),
    ratios: [
      ...[ours, ...older].map((one) => ratio(one, pool, { atLeast })),
      ...loops.map((other) => ratio(ours, other)),
    ],
  };
}

async function barePool(workbench, { url, rows, connections, node }) {
  const script = readFileSync(new URL('subjects/bare-pool.js', import.meta.url), 'utf8');
  const file = await bundle(script.replace('https://api.aitronos.com', url), workbench.folder('pool'));
  return {
    name: `a bare undici pool, ${connections} at once`,
    rows,
    command: [node, file, String(rows), String(connections)],
    prints: `${rows} deactivated`,
    longest: 120_000,
  };
}

/** Fewer rows: they are slow, and as slow for each row. */
function otherWays(workbench, url) {
  const curl = (id) =>
    `curl -s -o /dev/null -X POST ${url}/v1/organizations/org_xyz789/users/${id}/deactivate -H "Authorization: Bearer bench-token" ` +
    `-H "Content-Type: application/json" -d '{"transfer_resources_to_department_id":"dept_eng001"}'`;
  const ways = [];
  if (spawnSync('curl', ['--version']).status === 0) {
    const loop = `for i in $(seq 200); do ${curl('usr_$i')}; done`;
    ways.push({ name: 'a shell loop of curl', rows: 200, command: ['sh', '-c', loop] });
    const many = `seq 600 | xargs -P16 -I{} sh -c '${curl('usr_{}').replaceAll("'", `'\\''`)}'`;
    ways.push({ name: 'xargs -P16 curl', rows: 600, command: ['sh', '-c', many] });
  }
  const python = pagePython(workbench, { url, token: 'bench-token' });
  if (python) {
    const [interpreter, page] = python.command;
    const loop = `import contextlib, io\ncode = compile(open(${JSON.stringify(page)}).read(), 'page', 'exec')\nfor _ in range(300):\n    with contextlib.redirect_stdout(io.StringIO()):\n        exec(code, {})\n`;
    ways.push({
      name: 'the page in Python, in a loop',
      rows: 300,
      command: [interpreter, workbench.file('loop.py', loop)],
    });
  }
  const page = readFileSync(new URL('subjects/page.js', import.meta.url), 'utf8');
  const once = page.replace('https://api.aitronos.com', url).replace('console.log(data);', '');
  const loop = `for (let i = 0; i < 2000; i++) {\n${once}\n}\n`;
  ways.push({
    name: 'the page in JavaScript, in a loop',
    rows: 2000,
    command: [process.execPath, workbench.file('loop.js', loop)],
  });
  return ways;
}
