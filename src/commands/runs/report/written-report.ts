import type { RunsReport } from '../../../audit/report/report.ts';
import { refuseOwnFile } from '../../../cli/files/own-files.ts';
import { CliError, otherFileCure, usageError } from '../../../errors/cli-errors.ts';
import { reason } from '../../../errors/reason.ts';
import type { Environment } from '../../../system/environment.ts';
import { writePieces } from '../../../system/written/pieces-file.ts';
import { findWriteTarget, leadToSameFile, type WriteTarget } from '../../../system/written/target.ts';
import { checkWritable } from '../../../system/written/whole-file.ts';

export type ReportFormat = 'html' | 'markdown' | 'csv';

/** A file that a report is to be written to. */
export interface WantedFile {
  readonly format: ReportFormat;
  readonly file: string;
  /** The text of the report, in pieces. */
  readonly pieces: (report: RunsReport) => Iterable<string>;
}

/** A file that was written. */
export interface ReportFile {
  readonly format: ReportFormat;
  readonly file: string;
  readonly bytes: number;
}

/**
 * Finds out before anything is read whether a file can be written. `others`: the files that this call writes besides.
 * Throws `CliError` (usage).
 */
export function checkReportFile(
  { format, file }: WantedFile,
  environment: Pick<Environment, 'folders'>,
  others: readonly (string | null)[],
): void {
  try {
    const target = targetOf(file);
    if (others.some((other) => other !== null && leadToSameFile(file, other))) {
      throw usageError(`--${format} ${file}: another option writes the same file`, 'name two files');
    }
    if (target !== null) {
      refuseOwnFile(file, `--${format}`, target, environment);
      checkWritable(target);
    } else
      throw usageError(
        `--${format} ${file} is a stream of this program`,
        `--${format} - writes to stdout; without --${format} the people are the answer`,
      );
  } catch (error) {
    throw unwritableError(format, file, error);
  }
}

/** Replaces a file by the report, in one step. Throws `CliError`; the file is as before then. */
export async function writeReportFile(
  { format, file, pieces }: WantedFile,
  report: RunsReport,
): Promise<ReportFile> {
  let bytes = 0;
  const counted = async function* () {
    for (const text of pieces(report)) {
      bytes += Buffer.byteLength(text);
      yield text;
    }
  };
  try {
    const target = targetOf(file);
    if (target !== null) await writePieces(target, counted());
  } catch (error) {
    throw unwritableError(format, file, error);
  }
  return { format, file, bytes };
}

function targetOf(file: string): Extract<WriteTarget, { readonly path: string }> | null {
  const target = findWriteTarget(file);
  return 'path' in target ? target : null;
}

function unwritableError(format: ReportFormat, file: string, error: unknown): CliError {
  if (error instanceof CliError) return error;
  return usageError(`--${format}: cannot write ${file}: ${reason(error)}`, otherFileCure(error));
}
