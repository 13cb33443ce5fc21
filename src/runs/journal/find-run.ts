import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CliError, usageError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { orElse } from '../../or-else.ts';
import { trustFolder } from '../../system/trusted-files.ts';
import { didYouMean, findNearest } from '../../text/nearest.ts';
import { fileWord } from '../../text/shell-word.ts';
import { shownWord } from '../../validation/bad-value.ts';
import { isRunId } from '../../validation/ids.ts';
import { RunOrder } from '../ledger/run-order.ts';
import { newestRun } from '../list/newest-run.ts';
import { runIds } from './run-folders.ts';
import { singleFile } from './run-paths.ts';

const MOST_CANDIDATES = 10;

/**
 * The run id that begins with `prefix`. Throws `CliError`: usage for an empty prefix, exit 1 for no match
 * (`RUN_NOT_FOUND`) or several (`RUN_AMBIGUOUS`).
 */
export function findRun(runs: string, prefix: string): string {
  if (prefix === '') throw usageError('an empty run id', LIST);
  if (isRunThere(runs, prefix)) return prefix;
  const all = runIds(runs);
  const found = all.filter((id) => id.startsWith(prefix));
  const [only] = found;
  if (only === undefined) {
    const fate = RunOrder.read(runs).fateOf(prefix);
    if (fate === null) throw notFoundError(prefix, nearestRuns(runs, prefix, all));
    throw new CliError('RUN_NOT_FOUND', EXIT.refused, `run ${prefix} ${fate}`, KEPT);
  }
  if (found.includes(prefix)) return prefix;
  if (found.length > 1) throw ambiguousError(prefix, found);
  return only;
}

/** True for the whole id of a run that has its name: to find that, no other has to be looked at. */
function isRunThere(runs: string, id: string): boolean {
  if (!isRunId(id)) return false;
  trustFolder(runs);
  return existsSync(join(runs, id)) || existsSync(singleFile(runs, id));
}

const KEPT = 'what is left of it is in the ledger: `aitronos runs verify --journal`';

const LIST = '`aitronos runs list` shows the runs';

const NEWEST: readonly string[] = ['latest', 'last', 'newest', 'recent', 'previous', 'current'];

function nearestRuns(runs: string, prefix: string, all: readonly string[]): readonly string[] {
  if (!NEWEST.includes(prefix.toLowerCase())) return findNearest(prefix, all);
  return orElse(() => [newestRun(runs)], []);
}

function notFoundError(prefix: string, nearest: readonly string[]): CliError {
  const meant = didYouMean(nearest);
  const message = `no run id begins with ${shownWord(prefix)}${meant === null ? '' : `; ${meant}`}`;
  const details = nearest.length === 0 ? {} : { nearest };
  return new CliError('RUN_NOT_FOUND', EXIT.refused, message, planCure(prefix) ?? LIST, { details });
}

/** The next step where the file of a plan stands for a run; null for any other word. */
const planCure = (prefix: string): string | null =>
  /\.json$/i.test(prefix)
    ? `${LIST}; the plan in a file is seen with \`aitronos runs apply ${fileWord(prefix)} --dry-run\``
    : null;

/** `found`: newest first. */
function ambiguousError(prefix: string, found: readonly string[]): CliError {
  const candidates = found.slice(0, MOST_CANDIDATES);
  const more = found.length > candidates.length ? `, and ${found.length - candidates.length} more` : '';
  const message = `${found.length} run ids begin with ${shownWord(prefix)}: ${candidates.join(', ')}${more}`;
  const hint =
    'give more of the id of the one that is meant; `aitronos runs list` shows what each of them did';
  return new CliError('RUN_AMBIGUOUS', EXIT.refused, message, hint, {
    details: { candidates, candidate_count: found.length },
  });
}
