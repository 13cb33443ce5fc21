import { inOrganization } from '../errors/retyped-commands.ts';
import { shellWord } from '../text/shell-word.ts';
import type { Format } from '../validation/choices.ts';

/** The options that every command takes; absent where they were not typed. */
export interface GlobalFlags {
  readonly output?: Format | undefined;
  readonly json?: true | undefined;
  /** The fields of each record, in their order. */
  readonly fields?: readonly string[] | undefined;
  readonly profile?: string | undefined;
  readonly apiUrl?: string | undefined;
  /** Seconds. */
  readonly timeout?: number | undefined;
  readonly retries?: number | undefined;
  /** The absolute path of a file with further trusted certificates. */
  readonly caFile?: string | undefined;
  readonly sandbox?: true | undefined;
  readonly quiet?: true | undefined;
  readonly debug?: true | undefined;
  /** The absolute path of a file for every request and answer. */
  readonly logFile?: string | undefined;
  /** The absolute path of a file for the end of the call. */
  readonly summaryFile?: string | undefined;
  /** False after `--no-input`. */
  readonly input?: boolean | undefined;
  /** False after `--no-color`. */
  readonly color?: boolean | undefined;
  /** False after `--no-pager`. */
  readonly pager?: boolean | undefined;
  /** The organization that was typed behind the verb, for the words of next commands alone. */
  readonly org?: string | undefined;
}

/**
 * A command with the typed options without which it would speak to another API, as another user, or about another
 * organization, quoted for a shell.
 */
export function retyped(command: string, { org, profile, apiUrl, caFile, sandbox }: GlobalFlags): string {
  const typed = { '--profile': profile, '--api-url': apiUrl, '--ca-file': caFile };
  const words = Object.entries(typed).flatMap(([option, value]) =>
    value === undefined ? [] : [option, shellWord(value)],
  );
  return [inOrganization(command, org), ...words, ...(sandbox ? ['--sandbox'] : [])].join(' ');
}
