import type { KnownSecrets } from '../../secrets/known-secrets.ts';
import type { Format } from '../../validation/choices.ts';

export interface OutputOptions {
  /** Throws for an unknown format. */
  readonly format: () => Format;
  /** The format of errors; never throws, because the error may be about the format. */
  readonly errorFormat: () => Format;
  readonly quiet: boolean;
  readonly debug: boolean;
  readonly colour: boolean;
  /** False where no pager is wanted. */
  readonly pager: boolean;
  /** What the call may have done by now, and how to look (`look` shows just that); null where nothing can have been. */
  readonly maybeDone: (look?: string) => string | null;
  /** Redacted on both streams. */
  readonly secrets: KnownSecrets;
}
