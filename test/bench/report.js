// What is printed: tables of figures and ratios.
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform } from 'node:os';
import { median, quantile, WARM_UPS } from './measure.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

const lines = [];

/** Prints a line, which is kept until `takePrinted`. */
export function print(line = '') {
  console.log(line);
  lines.push(line);
}

/** What was printed since it was asked last. */
export const takePrinted = () => lines.splice(0).join('\n');

export function printFacts({ runs, leftOut }) {
  const model = cpus()[0]?.model.trim() ?? 'unknown CPU';
  print(`aitronos ${version}, Node ${process.versions.node}, ${platform()} ${arch()}`);
  print(`${availableParallelism()} x ${model}`);
  print(`start-up: medians of ${runs} runs each, taking turns, after ${WARM_UPS} warm-ups`);
  if (leftOut.length > 0) print(`run without ${leftOut.join(', ')}`);
}

/**
 * Figures with their spread, and beside each what there is no way below, or of a rate above (`floor`), where there is
 * such a thing; then the ratios. A ratio without a limit is printed for information.
 */
export function printSection({ title, unit, figures, ratios }) {
  printTable([
    [title, `median ${unit}`, 'middle half', unit.endsWith('/s') ? 'ceiling' : 'floor'],
    ...figures.map(({ name, values, floor }) => [
      name,
      median(values).toFixed(1),
      `${quantile(values, 0.25).toFixed(1)} to ${quantile(values, 0.75).toFixed(1)}`,
      floor?.toFixed(1) ?? '',
    ]),
  ]);
  if (ratios.length === 0) return;
  printTable([
    ['ratio', 'ratio', 'limit', ''],
    ...ratios.map(({ name, value, atMost, atLeast }) => [
      name,
      value.toFixed(3),
      limit(atMost, atLeast),
      verdict(value, atMost, atLeast),
    ]),
  ]);
}

function limit(atMost, atLeast) {
  if (atMost !== undefined) return `<= ${atMost.toFixed(2)}`;
  return atLeast === undefined ? '' : `>= ${atLeast.toFixed(2)}`;
}

function verdict(value, atMost = Infinity, atLeast = -Infinity) {
  if (atMost === Infinity && atLeast === -Infinity) return 'for information';
  return value <= atMost && value >= atLeast ? 'met' : 'FELL SHORT';
}

/** Names to the left, numbers to the right, the verdict after them to the left again. */
function printTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const isNumber = (column) => column === 1 || column === 2;
  const cell = (text, column) =>
    isNumber(column) ? text.padStart(widths[column]) : text.padEnd(widths[column]);
  print();
  for (const row of rows) print(row.map(cell).join('  ').trimEnd());
}
