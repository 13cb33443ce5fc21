import { breakCommands, obeysLogCommands } from '../output/safe/ci-log.ts';
import { write } from '../output/write.ts';
import type { KnownSecrets } from '../secrets/known-secrets.ts';
import type { Environment } from '../system/environment.ts';

/** What is told on stderr, in order. */
interface RedactedStderr {
  /** Writes a text after all that was told before it; `json` when the text is a line of JSON. */
  tell(words: () => Promise<string>, json?: boolean): Promise<void>;
  /** Resolves when everything that was told is written. */
  settled(): Promise<void>;
}

/** The text when the words for something cannot be found, so that what comes after it is told all the same. */
const unsayable = (error: unknown): string =>
  `error: this cannot be put into words: ${error instanceof Error ? error.name : typeof error}\n`;

/**
 * The only way to stderr for notes, errors and `--debug`: every secret that this process knows is taken out of each text,
 * and in the log of a CI job what the job would obey. Texts come in the order in which they were told. A failure to write
 * is not told, because there is nowhere left to tell it.
 */
export function redactedStderr({ stderr, env, isFile }: Environment, secrets: KnownSecrets): RedactedStderr {
  let before = Promise.resolve();
  return {
    tell(words, json = false) {
      before = before.then(async () => {
        const said = await words().catch(unsayable);
        const text = json ? secrets.redactJson(said) : secrets.redact(said);
        // A regular file is no log: what is kept there stays as it is.
        const isLog = obeysLogCommands(env) && !isFile('stderr');
        await write(stderr, isLog ? breakCommands(text, json) : text).catch(() => {});
      });
      return before;
    },
    settled: () => before,
  };
}
