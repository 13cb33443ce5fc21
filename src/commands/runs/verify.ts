import { newCommand, parseWith, type Run } from '../../cli/options.ts';
import { usageError } from '../../errors/cli-errors.ts';
import { waitingTime } from '../../validation/numbers.ts';
import { FINDING, VERIFIED } from './verify/shape.ts';

export const verifyCommand = (run: Run) =>
  newCommand('verify', {
    summary: 'check users against a run, or journals against the ledger',
    description:
      'Ask the API again about every user of a run, and compare its audit log, if it may be read, with ' +
      'what the run did. Changes nothing; what it found is kept beside the journal, for reports. Exit 0 ' +
      'when all are as the run wanted, 3 when some differ, 5 when some could not be asked. Roles and ' +
      "departments missing from a member's row are read from the lists of their members.\n" +
      '--journal asks nothing: it compares the journals with the ledger, which chains the records of all ' +
      'runs, and finds an edited record, a missing run, a broken line. Exit 0, or 3 with what is wrong. It ' +
      'cannot see that the end of the ledger was cut off, or that all of it was rewritten: for that, ' +
      'compare the digest it prints with one kept elsewhere, such as the ledger_digest on the page of a CI ' +
      'job.',
    examples: ['runs verify', 'runs verify 20260301-1200 --wait 2m', 'runs verify --journal'],
  })
    .argument('[run...]', 'run ids, or the beginnings of them; else the newest, with --journal all')
    .option(
      '--wait <time>',
      'ask again until all agree, for at most this long: 90s, 2m, 1h',
      parseWith(waitingTime),
    )
    .option('--journal', 'compare the journals with the ledger instead')
    .action((ids, { wait, journal }) =>
      run({ records: journal ? FINDING : VERIFIED }, async (context) => {
        if (!journal) return (await import('./verify/verify-runs.ts')).verifyRuns(context, ids, { wait });
        if (wait !== undefined) throw usageError('--wait and --journal contradict each other', NO_WAIT);
        return (await import('./verify/verify-journal.ts')).verifyJournal(context, ids);
      }),
    );

const NO_WAIT = '--journal asks no API, so that there is nothing to wait for: leave --wait out';
