import type { Context } from '../../../cli/context.ts';
import { missingError } from '../../../cli/missing/missing-error.ts';
import type { CliError } from '../../../errors/cli-errors.ts';
import { helpStep } from '../../../errors/next-step.ts';
import { operationOf } from '../../../operations/by-action.ts';
import { readRuns } from '../../../runs/list/listed-runs.ts';
import { countUsers, type Summary } from '../../../runs/summary.ts';
import { runsFolder } from '../../../system/folders.ts';
import type { NextCommand } from '../next-steps.ts';

/** The runs that a verb does something with. */
const FITS = {
  resume: ({ exit_code, unknown, not_sent }: Summary) => exit_code !== 0 && unknown + not_sent > 0,
  retry: ({ failed }: Summary) => failed > 0,
  undo: ({ action, changed, recovered }: Summary) =>
    operationOf[action].takenBackBy !== null && changed + recovered > 0,
};

export type RunVerb = keyof typeof FITS;

/** The usage error of a verb without its run, with the newest that fits and was not undone. */
export async function missingRun(context: Context, verb: RunVerb): Promise<CliError> {
  const { environment, next } = context;
  const told = { unreadable() {}, read() {}, signal: environment.signal };
  const all = await readRuns(runsFolder(environment), told).catch(() => []);
  const undone = new Set(all.map(({ undoes }) => undoes));
  const found = all.find(
    ({ summary, origin }) =>
      origin === context.origin() && FITS[verb](summary) && !undone.has(summary.run_id),
  );
  const cure = `\`${next('runs list')}\` shows the runs`;
  const offer = found === undefined ? [] : [offered(verb, found.summary, next)];
  return missingError([{ name: 'run', words: '<run>', cure }], [...offer, helpStep(`aitronos runs ${verb}`)]);
}

/** Ends in the command, which is there to be pasted. */
function offered(
  verb: string,
  { run_id, action, total, organization_id }: Summary,
  next: NextCommand,
): string {
  const what = `${action.replace('_', ' ')} ${countUsers(total)} of ${organization_id}`;
  return `the newest to ${verb} (${what}): ${next(`runs ${verb} ${run_id}`)}`;
}
