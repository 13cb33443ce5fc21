import type { Format } from '../validation/choices.ts';

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
