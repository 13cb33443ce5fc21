import type { Attempt } from '../api/http/request.ts';
import { isUpdatedBody, updatedText } from '../errors/program-updated.ts';
import type { ErrorBody } from '../errors/report.ts';
import { PLAIN, type Style, wantsColour } from '../output/colour.ts';
import type { Progress } from '../output/progress.ts';
import type { View } from '../output/view.ts';
import type { KnownSecrets } from '../secrets/known-secrets.ts';
import type { Environment } from '../system/environment.ts';
import { type Format, isJsonFormat } from '../validation/choices.ts';
import { createAnswerStdout } from './streams/answer-stdout.ts';
import { createProgressLine } from './streams/progress-line.ts';
import { createRedactedStderr } from './streams/redacted-stderr.ts';
import type { EndWork } from './streams/work-line.ts';

/** The format of output and how much of it is wanted. */
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
  /** What the call may have done by now, and how to look; null where nothing can have been. */
  readonly maybeDone: () => string | null;
  /** Redacted on both streams. */
  readonly secrets: KnownSecrets;
}

/**
 * The two streams: stdout carries the answer, stderr everything else. The code that prints loads on demand.
 * Instances are called `io`, because the global `console` is forbidden here.
 * See docs/decisions/2026-11-26-rooms.md.
 */
export interface Console {
  /** Prints text to stdout unchanged, such as help; throws `CliError` when it cannot be written. */
  print(text: string): Promise<void>;
  /** Prints the answer to stdout and its notes to stderr, but nothing there while a pager shows the answer. */
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
  /** False where no work is told: with `--quiet` or `--debug`, and when stderr is no terminal that can redraw. */
  readonly tellsWork: boolean;
  /**
   * Begins a piece of work, to be ended with the returned function. What takes over a second is told at a terminal:
   * `about` with `detail`, else with the number of answers of the API so far.
   */
  working(about: string, detail?: () => string): EndWork;
  /** Says at a terminal why the next attempt of a request waits. */
  waits(text: string): void;
  /** The counter of a run, shown as work is. Until it is stopped, nothing else is told. */
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

const NEXT = 'next: ';

export function createConsole(environment: Environment, manner: OutputOptions): Console {
  const { stderr, env } = environment;
  const { secrets } = manner;
  const hasColour = wantsColour(manner.colour, env, stderr.isTTY === true);
  // Colours are no reason to keep an error back.
  const style = async (): Promise<Style> =>
    hasColour ? import('../output/style.ts').then(({ inColour }) => inColour()).catch(() => PLAIN) : PLAIN;

  const { write: writeStderr, hold, settled } = createRedactedStderr(environment, secrets);

  const safe = async () => {
    const { safeText } = await import('../output/safe/safe-text.ts');
    return (lines: readonly string[]) => lines.map((line) => `${safeText(line)}\n`).join('');
  };

  const warn = (text: string) => writeStderr(async () => (await safe())([`note: ${text}`]));
  const told: string[] = [];
  const note = async (text: string) => {
    if (manner.quiet) return;
    told.push(text);
    await warn(text);
  };

  /** A first Ctrl-C is answered at once with what goes on later. */
  const isTold = (text: string) =>
    text.startsWith(NEXT) && told.some((before) => before.endsWith(`: ${text.slice(NEXT.length)}`));

  const progress = createProgressLine(environment, { ...manner, colour: hasColour });
  environment.waits.toldBy(progress.beginWait);
  const answer = createAnswerStdout(environment, manner, {
    warn,
    clear: progress.pause,
    hold(until) {
      progress.hold(until);
      hold(until);
    },
  });

  const remark = async ({ notes = [], warnings = [] }: View) => {
    for (const text of warnings) await warn(text);
    for (const text of typeof notes === 'function' ? notes() : notes) await note(text);
  };

  return {
    print: answer.print,
    note,
    warn,
    async show(view) {
      const format = manner.format();
      const { failures = [], before = [] } = view;
      if (failures.length > 0 && !isJsonFormat(format))
        await writeStderr(async () => (await safe())(failures));
      for (const text of before) if (!isTold(text)) await note(text);
      await answer.show(view, format);
      if (view.isLong) told.length = 0;
      await remark(view);
    },
    lines: answer.lines,
    jsonLine: (json) => writeStderr(async () => `${json}\n`, true),
    async fail(error, thrown) {
      const asJson = isJsonFormat(manner.errorFormat());
      progress.pause();
      await writeStderr(async () => {
        // What words any other error may be gone as well.
        if (isUpdatedBody(error)) return updatedText(error, asJson);
        const { errorText, errorJson } = await import('../output/error-text.ts');
        return asJson ? errorJson(error) : errorText(error, await style(), told);
      }, asJson);
      if (!manner.debug || !(thrown instanceof Error)) return;
      await writeStderr(async () => (await import('../output/error-text.ts')).stackText(thrown));
    },
    async debug(attempt) {
      await writeStderr(async () => (await import('../output/debug.ts')).debugText(attempt, secrets));
    },
    async prepare() {
      await Promise.all([
        answer.prepare(),
        hasColour && import('../output/style.ts'),
        import('../output/safe/safe-text.ts'),
        import('../output/error-text.ts'),
        manner.debug && import('../output/debug.ts'),
      ]);
    },
    tellsWork: progress.shown,
    working: progress.working,
    waits: progress.waits,
    counter: progress.counter,
    get counting() {
      return progress.counting;
    },
    animated: progress.animated,
    pause: progress.pause,
    async end() {
      progress.end();
      await settled();
    },
  };
}
