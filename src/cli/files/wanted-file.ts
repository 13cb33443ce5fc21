import { usageError } from '../../errors/cli-errors.ts';
import type { ResolvedSettings } from '../../settings/resolved-settings.ts';
import type { Environment } from '../../system/environment.ts';
import { findWriteTarget, leadToSameFile, type WriteTarget } from '../../system/written/target.ts';
import { refuseInputFile } from './input-files.ts';
import { refuseOwnFile } from './own-files.ts';

/** Refuses a file that another option of this call writes too. Throws `CliError` (usage). */
export function refuseWrittenElsewhere(
  file: string,
  option: string,
  { summaryFile, logFile }: Pick<ResolvedSettings, 'summaryFile' | 'logFile'>,
): void {
  const others = [summaryFile(), logFile()];
  if (others.some((other) => other !== null && leadToSameFile(file, other)))
    throw usageError(`${option} ${file}: another option writes the same file`, 'name two files');
}

/**
 * Where a file leads that `option` names to be written. Throws `CliError` (usage) where something would be lost that
 * this call reads or this program has stored, else as `findWriteTarget` does.
 */
export function findWantedFile(
  file: string,
  option: string,
  environment: Pick<Environment, 'argv' | 'folders'>,
): WriteTarget {
  refuseInputFile(file, option, environment.argv);
  const target = findWriteTarget(file);
  refuseOwnFile(file, option, target, environment);
  return target;
}
