import type { Attempt } from '../api/http/request.ts';
import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { reason } from '../errors/reason.ts';
import type { ErrorBody } from '../errors/report.ts';
import { memoize } from '../memoize.ts';
import { PLAIN, type Style, wantsColour } from '../output/colour.ts';
import type { Progress, Spinner } from '../output/progress.ts';
import { obeysLogCommands } from '../output/safe/ci-log.ts';
import type { View } from '../output/view.ts';
import { write } from '../output/write.ts';
import type { KnownSecrets } from '../secrets/known-secrets.ts';
import type { Environment } from '../system/environment.ts';
import type { Format } from '../validation/choices.ts';
import { redactedStderr } from './redacted-stderr.ts';

/** How much is said, and how. */
export interface OutputOptions {
  /** Throws when the format that was asked for is none. */
  readonly format: () => Format;
  /** How errors look, also the one about a wrong format. */
  readonly errorFormat: () => Format;
  readonly quiet: boolean;
  readonly debug: boolean;
  readonly colour: boolean;
  /** They are said to nobody, on neither stream. */
  readonly secrets: KnownSecrets;
}

/**
 * The two streams: stdout is the answer, stderr the conversation. Loads what prints when there is something
 * to print. An instance is called `io`: the global `console` is forbidden here. See
 * docs/decisions/2026-11-26-rooms.md.
 */
export interface Console {
  /** Text to stdout as it stands; throws `CliError` when it cannot be written. */
  print(text: string): Promise<void>;
  /** The answer to stdout, its notes to stderr. */
  show(view: View): Promise<void>;
  /** An error to stderr, in words or as JSON; `thrown` adds its stack where debugging is on. */
  fail(error: ErrorBody, thrown: unknown): Promise<void>;
  /** Lines of JSON, records of an answer that is not complete yet. */
  lines(lines: readonly string[]): Promise<void>;
  note(text: string): Promise<void>;
  /** A note of what was lost, or could not be stored: said also when quiet. */
  warn(text: string): Promise<void>;
  /** One request and its answer, for whoever looks for a fault. */
  debug(attempt: Attempt): Promise<void>;
  /**
   * Loads what answers, notes and errors need: what is loaded later may be gone, when the program is updated under
   * a long run.
   */
  prepare(): Promise<void>;
  /** The one progress of this call, at a terminal; elsewhere, and where it was asked for quiet, it says nothing. */
  progress(): Promise<Progress>;
  /**
   * Whether progress is one line that turns: at a terminal, unless it says that it can draw nothing (`TERM=dumb`).
   */
  readonly animated: boolean;
  /** Takes the progress away until something is said there again: the terminal is wanted for something else. */
  pause(): void;
  /** Ends the progress for good, and settles when everything on stderr is written. */
  end(): Promise<void>;
}

const isJson = (format: Format) => format === 'json' || format === 'jsonl';

const SILENCE: Spinner = { say: () => {}, stop: () => {}, end: () => {} };

export function createConsole(environment: Environment, manner: OutputOptions): Console {
  const { stdout, stderr, env } = environment;
  const { secrets } = manner;
  const colourOn = (stream: typeof stdout) => wantsColour(manner.colour, env, stream.isTTY === true);
  const hint = 'what was asked for may have been done all the same';
  /** False when nobody reads any more. */
  const put = (text: string | Uint8Array, again?: string) =>
    write(stdout, text).catch((error: unknown) => {
      const cure = again === undefined ? hint : `${hint}: ${again}`;
      throw new CliError('STDOUT', EXIT.refused, `cannot write the answer: ${reason(error)}`, cure);
    });
  // A file is no log: what is kept there stays as it is.
  const isLog = memoize(() => obeysLogCommands(env) && !environment.isFile('stdout'));
  const printer = memoize(() => import('../output/print.ts'));
  const styleOn = async (stream: typeof stdout): Promise<Style> =>
    colourOn(stream) ? (await import('../output/style.ts')).inColour() : PLAIN;

  const { tell, settled } = redactedStderr(environment, secrets);

  const safe = async () => {
    const { safeText } = await import('../output/safe/safe-text.ts');
    return (lines: readonly string[]) => lines.map((line) => `${safeText(line)}\n`).join('');
  };

  const warn = (text: string) => tell(async () => (await safe())([`note: ${text}`]));
  const note = async (text: string) => {
    if (!manner.quiet) await warn(text);
  };

  // Whoever waits for the API may say so in every command, so what turns belongs to the screen and ends with it.
  let shown = SILENCE;
  let over = false;
  const animated = stderr.isTTY === true && env['TERM'] !== 'dumb';
  const progress = memoize(async (): Promise<Progress> => {
    if (manner.quiet || manner.debug || !animated) return SILENCE;
    const { createSpinner } = await import('../output/progress.ts');
    if (over) return shown;
    const line = createSpinner(stderr, colourOn(stderr), environment.signal);
    shown = { ...line, say: (text) => line.say(secrets.redact(text)) };
    return shown;
  });

  const remark = async ({ notes = [], warnings = [] }: View) => {
    for (const text of warnings) await warn(text);
    for (const text of typeof notes === 'function' ? notes() : notes) await note(text);
  };
  const destination = ({ shows }: View) => ({
    terminal: stdout.isTTY === true,
    log: isLog(),
    secrets: shows ? secrets.except(shows) : secrets,
  });

  const print = async (text: string): Promise<void> => {
    await put(secrets.redact(text));
  };

  return {
    print,
    note,
    warn,
    async show(view) {
      const format = manner.format();
      const [{ render }, { header }] = await Promise.all([printer(), styleOn(stdout)]);
      const again = 'again' in view ? view.again : undefined;
      const to = destination(view);
      for await (const text of render(view, format, header, to)) {
        shown.stop();
        if (!(await put(text, again))) break;
      }
      if (!isJson(format)) await tell(async () => (await safe())(view.failures ?? []));
      await remark(view);
    },
    async lines(lines) {
      const { jsonLines } = await printer();
      await put(jsonLines(lines, { log: isLog(), secrets }));
    },
    async fail(error, thrown) {
      const asJson = isJson(manner.errorFormat());
      shown.stop();
      await tell(async () => {
        const { errorText, errorJson } = await import('../output/error-text.ts');
        return asJson ? errorJson(error) : errorText(error, await styleOn(stderr));
      }, asJson);
      if (!manner.debug || !(thrown instanceof Error)) return;
      await tell(async () => (await import('../output/error-text.ts')).stackText(thrown));
    },
    async debug(attempt) {
      await tell(async () => (await import('../output/debug.ts')).debugText(attempt, secrets));
    },
    async prepare() {
      await Promise.all([
        printer(),
        (colourOn(stdout) || colourOn(stderr)) && import('../output/style.ts'),
        import('../output/safe/safe-text.ts'),
        import('../output/error-text.ts'),
        manner.debug && import('../output/debug.ts'),
      ]);
    },
    progress,
    animated,
    pause: () => shown.stop(),
    async end() {
      over = true;
      shown.end();
      await settled();
    },
  };
}
