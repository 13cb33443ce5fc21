import * as options from '../../cli/options.ts';
import { withRunOptions } from '../users/change/change-options.ts';
import type { ExecuteRunOptions } from './execution/execute.ts';

/** A verb that continues an existing run. Its work offers one where none is named. */
export function runVerb(verb: string, words: options.CommandWords) {
  const command = options.newCommand(verb, words).argument('<run>', 'run id, or the beginning of one');
  Reflect.set(command, 'missingArgument', () => {});
  return withRunOptions(command)
    .addOption(options.protectOption())
    .addOption(options.strictOption())
    .addOption(options.verifyOption())
    .addOption(options.dryRunOption());
}

export interface ReopenOptions extends ExecuteRunOptions {
  readonly yes?: true | undefined;
  readonly dryRun?: true | undefined;
  /** `50`, or `10%` of the active members. */
  readonly max?: string | undefined;
  /** The file of `--protect`. */
  readonly protect?: string | undefined;
}
