// What a start costs in CPU time, with each of several Nodes, beside what there is no way around: that Node alone.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { makeCertificate } from './certificate.js';
import { interleave, median, WARM_UPS } from './measure.js';
import { nodesOf } from './nodes.js';
import * as subjects from './subjects/subjects.js';

const server = fileURLToPath(new URL('servers/loopback-server.js', import.meta.url));

/** At most so much of the time of the page's snippet, by the major version of Node. */
const AT_MOST = {
  http: { 20: 0.68, 22: 1.03, 24: 1.03, 26: 1.0 },
  https: { 20: 0.78, 22: 1.1, 24: 1.1, 26: 1.1 },
};

/** `executable`: the program as one file with Node inside, put beside the last of the Nodes. */
export async function startUpCpu(workbench, { runs, node, before, executable }) {
  const certificate = makeCertificate(workbench.folder('certificate'));
  const apis = {
    http: { url: await workbench.serve(server), env: {} },
    https: {
      url: await workbench.serve(server, '0', '0', certificate),
      env: { NODE_EXTRA_CA_CERTS: `${certificate}/cert.pem` },
    },
  };
  const sections = [];
  const nodes = nodesOf(workbench, node);
  for (const each of nodes) {
    const isLast = each === nodes.at(-1);
    const checkouts = [
      {},
      ...(before ? [{ root: before, name: ' before' }] : []),
      ...(executable && isLast ? [{ file: executable, name: ' as one file' }] : []),
    ];
    sections.push(await withNode(workbench, each, apis, { runs, checkouts }));
  }
  return sections;
}

async function withNode(workbench, node, apis, { runs, checkouts }) {
  const version = execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim();
  const bare = subjects.bareNode(node);
  // One file has no page ready: only its calls have a limit.
  const starts = checkouts.flatMap((checkout) => [
    {
      ...subjects.aitronosVersion(node, checkout),
      yardstick: bare,
      atMost: checkout.file ? undefined : 1.25,
    },
    {
      ...subjects.aitronosHelp(workbench, node, checkout),
      yardstick: bare,
      atMost: checkout.file ? undefined : 1.5,
    },
  ]);
  const calls = Object.entries(apis).flatMap(([scheme, api]) => {
    const reach = { ...api, token: 'bench-token', node };
    const snippet = subjects.pageJavaScript(workbench, reach);
    const page = { ...snippet, name: `${snippet.name}, ${scheme}` };
    const ours = checkouts.map((checkout) => {
      const call = subjects.aitronosDeactivate(workbench, { ...reach, ...checkout });
      const atMost = AT_MOST[scheme][Number.parseInt(version, 10)];
      return { ...call, name: `${call.name}, ${scheme}`, yardstick: page, atMost };
    });
    return [page, ...ours];
  });
  const all = [bare, ...starts, ...calls];
  const times = await interleave(all, {
    runs,
    warmUps: WARM_UPS,
    time: (subject) => workbench.cpu(subject),
  });
  const of = (subject) => median(times.get(subject));
  return {
    title: `a start with Node ${version}, CPU`,
    unit: 'ms',
    figures: all.map((subject) => ({ name: subject.name, values: times.get(subject), floor: of(bare) })),
    ratios: [...starts, ...calls]
      .filter(({ yardstick }) => yardstick)
      .map((subject) => ({
        name: `${subject.name} / ${subject.yardstick.name}`,
        value: of(subject) / of(subject.yardstick),
        atMost: subject.atMost,
      })),
  };
}
