import { isProgramUpdated } from '../../errors/program-updated.ts';
import { breakCommands, obeysLogCommands } from '../../output/safe/ci-log.ts';
import { write } from '../../output/write.ts';
import type { KnownSecrets } from '../../secrets/known-secrets.ts';
import type { Environment } from '../../system/environment.ts';

/** Writes to stderr, in order. */
export interface RedactedStderr {
  /**
   * Writes a text after all earlier ones; `json` when it is a line of JSON. Resolves when it is written, or at once
   * while texts are held.
   */
  write(words: () => Promise<string>, json?: boolean): Promise<void>;
  /** Holds all further texts until this settles, because something else uses the terminal. */
  hold(until: Promise<unknown>): void;
  /** Resolves when everything is written. */
  settled(): Promise<void>;
}

/** Replaces a text that could not be made, so that later ones still appear. */
const failedText = (error: unknown): string =>
  isProgramUpdated(error)
    ? `note: not all can be told: ${error.message}\n`
    : `error: this cannot be put into words: ${error instanceof Error ? error.name : typeof error}\n`;

/**
 * The only way to stderr for notes, errors and `--debug`. Redacts every known secret, and in CI logs the
 * commands that the CI system would execute. Texts keep their order. Errors of writing are ignored, because
 * there is no other place to report them.
 */
export function createRedactedStderr(
  { stderr, env, isFile }: Environment,
  secrets: KnownSecrets,
): RedactedStderr {
  let before = Promise.resolve();
  let held = 0;
  return {
    write(words, json = false) {
      before = before.then(async () => {
        const said = await words().catch(failedText);
        const text = json ? secrets.redactJson(said) : secrets.redact(said);
        // Content of a regular file stays as it is; only CI logs interpret commands.
        const isLog = obeysLogCommands(env) && !isFile('stderr');
        await write(stderr, isLog ? breakCommands(text, json) : text).catch(() => {});
      });
      return held > 0 ? Promise.resolve() : before;
    },
    hold(until) {
      held += 1;
      const over = until
        .catch(() => {})
        .then(() => {
          held -= 1;
        });
      before = before.then(() => over);
    },
    settled: () => before,
  };
}
