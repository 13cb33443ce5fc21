import type { RunsReport } from '../../../audit/report/report.ts';
import type { Context } from '../../../cli/context.ts';
import { unwritableError } from '../../../cli/files/unwritable.ts';
import { findWantedFile, refuseWrittenElsewhere } from '../../../cli/files/wanted-file.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import { writePieces } from '../../../system/written/pieces-file.ts';
import { findWriteTarget } from '../../../system/written/target.ts';
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

/** Finds out before anything is read whether a file can be written. Throws `CliError` (usage). */
export function checkReportFile({ format, file }: WantedFile, context: Context): void {
  const option = `--${format}`;
  try {
    const target = findWantedFile(file, option, context.environment);
    refuseWrittenElsewhere(file, option, context);
    const hint = `${option} - writes to stdout; without ${option} the people are the answer`;
    if (!('path' in target)) throw usageError(`${option} ${file} is a stream of this program`, hint);
    checkWritable(target);
  } catch (error) {
    throw unwritableError(file, option, error);
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
    const target = findWriteTarget(file);
    if ('path' in target) await writePieces(target, counted());
  } catch (error) {
    throw unwritableError(file, `--${format}`, error);
  }
  return { format, file, bytes };
}
