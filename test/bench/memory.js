// Peak memory over sizes: it must not grow with the run.
import { fileURLToPath } from 'node:url';
import { measured, TELL_PEAK } from './peak.js';
import { run } from './runs.js';

const AT_ONCE = 64;
const LARGE_BYTES = 10_000_000;
const SIZES = [1_000, 10_000, 100_000];
const server = fileURLToPath(new URL('servers/loopback-server.js', import.meta.url));

export async function memory(workbench) {
  const url = await workbench.serve(server);
  const peaks = new Map();
  const bare = { name: 'a bare process', command: [process.execPath, ...TELL_PEAK, '-e', '0'] };
  const { mb: floor } = await measured(workbench, bare);
  for (const rows of SIZES) {
    const subject = run(workbench, { name: `${rows} rows`, rows, url, nodeOptions: TELL_PEAK });
    peaks.set(rows, (await measured(workbench, subject)).mb);
  }
  const large = run(workbench, {
    name: `${AT_ONCE} answers of 10 MB at once`,
    rows: AT_ONCE,
    concurrency: AT_ONCE,
    url: await workbench.serve(server, '0', String(LARGE_BYTES)),
    nodeOptions: TELL_PEAK,
  });
  // Each answer is more than is read of one, so no row succeeds.
  peaks.set(large.name, (await measured(workbench, { ...large, exit: 1 })).mb);
  return {
    title: 'peak memory',
    unit: 'MB',
    figures: [
      { name: bare.name, values: [floor], floor },
      ...SIZES.map((rows) => ({ name: `${rows} rows`, values: [peaks.get(rows)], floor })),
      { name: large.name, values: [peaks.get(large.name)], floor },
    ],
    ratios: [
      { name: '100,000 rows, MB', value: peaks.get(100_000), atMost: 160 },
      { name: `${large.name}, MB`, value: peaks.get(large.name), atMost: 200 },
      { name: '100,000 rows above 10,000, MB', value: peaks.get(100_000) - peaks.get(10_000), atMost: 50 },
    ],
  };
}
