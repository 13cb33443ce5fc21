// Peak memory over sizes: it must not grow with the run.
import { fileURLToPath } from 'node:url';
import { run } from './runs.js';

const SIZES = [1_000, 10_000, 100_000];
const server = fileURLToPath(new URL('servers/loopback-server.js', import.meta.url));
// The process itself says at its end how much it held at most, in KiB.
const TELL = `data:text/javascript,process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS + ' KiB'))`;

export async function memory(workbench) {
  const url = await workbench.serve(server);
  const peaks = new Map();
  for (const rows of SIZES) {
    const subject = run(workbench, { name: `${rows} rows`, rows, url, nodeOptions: ['--import', TELL] });
    const { stderr } = await workbench.run(subject);
    peaks.set(rows, Number(/peak (\d+) KiB/.exec(stderr)?.[1]) / 1024);
  }
  return {
    title: 'peak memory',
    unit: 'MB',
    figures: SIZES.map((rows) => ({ name: `${rows} rows`, values: [peaks.get(rows)] })),
    ratios: [
      { name: '100,000 rows, MB', value: peaks.get(100_000), atMost: 160 },
      { name: '100,000 rows above 10,000, MB', value: peaks.get(100_000) - peaks.get(10_000), atMost: 50 },
    ],
  };
}
