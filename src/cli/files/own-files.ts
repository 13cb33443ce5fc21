import { existsSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { usageError } from '../../errors/cli-errors.ts';
import { orElse } from '../../or-else.ts';
import { configFile, credentialsFile } from '../../settings/configuration-folder.ts';
import type { Environment } from '../../system/environment.ts';
import { runsFolder } from '../../system/folders.ts';
import { leadToSameFile, type WriteTarget } from '../../system/written/target.ts';

type Folders = Pick<Environment, 'folders'>;

/**
 * Throws `CliError` (usage) when what `option` names to be written is a record of a run, or where settings or secrets
 * are stored: it would be lost. `target`: where `file` leads.
 */
export function refuseOwnFile(file: string, option: string, target: WriteTarget, environment: Folders): void {
  if (!('path' in target)) return;
  const what = whatIs(target.path, environment);
  if (what === null) return;
  throw usageError(`${option} ${file} is among the ${what}`, 'name a file in another folder');
}

function whatIs(path: string, environment: Folders): string | null {
  // A folder that cannot be determined is told by what needs it.
  const runs = orElse(() => runsFolder(environment), null);
  if (isWithin(path, runs)) return 'records of runs';
  const config = orElse(() => environment.folders.config, null);
  const stored = config === null ? [] : [configFile(config), credentialsFile(config)];
  return stored.some((one) => leadToSameFile(path, one)) ? 'stored settings' : null;
}

const isWithin = (path: string, folder: string | null): boolean =>
  folder !== null && existsSync(folder) && path.startsWith(realpathSync(folder) + sep);
