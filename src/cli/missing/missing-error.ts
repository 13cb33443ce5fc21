import { type CliError, usageError } from '../../errors/cli-errors.ts';

/** What a call lacks, and what brings it. */
export interface Missing {
  /** As it is typed, such as `--org` or `user`. */
  readonly name: string;
  /** The words for it in a sentence. */
  readonly words: string;
  readonly cure: string;
}

/** One usage error for everything that a call lacks, with a line of the hint for each cure. */
export function missingError(missing: readonly Missing[], more: readonly string[] = []): CliError {
  const hint = [...missing.map(({ cure }) => cure), ...more].join('\n');
  const message = `${listWords(missing)} ${missing.length === 1 ? 'is' : 'are'} missing`;
  return usageError(message, hint, { missing: missing.map(({ name, cure }) => ({ name, cure })) });
}

/** `a, b and c` */
function listWords(missing: readonly Missing[]): string {
  const all = missing.map(({ words }) => words);
  const last = all.pop() ?? '';
  return all.length === 0 ? last : `${all.join(', ')} and ${last}`;
}
