import { fstatSync, type Stats, statSync } from 'node:fs';
import { usageError } from '../../errors/cli-errors.ts';
import { leadToSameFile } from '../../system/written/target.ts';

/** The options whose file is read. */
const READING = ['--from', '--roster', '--protect', '--input', '--ca-file'];

/**
 * Throws `CliError` (usage) when the file that `option` names to be written is one that the call reads: it would be
 * lost. Links count as the file to which they lead.
 */
export function refuseInputFile(file: string, option: string, argv: readonly string[]): void {
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
  try {
    const found = find();
    return found.isFile() ? `${found.dev}:${found.ino}` : null;
  } catch {
    return null;
  }
}
