import { newCommand, type Run, timeZoneOption, valueOption } from '../../cli/options.ts';
import { filePath, ON_STDOUT } from '../../validation/paths.ts';
import { reportShape } from './report/shape.ts';

export const reportCommand = (run: Run) =>
  newCommand('report', {
    summary: 'evidence of runs, for others to read',
    description:
      'Make a report of runs from their journals, without a request: who, when, how long after the last ' +
      'day, by whom, why, approved by which plan, and whether it was verified. Exit 3 where part of a run ' +
      'cannot be read.',
    examples: [
      'runs report --html leavers.html',
      'runs report --since 2026-01-01 --until 2026-03-31 --time-zone UTC --html q1.html',
      'runs report 20260301-1200 --json',
    ],
  })
    .argument('[run...]', 'run ids, or the beginnings of them; else the newest, or a period')
    .option('--since <date>', 'runs begun on this day or later, such as 2026-03-01')
    .option('--until <date>', 'runs begun on this day or before')
    .addOption(timeZoneOption('time zone of these days; last days keep that of their run'))
    .addOption(fileOption('--html <file>', 'one page for a browser and for paper; - is stdout'))
    .addOption(fileOption('--markdown <file>', 'tables for a ticket or a wiki'))
    .addOption(fileOption('--csv <file>', 'one line for each row, for a spreadsheet'))
    .action((ids, options) =>
      run({ records: reportShape(options) }, async (context) =>
        (await import('./report/report-runs.ts')).reportRuns(context, ids, options),
      ),
    );

const fileOption = <F extends string>(flags: F, words: string) =>
  valueOption(flags, words, (text) => (text === ON_STDOUT ? text : filePath(text)));
