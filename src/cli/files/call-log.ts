import type { Attempt } from '../../api/http/request.ts';
import { usageError } from '../../errors/cli-errors.ts';
import type { ExitCode } from '../../errors/exit-codes.ts';
import { reason } from '../../errors/reason.ts';
import type { ErrorBody } from '../../errors/report.ts';
import type { KnownSecrets } from '../../secrets/known-secrets.ts';
import type { ResolvedSettings } from '../../settings/resolved-settings.ts';
import type { Environment } from '../../system/environment.ts';
import { version } from '../../version.ts';
import type { Console } from '../console.ts';
import { namedBy, unwritableError } from './unwritable.ts';

/** What the call does, for `--log-file`. Does nothing without that option. */
export interface CallLog {
  /**
   * Opens the file and writes the first line. `command`: its words without arguments, which may be personal; null
   * where it is not known. Throws `CliError` (usage) when the file cannot be written.
   */
  begin(command: string | null): Promise<void>;
  /** Writes one request and its answer before it returns, so that a run of any length holds none of them. */
  attempt(attempt: Attempt): void;
  /** Writes the last line and closes the file. Never throws. */
  end(exit: ExitCode, error: ErrorBody | null): Promise<void>;
}

type AttemptLine = typeof import('../../output/debug.ts').attemptLine;

interface Opened {
  readonly write: (line: string) => void;
  readonly close: () => void;
  readonly attemptLine: AttemptLine;
  readonly json: (value: unknown) => string;
}

/** See docs/decisions/2026-11-26-log-file.md. */
export function createCallLog(
  environment: Environment,
  { logFile, summaryFile }: Pick<ResolvedSettings, 'logFile' | 'summaryFile'>,
  secrets: KnownSecrets,
  io: Console,
): CallLog {
  const { argv, clock, node } = environment;
  let opened: Opened | null = null;
  let over = false;

  /** What follows a line that could not be written would be a log with a hole in it. */
  const put = (line: (log: Opened) => string): void => {
    const log = opened;
    if (log === null) return;
    try {
      log.write(line(log));
    } catch (error) {
      [opened, over] = [null, true];
      log.close();
      void io.warn(
        `${namedBy('--log-file', argv)}: nothing more is written, so the log ends here: ${reason(error)}`,
      );
    }
  };
  const event = (fields: object) =>
    put(({ json }) => {
      const time = new Date(clock.now()).toISOString();
      return `${secrets.redactJson(json({ time, ...fields }))}\n`;
    });

  const begin: CallLog['begin'] = async (command) => {
    const file = logFile();
    if (file === null || over || opened !== null) return;
    const other = summaryFile();
    const { leadToSameFile } = await import('../../system/written/target.ts');
    if (other !== null && leadToSameFile(file, other)) {
      const both = `${namedBy('--log-file', argv)} and ${namedBy('--summary-file', argv)}`;
      throw usageError(`${both} name the same file`, 'name two files');
    }
    opened = await openLog(file, environment, io);
    event({ event: 'start', version, node, command });
  };

  return {
    async begin(command) {
      await begin(command).catch((error: unknown) => {
        over = true;
        throw error;
      });
    },
    attempt(attempt) {
      put(({ attemptLine }) => attemptLine(attempt, clock.now(), secrets));
    },
    async end(exit_code, error) {
      // A line that could not be parsed never began, nor did help.
      await begin(null).catch((cause: unknown) => io.warn(reason(cause)));
      event({ event: 'end', exit_code, error });
      opened?.close();
      opened = null;
    },
  };
}

async function openLog(file: string, environment: Environment, io: Console): Promise<Opened> {
  const [{ findWantedFile }, { openAppended }, { attemptLine }, { safeJson }] = await Promise.all([
    import('./wanted-file.ts'),
    import('../../system/written/appended-file.ts'),
    import('../../output/debug.ts'),
    import('../../output/safe/safe-text.ts'),
  ]);
  const name = namedBy('--log-file', environment.argv);
  const made = { attemptLine, json: (value: unknown) => safeJson(value) };
  try {
    const target = findWantedFile(file, name, environment);
    if ('path' in target) {
      const { append, close } = openAppended(target);
      return { ...made, write: append, close };
    }
    const print = (line: string) =>
      target.kind === 'stdout' ? io.lines([line.trimEnd()]) : io.jsonLine(line.trimEnd());
    return { ...made, write: (line) => void print(line).catch(() => {}), close: () => {} };
  } catch (error) {
    throw unwritableError(file, name, error);
  }
}
