// Reading a file of users in every shape and over sizes: time beside CSV, and peak memory. The floors: a process that
// does nothing, and for so many rows the records of the same CSV library with nothing done with them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measured, TELL_PEAK } from './peak.js';
import { bundle } from './subjects/bundle.js';

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const SHAPES = ['csv', 'utf16', 'array', 'gzip'];
const LONGEST_MS = 240_000;
const MOST_MB = 120;
const writer = fileURLToPath(new URL('subjects/write-file.js', import.meta.url));

export const files = (workbench) => readingOfFiles(workbench, SIZES);

/** A script that reads a file by the code of a checkout. */
const readerOf = (root, folder) => {
  const script = readFileSync(new URL('subjects/read-file.js', import.meta.url), 'utf8');
  return bundle(script.replaceAll('../../../src', `${root}/src`), folder);
};

/** Writes a file of users of this shape; its path. */
export async function fileOfUsers(workbench, shape, rows) {
  const file = join(workbench.folder(`${shape}-${rows}-file`), 'users');
  const command = [process.execPath, writer, shape, String(rows), file];
  await workbench.run({ name: `writing ${shape}`, command, longest: LONGEST_MS });
  return file;
}

/**
 * The reading of files of these sizes, the largest last; `before`: another checkout, put beside where its code is read
 * in the same way.
 */
export async function readingOfFiles(workbench, sizes, before) {
  const readers = [['', await readerOf('../../..', workbench.folder('read-file'))]];
  const isBeside = before !== undefined && existsSync(join(before, 'src/runs/input/rows.ts'));
  if (isBeside) readers.push([', before', await readerOf(before, workbench.folder('read-file-before'))]);
  const bare = await bundle("import './bare-csv.js';", workbench.folder('bare-csv'));
  const found = new Map();
  let floor;
  const measure = async (name, ...words) => {
    const command = [process.execPath, ...TELL_PEAK, ...words];
    const figure = await measured(workbench, { name, command, longest: LONGEST_MS });
    if (name.includes('bare')) floor = figure;
    found.set(name, { ...figure, floor });
  };
  await measure('a bare process', '-e', '0');
  for (const rows of sizes) {
    for (const shape of SHAPES) {
      const file = await fileOfUsers(workbench, shape, rows);
      if (shape === 'csv') await measure(`bare csv-parse, ${rows} rows`, bare, file, String(rows));
      for (const [suffix, reader] of readers)
        await measure(`${shape}, ${rows} rows${suffix}`, reader, file, String(rows));
    }
  }
  const most = sizes.at(-1);
  const figures = (of) =>
    [...found].map(([name, each]) => ({ name, values: [each[of]], floor: each.floor[of] }));
  const at = (name, suffix = '') => found.get(`${name}, ${most} rows${suffix}`);
  return [
    {
      title: 'reading a file of users',
      unit: 'ms',
      figures: figures('ms'),
      ratios: [
        ...SHAPES.slice(1).map((shape) => ({
          name: `${shape} / csv, ${most} rows`,
          value: at(shape).ms / at('csv').ms,
          atMost: 1.5,
        })),
        ...(!isBeside
          ? []
          : [
              {
                name: `csv / csv before, ${most} rows`,
                value: at('csv').ms / at('csv', ', before').ms,
                atMost: 1,
              },
            ]),
        { name: `csv / bare csv-parse, ${most} rows`, value: at('csv').ms / at('bare csv-parse').ms },
      ],
    },
    {
      title: 'peak memory of reading it',
      unit: 'MB',
      figures: figures('mb'),
      ratios: SHAPES.map((shape) => ({
        name: `${shape}, ${most} rows, MB`,
        value: at(shape).mb,
        atMost: MOST_MB,
      })),
    },
  ];
}
