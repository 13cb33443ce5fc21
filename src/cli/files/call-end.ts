import { CliError, otherFileCure, usageError } from '../../errors/cli-errors.ts';
import type { ExitCode } from '../../errors/exit-codes.ts';
import { reason } from '../../errors/reason.ts';
import type { ErrorBody } from '../../errors/report.ts';
import type { KnownSecrets } from '../../secrets/known-secrets.ts';
import type { ResolvedSettings } from '../../settings/resolved-settings.ts';
import type { Environment } from '../../system/environment.ts';
import type { Console } from '../console.ts';
import { refuseInputFile } from './input-files.ts';
import { namedBy } from './named-by.ts';

/** What a call did, as one JSON object; null for an exit code that is not known yet. */
export type DidWhat = (exit: ExitCode | null) => unknown;

/** How the call ended, for `--summary-file`. Does nothing without that option. */
export interface CallEnd {
  /** Throws `CliError` (usage) when the file cannot be written. To be called before the first request. */
  checkFile(): Promise<void>;
  /** Sets what the file will say: a record, or the summary of a run. Without it, the error or the exit code. */
  set(what: DidWhat): void;
  /**
   * Writes what is known by now, so that it is there even when the process is killed. A pipe or a stream gets the end
   * alone. Throws `CliError` when it cannot be written.
   */
  save(exit: ExitCode | null): Promise<void>;
  /** Adds something that has to be done when the call has ended. */
  also(work: (exit: ExitCode) => Promise<void>): void;
  /** Writes the end. Never throws: a failure is a warning, because the call has ended as it has. */
  write(exit: ExitCode, error: ErrorBody | null): Promise<void>;
}

/** See docs/decisions/2026-11-26-summary-file.md. */
export function createCallEnd(
  environment: Pick<Environment, 'argv' | 'folders'>,
  { summaryFile }: Pick<ResolvedSettings, 'summaryFile'>,
  secrets: KnownSecrets,
  io: Console,
): CallEnd {
  const { argv } = environment;
  let what: DidWhat | null = null;
  let refused = false;
  const others: ((exit: ExitCode) => Promise<void>)[] = [];

  const put = async (file: string, said: unknown, isLast: boolean): Promise<void> => {
    const [{ findWriteTarget }, { writeWhole }, { safeJson }, { refuseOwnFile }] = await modules();
    refuseInputFile(file, namedBy('--summary-file', argv), argv);
    const target = findWriteTarget(file);
    refuseOwnFile(file, namedBy('--summary-file', argv), target, environment);
    const json = safeJson(said);
    if (target.kind === 'file') writeWhole(target, secrets.redactJson(`${json}\n`));
    else if (!isLast) return;
    else if (target.kind === 'device') writeWhole(target, secrets.redactJson(`${json}\n`));
    else if (target.kind === 'stdout') await io.lines([json]);
    else await io.jsonLine(json);
  };

  return {
    async checkFile() {
      const file = summaryFile();
      if (file === null) return;
      const [{ findWriteTarget }, { checkWritable }, , { refuseOwnFile }] = await modules();
      try {
        refuseInputFile(file, namedBy('--summary-file', argv), argv);
        const target = findWriteTarget(file);
        refuseOwnFile(file, namedBy('--summary-file', argv), target, environment);
        if ('path' in target) checkWritable(target);
      } catch (error) {
        refused = true;
        throw unwritable(file, error, argv);
      }
    },
    set(said) {
      what = said;
    },
    also(work) {
      others.push(work);
    },
    async save(exit) {
      const file = summaryFile();
      if (file === null || what === null) return;
      await put(file, what(exit), false).catch((error: unknown) => {
        throw unwritable(file, error, argv);
      });
    },
    async write(exit, error) {
      for (const work of others) await work(exit).catch(() => {});
      const file = refused ? null : fileOrNull(summaryFile);
      if (file === null) return;
      const said = what?.(exit) ?? (error === null ? { exit_code: exit } : { error });
      await put(file, said, true).catch((cause: unknown) => io.warn(unwritable(file, cause, argv).message));
    },
  };
}

/** A malformed variable was the error of the call already. */
function fileOrNull(find: () => string | null): string | null {
  try {
    return find();
  } catch {
    return null;
  }
}

const modules = () =>
  Promise.all([
    import('../../system/written/target.ts'),
    import('../../system/written/whole-file.ts'),
    import('../../output/safe/safe-text.ts'),
    import('./own-files.ts'),
  ]);

function unwritable(file: string, error: unknown, argv: readonly string[]): CliError {
  if (error instanceof CliError) return error;
  const message = `${namedBy('--summary-file', argv)}: cannot write ${file}: ${reason(error)}`;
  return usageError(message, otherFileCure(error));
}
