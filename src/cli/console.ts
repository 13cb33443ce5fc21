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
import { canRedraw } from '../system/terminal-kind.ts';
import { type Format, isJsonFormat } from '../validation/choices.ts';
import { createRedactedStderr } from './redacted-stderr.ts';

/** The format of output and how much of it is wanted. */
export interface OutputOptions {
  /** Throws for an unknown format. */
  readonly format: () => Format;
  /** The format of errors; never throws, because the error may be about the format. */
  readonly errorFormat: () => Format;
  readonly quiet: boolean;
  readonly debug: boolean;
  readonly colour: boolean;
  /** Redacted on both streams. */
  readonly secrets: KnownSecrets;
}

/**
 * The two streams: stdout carries the answer, stderr everything else. The code that prints loads on demand.
 * Instances are called `io`, because the global `console` is forbidden here.
 * See docs/decisions/2026-11-26-rooms.md.
 */
export interface Console {
  /** Prints text to stdout unchanged; throws `CliError` when it cannot be written. */
  print(text: string): Promise<void>;
  /** Prints the answer to stdout and its notes to stderr. */
  show(view: View): Promise<void>;
  /** Prints an error to stderr, as text or JSON; the stack of `thrown` is added with `--debug`. */
  fail(error: ErrorBody, thrown: unknown): Promise<void>;
  /** Prints lines of JSON: records of an answer that is not complete yet. */
  lines(lines: readonly string[]): Promise<void>;
  /** Prints a line of JSON to stderr. */
  jsonLine(json: string): Promise<void>;
  note(text: string): Promise<void>;
  /** Prints a warning about lost or unstored data, also with `--quiet`. */
  warn(text: string): Promise<void>;
  /** Prints one request and its answer, for `--debug`. */
  debug(attempt: Attempt): Promise<void>;
  /** Loads all code that prints: during a long run an update of the program may replace its files. */
  prepare(): Promise<void>;
  /** The progress display of this call; silent with `--quiet` and when stderr is no terminal. */
  progress(): Promise<Progress>;
  /**
   * The counter of a run, shown as `progress` is. Until it is stopped, waits of single requests are not told: the
   * counter says how many are sent again.
   */
  counter(): Promise<Progress>;
  /** True while a counter is shown. */
  readonly counting: boolean;
  /** True when progress is a spinner: on a terminal that can redraw a line (not `TERM=dumb`). */
  readonly animated: boolean;
  /** Removes the progress line until its next update, because something else uses the terminal. */
  pause(): void;
  /** Ends the progress; resolves when all of stderr is written. */
  end(): Promise<void>;
}

/** Columns of a terminal that does not say how many it has. */
const USUAL_WIDTH = 80;

const SILENCE: Spinner = { say: () => {}, stop: () => {}, end: () => {} };

export function createConsole(environment: Environment, manner: OutputOptions): Console {
  const { stdout, stderr, env } = environment;
  const { secrets } = manner;
  const colourOn = (stream: typeof stdout) => wantsColour(manner.colour, env, stream.isTTY === true);
  const hint = 'what was asked for may have been done all the same';
  /** Resolves to false when stdout was closed by its reader. */
  const put = (text: string | Uint8Array, again?: string) =>
    write(stdout, text).catch((error: unknown) => {
      const cure = again === undefined ? hint : `${hint}: ${again}`;
      throw new CliError('STDOUT', EXIT.refused, `cannot write the answer: ${reason(error)}`, cure);
    });
  // Content of a regular file stays as it is; only CI logs interpret commands.
  const isLog = memoize(() => obeysLogCommands(env) && !environment.isFile('stdout'));
  const printer = memoize(() => import('../output/print.ts'));
  const styleOn = async (stream: typeof stdout): Promise<Style> =>
    colourOn(stream) ? (await import('../output/style.ts')).inColour() : PLAIN;

  const { write: writeStderr, settled } = createRedactedStderr(environment, secrets);

  const safe = async () => {
    const { safeText } = await import('../output/safe/safe-text.ts');
    return (lines: readonly string[]) => lines.map((line) => `${safeText(line)}\n`).join('');
  };

  const warn = (text: string) => writeStderr(async () => (await safe())([`note: ${text}`]));
  const note = async (text: string) => {
    if (!manner.quiet) await warn(text);
  };

  // The console owns the spinner, because any command may start it and the end of the call must stop it.
  let shown = SILENCE;
  let over = false;
  let counting = false;
  const animated = stderr.isTTY === true && canRedraw(env);
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
    width: stdout.isTTY === true ? stdout.columns || USUAL_WIDTH : Infinity,
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
      const { failures = [], before = [] } = view;
      if (failures.length > 0 && !isJsonFormat(format))
        await writeStderr(async () => (await safe())(failures));
      for (const text of before) await note(text);
      for await (const text of render(view, format, header, to)) {
        shown.stop();
        if (!(await put(text, again))) break;
      }
      await remark(view);
    },
    async lines(lines) {
      const { jsonLines } = await printer();
      await put(jsonLines(lines, { log: isLog(), secrets }));
    },
    jsonLine: (json) => writeStderr(async () => `${json}\n`, true),
    async fail(error, thrown) {
      const asJson = isJsonFormat(manner.errorFormat());
      shown.stop();
      await writeStderr(async () => {
        const { errorText, errorJson } = await import('../output/error-text.ts');
        return asJson ? errorJson(error) : errorText(error, await styleOn(stderr));
      }, asJson);
      if (!manner.debug || !(thrown instanceof Error)) return;
      await writeStderr(async () => (await import('../output/error-text.ts')).stackText(thrown));
    },
    async debug(attempt) {
      await writeStderr(async () => (await import('../output/debug.ts')).debugText(attempt, secrets));
    },
    async prepare() {
      await Promise.all([
        printer(),
        (colourOn(stdout) || colourOn(stderr)) && import('../output/style.ts'),
        stdout.isTTY === true && import('../output/tables/terminal-table.ts'),
        import('../output/safe/safe-text.ts'),
        import('../output/error-text.ts'),
        manner.debug && import('../output/debug.ts'),
      ]);
    },
    progress,
    async counter() {
      const line = await progress();
      counting = true;
      return {
        say: line.say,
        stop: () => {
          counting = false;
          line.stop();
        },
      };
    },
    get counting() {
      return counting;
    },
    animated,
    pause: () => shown.stop(),
    async end() {
      over = true;
      shown.end();
      await settled();
    },
  };
}
