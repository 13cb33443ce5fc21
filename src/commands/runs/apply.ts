import { Argument, Option } from '@commander-js/extra-typings';
import { age, planDigest } from '../../approval/plan-words.ts';
import { markRequired } from '../../cli/help/marks.ts';
import * as options from '../../cli/options.ts';
import { CHANGES } from '../../results/shapes.ts';
import { organizationOrName } from '../../validation/names.ts';
import { DRY_RUN_OF_PLAN } from '../users/change/answer-shape.ts';
import { withRunOptions } from '../users/change/change-options.ts';

export const applyCommand = (run: options.Run) =>
  withRunOptions(
    options
      .newCommand('apply', {
        summary: 'carry out a plan',
        description:
          'Carry out a plan that --plan wrote, as a run. An edited plan is refused; its digest binds what ' +
          'was reviewed, and does not prove who planned it. ' +
          'Each user is looked at again: if one changed since the plan, it says so and sends nothing; --drift skip leaves such users out.',
        examples: [
          'runs apply plan.json --digest sha256:2f0c… --max-age 7d --four-eyes',
          'runs apply plan.json --dry-run -o markdown',
        ],
      })
      .usage('[options] <plan>')
      .addArgument(markRequired(new Argument('[plan]', 'the file of the plan; - for stdin')))
      .option('--digest <digest>', 'refuse a plan with any other digest', options.parseWith(planDigest))
      .option('--max-age <age>', 'refuse an older plan: 90s, 30m, 12h, 7d', options.parseWith(age))
      .option('--four-eyes', 'refuse a plan of the signed-in user')
      .addOption(
        new Option('--drift <fail|skip>', 'users who changed since are an error, or left out').choices([
          'fail',
          'skip',
        ] as const),
      )
      .option(
        '--org <id>',
        'refuse a plan of another organization; else AITRONOS_ORG',
        options.parseWith(organizationOrName),
      ),
  )
    .addOption(options.protectOption())
    .addOption(options.strictOption())
    .addOption(options.verifyOption())
    .addOption(options.dryRunOption())
    .addOption(options.noCheckOption())
    .action((file, given) =>
      run({ records: given.dryRun ? DRY_RUN_OF_PLAN : CHANGES }, async (context) =>
        (await import('./apply/apply-plan.ts')).applyPlan(context, file ?? null, given),
      ),
    );
