import { usageError } from '../../../errors/cli-errors.ts';
import { type RowProblem, readRows } from '../../../runs/input/rows.ts';
import { userRows } from '../../../runs/input/user-rows.ts';
import type { Environment } from '../../../system/environment.ts';
import { readUserFile } from '../../../system/user-files.ts';
import { columnProblemsError } from './column-problems.ts';
import { rowProblemsError } from './row-problems.ts';

/**
 * The user ids in the file of `--protect`, in any format that `--from` accepts. Throws `CliError` (usage)
 * with every problem of the file.
 */
export async function readProtectFile(file: string, environment: Environment): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const addresses: RowProblem[] = [];
  const form = userRows({ use: 'none', fallback: null });
  const read = await readRows(readUserFile(file, environment), { name: file, form }, (row) => {
    if (row.user_id === null || row.user_id.includes('@')) {
      const message = 'ids (usr_…) are wanted here: an e-mail address may change hands';
      addresses.push({ file, line: row.line ?? null, column: 'user_id', message });
    } else ids.add(row.user_id);
  });
  const problems = [...read.problems, ...addresses];
  const count = read.problem_count + addresses.length;
  if (read.column_problems.length > 0) throw columnProblemsError(file, read.column_problems, null);
  if (count > 0) throw rowProblemsError({ name: file, problems, count });
  if (ids.size === 0)
    throw usageError(`${file} names no one to protect`, 'leave --protect out, or name who is meant');
  return ids;
}
