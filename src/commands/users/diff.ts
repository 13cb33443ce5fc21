import { Option } from '@commander-js/extra-typings';
import { markRequired } from '../../cli/help/marks.ts';
import { newCommand, orgOption, parseWith, protectOption, type Run } from '../../cli/options.ts';
import { userLimit } from '../../validation/numbers.ts';
import { withReadingOptions } from './change/reading-flags.ts';
import { differenceChoice, differenceShape } from './diff/diff-options.ts';

export const diffCommand = (run: Run) =>
  withReadingOptions(
    newCommand('diff', {
      summary: 'compare a roster with the organization: who must go',
      description:
        'Compare a roster, such as the export of an HR system, with the people of an organization, and ' +
        'list who is only in one of them. Changes nothing.',
      examples: [
        'users diff --roster hr.csv --org org_xyz789',
        'users diff --roster hr.csv --only leaver -o csv > leavers.csv',
        'users diff --roster hr.csv -o csv | aitronos users deactivate --from - --yes',
      ],
    })
      .addOption(orgOption())
      .addOption(
        markRequired(new Option('--roster <file>', 'the complete roster, as --from reads it; - for stdin')),
      )
      .option(
        '--only <kind,...>',
        'any of orphan, leaver, returned, missing, ambiguous, protected',
        parseWith(differenceChoice),
      )
      .option(
        '--max <n|n%>',
        'refuse more orphans and leavers than this; default 10%, at least 5',
        parseWith(userLimit),
      )
      .addOption(protectOption())
      .option('--exit-code', 'exit 3 when there are differences')
      .action((options) =>
        run({ records: differenceShape(options.only) }, async (context) =>
          (await import('./diff/show-differences.ts')).showDifferences(context, options),
        ),
      ),
  );
