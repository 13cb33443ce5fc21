// Reading a file of users in every shape and over sizes: time beside CSV, and peak memory.
import { bundle } from './subjects/bundle.js';

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const SHAPES = ['csv', 'utf16', 'array', 'gzip'];
const LONGEST_MS = 120_000;

export async function files(workbench) {
  const script = await bundle("import './read-file.js';", workbench.folder('read-file'));
  const [times, peaks] = [new Map(), new Map()];
  for (const rows of SIZES) {
    for (const shape of SHAPES) {
      const name = `${shape}, ${rows} rows`;
      const command = [process.execPath, script, shape, String(rows)];
      const { ms, stderr } = await workbench.run({ name, command, longest: LONGEST_MS });
      times.set(name, ms);
      peaks.set(name, Number(/peak (\d+) KiB/.exec(stderr)?.[1]) / 1024);
    }
  }
  const figures = (of) => [...of].map(([name, value]) => ({ name, values: [value] }));
  const [csv, ...others] = SHAPES.map((shape) => `${shape}, 100000 rows`);
  return [
    {
      title: 'reading a file of users, with the making of it',
      unit: 'ms',
      figures: figures(times),
      ratios: others.map((name) => ({
        name: `${name} / csv`,
        value: times.get(name) / times.get(csv),
        atMost: 1.5,
      })),
    },
    {
      title: 'peak memory of reading it',
      unit: 'MB',
      figures: figures(peaks),
      ratios: SHAPES.map((shape) => `${shape}, 1000000 rows`).map((name) => ({
        name: `${name}, MB`,
        value: peaks.get(name),
        atMost: 120,
      })),
    },
  ];
}
