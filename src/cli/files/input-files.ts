import { statSync } from 'node:fs';
import { usageError } from '../../errors/cli-errors.ts';

/** The options whose file is read. */
const READING = ['--from', '--roster', '--protect', '--input', '--ca-file'];

/**
 * Throws `CliError` (usage) when the file that `option` names to be written is one that the call reads: it would be
 * lost. Links count as the file to which they lead.
 */
export function refuseInputFile(file: string, option: string, argv: readonly string[]): void {
  const identity = identityOf(file);
  if (identity === null) return;
  const refuse = (name: string, read: string | undefined) => {
    if (read === undefined || identityOf(read) !== identity) return;
    const message = `${option} and ${name} name the same file, which would be lost: ${file}`;
    throw usageError(message, 'name two files');
  };
  argv.forEach((word, index) => {
    const [name = '', ...value] = word.split('=');
    if (READING.includes(name)) refuse(name, value.length === 0 ? argv[index + 1] : value.join('='));
    else if (isPlan(argv, index)) refuse('the plan', word);
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
function identityOf(file: string): string | null {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    return found?.isFile() ? `${found.dev}:${found.ino}` : null;
  } catch {
    return null;
  }
}
