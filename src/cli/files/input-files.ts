import { statSync } from 'node:fs';
import { usageError } from '../../errors/cli-errors.ts';

/** The options whose file is read. */
const READING = ['--from', '--protect', '--input', '--ca-file'];

/**
 * Throws `CliError` (usage) when the file that `option` names to be written is one that the call reads: it would be
 * lost. Links count as the file to which they lead.
 */
export function refuseInputFile(file: string, option: string, argv: readonly string[]): void {
  const identity = identityOf(file);
  if (identity === null) return;
  argv.forEach((word, index) => {
    const [name = '', ...value] = word.split('=');
    if (!READING.includes(name)) return;
    const read = value.length === 0 ? argv[index + 1] : value.join('=');
    if (read === undefined || identityOf(read) !== identity) return;
    throw usageError(
      `${option} and ${name} name the same file, which would be lost: ${file}`,
      'name two files',
    );
  });
}

/** What is the same for all paths to a regular file; null where there is none. */
function identityOf(file: string): string | null {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    return found?.isFile() ? `${found.dev}:${found.ino}` : null;
  } catch {
    return null;
  }
}
