import type { Attempt } from '../api/http/request.ts';
import { isUpdatedBody, updatedText } from '../errors/program-updated.ts';
import type { ErrorBody } from '../errors/report.ts';
import { PLAIN, type Style, wantsColour } from '../output/colour.ts';
import type { View } from '../output/view.ts';
import type { Environment } from '../system/environment.ts';
import { isJsonFormat } from '../validation/choices.ts';
import { type AnswerStdout, createAnswerStdout } from './streams/answer-stdout.ts';
import type { OutputOptions } from './streams/output-options.ts';
import { createProgressLine, type ProgressLine } from './streams/progress-line.ts';
import { createRedactedStderr } from './streams/redacted-stderr.ts';

/**
 * The two streams: stdout carries the answer, stderr everything else. The code that prints loads on demand.
 * Instances are called `io`, because the global `console` is forbidden here.
 * See docs/decisions/2026-11-26-rooms.md.
 */
export interface Console
  extends Pick<AnswerStdout, 'print' | 'lines'>,
    Omit<ProgressLine, 'beginWait' | 'hold'> {
  /** Whether stderr gets colour. */
  readonly hasColour: boolean;
  /** Prints the answer to stdout and its notes to stderr, but nothing there while a pager shows the answer. */
  show(view: View): Promise<void>;
  /** Prints an error to stderr, as text or JSON; the stack of `thrown` is added with `--debug`. */
  fail(error: ErrorBody, thrown: unknown): Promise<void>;
  /** Prints a line of JSON to stderr. */
  jsonLine(json: string): Promise<void>;
  note(text: string): Promise<void>;
  /** Prints a warning about lost or unstored data, once where it comes twice, also with `--quiet`. */
  warn(text: string): Promise<void>;
  /** Prints one request and its answer, for `--debug`. */
  debug(attempt: Attempt): Promise<void>;
  /** Loads all code that prints: during a long run an update of the program may replace its files. */
  prepare(): Promise<void>;
  /** Ends the progress; resolves when all of stderr is written. */
  end(): Promise<void>;
}

const NEXT = 'next: ';

export function createConsole(environment: Environment, options: OutputOptions): Console {
  const { stderr, env } = environment;
  const { secrets } = options;
  const hasColour = wantsColour(options.colour, env, stderr.isTTY === true);
  // Colours are no reason to keep an error back.
  const style = async (): Promise<Style> =>
    hasColour ? import('../output/style.ts').then(({ inColour }) => inColour()).catch(() => PLAIN) : PLAIN;

  const { write: writeStderr, hold, settled } = createRedactedStderr(environment, secrets);

  const safe = async () => {
    const { safeText } = await import('../output/safe/safe-text.ts');
    return (lines: readonly string[]) => lines.map((line) => `${safeText(line)}\n`).join('');
  };

  const tell = (text: string) => writeStderr(async () => (await safe())([`note: ${text}`]));
  const warned = new Set<string>();
  const warn = async (text: string) => {
    if (warned.has(text)) return;
    warned.add(text);
    await tell(text);
  };
  const toldNotes: string[] = [];
  const note = async (text: string) => {
    if (options.quiet) return;
    toldNotes.push(text);
    await tell(text);
  };

  /** A first Ctrl-C is answered at once with what goes on later. */
  const isTold = (text: string) =>
    text.startsWith(NEXT) && toldNotes.some((before) => before.endsWith(`: ${text.slice(NEXT.length)}`));

  const progress = createProgressLine(environment, { ...options, colour: hasColour });
  environment.waits.toldBy(progress.beginWait);
  const answer = createAnswerStdout(environment, options, {
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
      const format = options.format();
      const { failures = [], before = [] } = view;
      if (failures.length > 0 && !isJsonFormat(format))
        await writeStderr(async () => (await safe())(failures));
      for (const text of before) if (!isTold(text)) await note(text);
      await answer.show(view, format);
      if (view.isLong) toldNotes.length = 0;
      await remark(view);
    },
    lines: answer.lines,
    jsonLine: (json) => writeStderr(async () => `${json}\n`, true),
    async fail(error, thrown) {
      const asJson = isJsonFormat(options.errorFormat());
      progress.pause();
      await writeStderr(async () => {
        // What words any other error may be gone as well.
        if (isUpdatedBody(error)) return updatedText(error, asJson);
        const { errorText, errorJson } = await import('../output/error-text.ts');
        return asJson ? errorJson(error) : errorText(error, await style(), toldNotes);
      }, asJson);
      if (!options.debug || !(thrown instanceof Error)) return;
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
        options.debug && import('../output/debug.ts'),
      ]);
    },
    hasColour,
    tellsWork: progress.tellsWork,
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
