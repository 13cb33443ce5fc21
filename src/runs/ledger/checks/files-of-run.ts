import { existsSync } from 'node:fs';
import { reason } from '../../../errors/reason.ts';
import { checkRows, type FoundRun } from '../../journal/run-reader.ts';
import { isOfCheck } from '../ledger-line.ts';
import type { NumberedLine } from './read-chain.ts';
import { recordedVerified, verifiedFile } from './verified-file.ts';

/** A file beside a journal that is not what was recorded. */
interface FileFault {
  readonly state: 'edited' | 'gone' | 'not_recorded';
  /** The line of the ledger that has it; absent where it has none. */
  readonly line?: number;
  readonly what: string;
}

/** What is wrong with the rows of a run, or with what `runs verify` found about it; null where nothing is. */
export async function compareFiles(run: FoundRun, lines: readonly NumberedLine[]): Promise<FileFault | null> {
  const rows = await checkRows(run).then(() => null, reason);
  if (rows !== null) return { state: 'edited', what: `its rows are not those of its journal: ${rows}` };
  return compareCheck(run.path, lines);
}

/** Of a run that the ledger does not have, it does not have the check either. */
async function compareCheck(path: string, lines: readonly NumberedLine[]): Promise<FileFault | null> {
  const file = verifiedFile(path);
  const last = lines.findLast(isOfCheck);
  if (last?.verified === undefined) {
    return lines.length > 0 && existsSync(file) ? { state: 'not_recorded', what: UNKNOWN_CHECK } : null;
  }
  if ((await recordedVerified(path, last.verified)) !== null) return null;
  const { line } = last;
  return existsSync(file)
    ? { state: 'edited', line, what: `what \`runs verify\` found is not that of line ${line}: ${file}` }
    : { state: 'gone', line, what: `what \`runs verify\` found by line ${line} is not there: ${file}` };
}

const UNKNOWN_CHECK =
  'what `runs verify` found is in no line: an older version wrote it, or it was put there; verify the run again';
