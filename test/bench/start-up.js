// How long a user waits for one command, beside what they would use instead, and what it costs in CPU time.
import { fileURLToPath } from 'node:url';
import { interleave, median, WARM_UPS } from './measure.js';
import { startUpCpu } from './start-up-cpu.js';
import * as subjects from './subjects/subjects.js';

/** With `node`, those Nodes and their CPU time alone. */
export async function startUp(workbench, options) {
  const waited = options.node ? [] : [await timeStarts(workbench, options)];
  return [...waited, ...(await startUpCpu(workbench, options))];
}

async function timeStarts(workbench, { runs }) {
  const url = await workbench.serve(fileURLToPath(new URL('servers/loopback-server.js', import.meta.url)));
  const api = { url, token: 'bench-token' };

  const bareNode = subjects.bareNode();
  const version = subjects.aitronosVersion();
  const deactivate = subjects.aitronosDeactivate(workbench, api);
  const fetchSnippet = subjects.pageJavaScript(workbench, api);
  const undiciScript = await subjects.undiciScript(workbench, api);
  const forInformation = [subjects.curl(api), subjects.pagePython(workbench, api)].filter(Boolean);

  const all = [bareNode, version, deactivate, fetchSnippet, undiciScript, ...forInformation];
  const times = await interleave(all, {
    runs,
    warmUps: WARM_UPS,
    time: (subject) => workbench.time(subject),
  });

  const ratio = (subject, yardstick, atMost) => ({
    name: `${subject.name} / ${yardstick.name}`,
    value: median(times.get(subject)) / median(times.get(yardstick)),
    atMost,
  });
  return {
    title: 'start-up',
    unit: 'ms',
    figures: all.map((subject) => ({
      name: subject.name,
      values: times.get(subject),
      // Of what Node runs.
      floor: forInformation.includes(subject) ? undefined : median(times.get(bareNode)),
    })),
    ratios: [
      ratio(version, bareNode, 1.25),
      ratio(deactivate, fetchSnippet, 1.0),
      ratio(deactivate, undiciScript, 1.3),
      ...forInformation.map((other) => ratio(deactivate, other)),
    ],
  };
}
