import type { Environment } from '../../system/environment.ts';
import { findWriteTarget, type WriteTarget } from '../../system/written/target.ts';
import { refuseInputFile } from './input-files.ts';
import { refuseOwnFile } from './own-files.ts';

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
