import { CliError, FULL_DISK } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { reason, systemCode } from '../../errors/reason.ts';
import { memoize } from '../../memoize.ts';
import { PLAIN, type Style, wantsColour } from '../../output/colour.ts';
import type { PagedOutput } from '../../output/paged-output.ts';
import { obeysLogCommands } from '../../output/safe/ci-log.ts';
import type { View } from '../../output/view.ts';
import { write } from '../../output/write.ts';
import type { Environment } from '../../system/environment.ts';
import { pagerCommand } from '../../system/pager/pager-command.ts';
import { canRedraw, lineWidth } from '../../system/terminal-kind.ts';
import type { Format } from '../../validation/choices.ts';
import type { OutputOptions } from './output-options.ts';

/** The rest of the terminal, of which an answer has to take care. */
interface RestOfTerminal {
  /** Removes the line of progress. */
  clear(): void;
  /** Keeps everything else from the terminal until this settles. */
  hold(until: Promise<unknown>): void;
  warn(text: string): Promise<void>;
}

/** Stdout, which carries the answer alone; secrets are redacted. Throws `CliError` when it cannot be written. */
export interface AnswerStdout {
  /** Prints a text of our own unchanged, such as help. */
  print(text: string): Promise<void>;
  /** Prints the answer; at a terminal what is longer than the screen goes through the pager. */
  show(view: View, format: Format): Promise<void>;
  /** Prints lines of JSON that this program has written. */
  lines(lines: readonly string[]): Promise<void>;
  /** Loads all code that prints. */
  prepare(): Promise<unknown>;
}

/** What mends an answer that was not written where nothing was changed. */
function unwrittenCure(error: unknown): string {
  const isFull = FULL_DISK.has(systemCode(error) ?? '');
  const cure = isFull ? 'make room there' : 'send it where it can be written';
  return `only the answer was not written, or not whole, and nothing was changed: ${cure}, and run the command again`;
}

export function createAnswerStdout(
  environment: Environment,
  options: OutputOptions,
  rest: RestOfTerminal,
): AnswerStdout {
  const { stdout, env, signal } = environment;
  const { secrets } = options;
  const isTerminal = stdout.isTTY === true;
  // Content of a regular file stays as it is; only CI logs interpret commands.
  const isLog = memoize(() => obeysLogCommands(env) && !environment.isFile('stdout'));
  const printer = memoize(() => import('../../output/print.ts'));
  const hasColour = wantsColour(options.colour, env, isTerminal);
  const style = async (): Promise<Style> =>
    hasColour ? (await import('../../output/style.ts')).inColour() : PLAIN;

  /** Resolves to false when stdout was closed by its reader. */
  const put = (text: string | Uint8Array, again?: string) =>
    write(stdout, text).catch((error: unknown) => {
      const unwritten = unwrittenCure(error) + (again === undefined ? '' : `: ${again}`);
      const cure = options.maybeDone(again) ?? unwritten;
      throw new CliError('STDOUT', EXIT.refused, `cannot write the answer: ${reason(error)}`, cure);
    });

  const command = memoize(() =>
    isTerminal && options.pager && !options.debug && canRedraw(env)
      ? pagerCommand(env, environment.platform)
      : null,
  );
  const plainOut = (again?: string): PagedOutput => ({
    write: (text) => put(text, again),
    end: async () => {},
  });
  const pagedOut = async (again?: string): Promise<PagedOutput> => {
    const pager = command();
    // A terminal that does not say how long it is shows everything at once.
    if (pager === null || !stdout.rows) return plainOut(again);
    const { createPagedOutput } = await import('../../output/paged-output.ts');
    return createPagedOutput({
      rows: stdout.rows,
      command: pager,
      start: environment.startPager,
      print: (text) => put(text, again),
      interrupt: signal,
      onStart: rest.hold,
      onFailure: async (how) => {
        const { named } = pager;
        if (how === 'failed') await rest.warn(`the pager failed: ${named ?? 'less'}`);
        else if (named !== null) await rest.warn(`the pager cannot be started: ${named}`);
      },
    });
  };

  const destination = ({ shows }: View) => ({
    terminal: isTerminal,
    width: lineWidth(stdout),
    log: isLog(),
    secrets: shows ? secrets.except(shows) : secrets,
  });

  return {
    async print(text) {
      const out = await pagedOut();
      await out.write(secrets.redact(text));
      await out.end();
    },
    async show(view, format) {
      const [{ render }, { header }] = await Promise.all([printer(), style()]);
      const again = 'again' in view ? view.again : undefined;
      const isPaged = format === 'table' && !('raw' in view) && view.until === undefined;
      const out = isPaged ? await pagedOut(again) : plainOut(again);
      try {
        for await (const text of render(view, format, header, destination(view))) {
          rest.clear();
          if (!(await out.write(text))) break;
        }
      } finally {
        await out.end();
      }
    },
    async lines(lines) {
      const { jsonLines } = await printer();
      await put(jsonLines(lines, { log: isLog(), secrets }));
    },
    prepare: () =>
      Promise.all([
        printer(),
        hasColour && import('../../output/style.ts'),
        isTerminal && import('../../output/tables/terminal-table.ts'),
        command() !== null && import('../../output/paged-output.ts'),
      ]),
  };
}
