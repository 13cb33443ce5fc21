import { Option } from '@commander-js/extra-typings';
import { newCommand, type Run, valueOption } from '../../cli/options.ts';
import { usageError } from '../../errors/cli-errors.ts';
import { waitingTime } from '../../validation/numbers.ts';
import { FINDING, VERIFIED } from './verify/shape.ts';

export const verifyCommand = (run: Run) =>
  newCommand('verify', {
    summary: 'whether users are as a run wanted; whether journals are as recorded',
    description:
      "Ask the API again for every user of a run, and compare its audit log, where it may be read, with what the run did. Changes nothing; what it found is kept beside the journal, for reports. Exit 0 when all are as the run wanted, 3 when some differ, 5 when some could not be asked. Roles and departments that a member's row does not tell are read from the lists of their members.\n" +
      '--journal asks nothing: it compares journals with the ledger, which chains what was recorded of every run, and tells an edited record, a run that is gone, a broken line. Exit 0, or 3 with what is wrong. It cannot show that the end of the ledger was cut off or all of it written anew: for that, compare the digest that it tells with one kept elsewhere, such as the ledger_digest on the page of a CI job.',
    examples: ['runs verify', 'runs verify 20260301-1200 --wait 2m', 'runs verify --journal'],
  })
    .argument('[run...]', 'run ids, or the beginnings of them; else the newest, with --journal all')
    .addOption(
      valueOption('--wait <time>', 'ask again until all agree, at most so long: 90s, 2m, 1h', waitingTime),
    )
    .addOption(new Option('--journal', 'compare the journals with the ledger instead'))
    .action((ids, { wait, journal }) =>
      run({ records: journal ? FINDING : VERIFIED }, async (context) => {
        if (!journal) return (await import('./verify/verify-runs.ts')).verifyRuns(context, ids, { wait });
        if (wait !== undefined) throw usageError('--wait and --journal contradict each other', NO_WAIT);
        return (await import('./verify/verify-journal.ts')).verifyJournal(context, ids);
      }),
    );

const NO_WAIT = '--journal asks no API, so that there is nothing to wait for: leave --wait out';
