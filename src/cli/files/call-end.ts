import { readFileSync, statSync } from 'node:fs';
import type { ExitCode } from '../../errors/exit-codes.ts';
import type { ErrorBody } from '../../errors/report.ts';
import { orElse } from '../../or-else.ts';
import type { KnownSecrets } from '../../secrets/known-secrets.ts';
import type { ResolvedSettings } from '../../settings/resolved-settings.ts';
import type { Environment } from '../../system/environment.ts';
import { isObject } from '../../validation/objects.ts';
import type { Console } from '../console.ts';
import { namedBy, unwritableError } from './unwritable.ts';

/** Says what a call did, as one JSON object; null for an exit code that is not known yet. */
type DescribeCall = (exit: ExitCode | null) => unknown;

/** How the call ended, for `--summary-file`. Does nothing without that option. */
export interface CallEnd {
  /**
   * Throws `CliError` (usage) when the file cannot be written. To be called before the first request. What the file
   * says of an earlier call's end is gone from then on: a killed call must not leave it as its own.
   */
  checkFile(): Promise<void>;
  /** Sets what the file will say: a record, or the summary of a run. Without it, the error or the exit code. */
  set(describe: DescribeCall): void;
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
  const option = () => namedBy('--summary-file', environment.argv);
  let describe: DescribeCall | null = null;
  let refused = false;
  const others: ((exit: ExitCode) => Promise<void>)[] = [];

  const put = async (file: string, said: unknown, isLast: boolean): Promise<void> => {
    const [{ findWantedFile }, { writeWhole }, { safeJson }] = await modules();
    const target = findWantedFile(file, option(), environment);
    if (target.kind !== 'file' && !isLast) return;
    const json = safeJson(said);
    if ('path' in target) writeWhole(target, secrets.redactJson(`${json}\n`));
    else if (target.kind === 'stdout') await io.lines([json]);
    else await io.jsonLine(json);
  };

  return {
    async checkFile() {
      const file = summaryFile();
      if (file === null) return;
      const [{ findWantedFile }, { checkWritable, writeWhole }] = await modules();
      try {
        const target = findWantedFile(file, option(), environment);
        if ('path' in target) checkWritable(target);
        if (target.kind === 'file' && !isCutOff(target.path)) writeWhole(target, UNDER_WAY);
      } catch (error) {
        refused = true;
        throw unwritableError(file, option(), error);
      }
    },
    set(said) {
      describe = said;
    },
    also(work) {
      others.push(work);
    },
    async save(exit) {
      const file = summaryFile();
      if (file === null || describe === null) return;
      await put(file, describe(exit), false).catch((error: unknown) => {
        throw unwritableError(file, option(), error);
      });
    },
    async write(exit, error) {
      for (const work of others) await work(exit).catch(() => {});
      // A malformed variable was the error of the call already.
      const file = refused ? null : orElse(summaryFile, null);
      if (file === null) return;
      const said = describe?.(exit) ?? (error === null ? { exit_code: exit } : { error });
      await put(file, said, true).catch((cause: unknown) =>
        io.warn(unwritableError(file, option(), cause).message),
      );
    },
  };
}

/** What a call leaves that is killed before there is more to say. */
const UNDER_WAY = '{"exit_code":null}\n';

/** A larger file is not ours. */
const MOST_BYTES = 1_048_576;

/** Whether the file has the summary of a run that was cut off: that is still so, and this call may resume it. */
const isCutOff = (path: string): boolean =>
  orElse(() => {
    if (statSync(path).size > MOST_BYTES) return false;
    const said: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isObject(said) && typeof said['run_id'] === 'string' && said['exit_code'] === null;
  }, false);

const modules = () =>
  Promise.all([
    import('./wanted-file.ts'),
    import('../../system/written/whole-file.ts'),
    import('../../output/safe/safe-text.ts'),
  ]);
