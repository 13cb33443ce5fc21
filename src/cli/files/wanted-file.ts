import { existsSync, fstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { sep } from 'node:path';
import { usageError } from '../../errors/cli-errors.ts';
import { orElse } from '../../or-else.ts';
import { configFile, credentialsFile } from '../../settings/files/configuration-folder.ts';
import type { ResolvedSettings } from '../../settings/resolved-settings.ts';
import type { Environment } from '../../system/environment.ts';
import { runsFolder } from '../../system/folders.ts';
import { findWriteTarget, leadToSameFile, type WriteTarget } from '../../system/written/target.ts';

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

type Folders = Pick<Environment, 'folders'>;

/**
 * Throws `CliError` (usage) when what `option` names to be written is a record of a run, or where settings or secrets
 * are stored: it would be lost. `target`: where `file` leads.
 */
function refuseOwnFile(file: string, option: string, target: WriteTarget, environment: Folders): void {
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

const READING = ['--from', '--roster', '--protect', '--input', '--ca-file'];

/**
 * Throws `CliError` (usage) when the file that `option` names to be written is one that the call reads: it would be
 * lost. Links count as the file to which they lead.
 */
function refuseInputFile(file: string, option: string, argv: readonly string[]): void {
  const identity = identityOf(() => statSync(file));
  const refuse = (name: string, isSame: boolean) => {
    if (!isSame) return;
    const message = `${option} and ${name} name the same file, which would be lost: ${file}`;
    throw usageError(message, 'name two files');
  };
  const isIt = (find: () => Stats) => identity !== null && identityOf(find) === identity;
  // One that is not there yet would be made before it is read.
  const leadsHere = (read: string) =>
    read !== '-' && (isIt(() => statSync(read)) || leadToSameFile(read, file));
  refuse(
    'stdin',
    isIt(() => fstatSync(0)),
  );
  argv.forEach((word, index) => {
    const [name = '', ...value] = word.split('=');
    if (READING.includes(name)) {
      const read = value.length === 0 ? argv[index + 1] : value.join('=');
      refuse(name, read !== undefined && leadsHere(read));
    } else if (isPlan(argv, index)) refuse('the plan', leadsHere(word));
  });
}

/** Whether a word may be the plan that `runs apply` reads; it may stand before or behind options. */
function isPlan(argv: readonly string[], index: number): boolean {
  const verb = argv.indexOf('apply');
  return argv[verb - 1] === 'runs' && index > verb && !WRITING.includes(argv[index - 1] ?? '');
}

/** The options whose file is written. */
const WRITING = ['--plan', '--log-file', '--summary-file'];

/** What is the same for all paths to a regular file; null where there is none. */
function identityOf(find: () => Stats): string | null {
  const found = orElse(find, null);
  return found?.isFile() ? `${found.dev}:${found.ino}` : null;
}
