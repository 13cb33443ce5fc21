import { FORMATS, type Format } from '../validation/values.ts';

/** The options that every command takes, as typed; absent ones were not typed. */
export interface GlobalFlags {
  readonly output?: Format | undefined;
  readonly json?: true | undefined;
  readonly profile?: string | undefined;
  readonly apiUrl?: string | undefined;
  /** Seconds. */
  readonly timeout?: number | undefined;
  readonly retries?: number | undefined;
  /** A file of certificates to trust besides; its whole path. */
  readonly caFile?: string | undefined;
  readonly sandbox?: true | undefined;
  readonly quiet?: true | undefined;
  readonly debug?: true | undefined;
  /** False after `--no-color`. */
  readonly color?: boolean | undefined;
}

/** What can be told of a command line that could not be parsed: how its error should look. */
export function peekFlags(argv: readonly string[]): GlobalFlags {
  const named = argv.map((word, index) => {
    if (word === '-o' || word === '--output') return argv[index + 1];
    return /^(?:--output=|-o=?)(.+)$/.exec(word)?.[1];
  });
  const output = FORMATS.find((format) => named.includes(format));
  return {
    ...(output && { output }),
    ...(argv.includes('--json') && { json: true as const }),
    ...(argv.includes('--debug') && { debug: true as const }),
    color: !argv.includes('--no-color'),
  };
}
