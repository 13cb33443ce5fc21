import {
  type CommandWords,
  concurrencyOption,
  dryRunOption,
  failFastOption,
  maxOption,
  newCommand,
  protectOption,
  rateOption,
  strictOption,
  verifyOption,
  yesOption,
} from '../../cli/options.ts';
import type { ExecuteRunOptions } from './execution/execute.ts';

/** A verb that continues an existing run. */
export const runVerb = (verb: string, words: CommandWords) =>
  newCommand(verb, words)
    .argument('<run>', 'run id, or the beginning of one')
    .addOption(yesOption())
    .addOption(maxOption())
    .addOption(protectOption())
    .addOption(concurrencyOption())
    .addOption(rateOption())
    .addOption(failFastOption())
    .addOption(strictOption())
    .addOption(verifyOption())
    .addOption(dryRunOption());

export interface ReopenOptions extends ExecuteRunOptions {
  readonly yes?: true | undefined;
  readonly dryRun?: true | undefined;
  /** `50`, or `10%` of the active members. */
  readonly max?: string | undefined;
  /** The file of `--protect`. */
  readonly protect?: string | undefined;
}
