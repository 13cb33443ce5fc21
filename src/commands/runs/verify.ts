import { Command, Option } from '@commander-js/extra-typings';
import { examples, type Run } from '../../cli/options.ts';
import { verifyShape } from './ledger/verify-shape.ts';

export const verifyCommand = (run: Run) =>
  new Command('verify')
    .summary('whether runs are as they were recorded')
    .description(
      'Compare journals with the ledger, which chains what was recorded of every run: an edited record, a run that is gone, a broken line. Exit 0, or 3 with what is wrong. It cannot show that the end of the ledger was cut off or all of it written anew: for that, compare the digest that it tells with one kept elsewhere, such as the ledger_digest on the page of a CI job.',
    )
    .argument('[run...]', 'run ids, or the beginnings of them; else all runs')
    .addOption(new Option('--journal', 'compare the journals with the ledger (required)'))
    .addHelpText('after', examples('runs verify --journal', 'runs verify --journal 20260301-1200 --json'))
    .action((ids, { journal }) =>
      run(
        async (context) =>
          (await import('./ledger/verify-journal.ts')).verifyJournal(context, ids, journal === true),
        'needed',
        verifyShape,
      ),
    );
