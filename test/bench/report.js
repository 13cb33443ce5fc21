// The printed table.
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform } from 'node:os';
import { median, quantile, WARM_UPS } from './measure.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

export function printFacts({ runs }) {
  const model = cpus()[0]?.model.trim() ?? 'unknown CPU';
  console.log(`aitronos ${version}, Node ${process.versions.node}, ${platform()} ${arch()}`);
  console.log(`${availableParallelism()} x ${model}`);
  console.log(`medians of ${runs} runs each, taking turns, after ${WARM_UPS} warm-ups`);
}

/** Figures with their spread, then the ratios; a ratio without a limit is printed for information. */
export function printSection({ title, unit, figures, ratios }) {
  printTable([
    [title, `median ${unit}`, 'middle half'],
    ...figures.map(({ name, values }) => [
      name,
      median(values).toFixed(1),
      `${quantile(values, 0.25).toFixed(1)} to ${quantile(values, 0.75).toFixed(1)}`,
    ]),
  ]);
  printTable([
    ['ratio of medians', 'ratio', 'limit', ''],
    ...ratios.map(({ name, value, atMost }) => [
      name,
      value.toFixed(3),
      atMost === undefined ? '' : `<= ${atMost.toFixed(2)}`,
      verdict(value, atMost),
    ]),
  ]);
}

function verdict(value, atMost) {
  if (atMost === undefined) return 'for information';
  return value <= atMost ? 'met' : 'FELL SHORT';
}

/** Names to the left, numbers to the right, the verdict after them to the left again. */
function printTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const isNumber = (column) => column === 1 || column === 2;
  const cell = (text, column) =>
    isNumber(column) ? text.padStart(widths[column]) : text.padEnd(widths[column]);
  console.log();
  for (const row of rows) console.log(row.map(cell).join('  ').trimEnd());
}
