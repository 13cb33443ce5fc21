import { Option } from '@commander-js/extra-typings';
import { valueOption } from '../../../cli/options.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import { filePath, ON_STDOUT } from '../../../validation/paths.ts';
import type { OneOptions } from '../change/run-one.ts';

export interface PlanFlags {
  /** The file to write; `-` for stdout. */
  readonly plan?: string | undefined;
  readonly idsOnly?: true | undefined;
}

/** `description`: another one for a verb whose plans cannot do without names. */
export const planOption = (description = 'write a plan, send nothing; --ids-only leaves out names') =>
  valueOption('--plan <file>', description, planFile);

/** On the verb's page, which has to fit a screen, `--plan` names it. */
export const idsOnlyOption = () =>
  new Option('--ids-only', 'leave names, addresses and what was typed out of the plan').hideHelp();

/**
 * Refuses options of a change that contradict each other, and what is for a plan where there is none: a check sends
 * requests, a dry run and a plan must not. Throws `CliError` (usage).
 */
export function refuseContradictions({ plan, idsOnly, dryRun, check, verify }: PlanFlags & OneOptions): void {
  if (check === true && dryRun) {
    const hint =
      '--check asks the API whether it would be allowed; --dry-run prints what would be sent, and sends nothing';
    throw usageError('--check and --dry-run contradict each other', hint);
  }
  if (plan === undefined) {
    if (idsOnly) throw usageError('--ids-only is for a plan, and there is none', 'name its file with --plan');
    return;
  }
  if (verify) {
    const hint = 'give it to `aitronos runs apply`, which makes the change';
    throw usageError('--plan sends no change, so that there is nothing to --verify', hint);
  }
  const other = dryRun ? '--dry-run' : check === true ? '--check' : null;
  if (other === null) return;
  const hint = 'a plan sends no change either: leave one of them out';
  throw usageError(`--plan and ${other} contradict each other`, hint);
}

/** The name as it was typed, because it is told and stands in the next command. */
function planFile(text: string): string {
  if (text !== ON_STDOUT) filePath(text);
  return text;
}
