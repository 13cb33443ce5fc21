import type { Context } from '../../../cli/context.ts';
import { lackingError } from '../../../cli/missing/required-values.ts';
import { type CliError, helpStep } from '../../../errors/cli-errors.ts';
import { operationOf } from '../../../operations/by-action.ts';
import { runById } from '../../../runs/journal/run-reader.ts';
import { isAtWork } from '../../../runs/ledger/run-at-work.ts';
import { readRuns } from '../../../runs/list/listed-runs.ts';
import { secondOf } from '../../../runs/list/newest-run.ts';
import { countUsers, type Summary } from '../../../runs/summary.ts';
import { runsFolder } from '../../../system/folders.ts';

const FITS = {
  resume: ({ exit_code, unknown, not_sent }: Summary) => exit_code !== 0 && unknown + not_sent > 0,
  retry: ({ failed }: Summary) => failed > 0,
  undo: ({ action, changed, recovered }: Summary) =>
    operationOf[action].takenBackBy !== null && changed + recovered > 0,
};

export type RunVerb = keyof typeof FITS;

/** The usage error of a verb without its run, with the newest that fits; its hint is there to be pasted. */
export async function missingRun(context: Context, verb: RunVerb, offline: boolean): Promise<CliError> {
  const { next } = context;
  const found = await newestFor(context, verb).catch(() => undefined);
  const offer = found && {
    what: `${found.action.replace('_', ' ')} ${countUsers(found.total)} of ${found.organization_id}`,
    command: next(`runs ${verb} ${found.run_id}`),
  };
  const cure = `\`${next('runs list')}\` shows the runs`;
  const hints = offer ? [`the newest to ${verb} (${offer.what}): ${offer.command}`] : [];
  const missing = [{ name: 'run', words: '<run>', cure }];
  return lackingError(context, missing, offline, [...hints, helpStep(`aitronos runs ${verb}`)]);
}

/** The newest run of this API that fits and was not undone; undefined where it is worked on, or may be another. */
async function newestFor({ environment, origin }: Context, verb: RunVerb): Promise<Summary | undefined> {
  const runs = runsFolder(environment);
  const unread: string[] = [];
  const unreadable = (_why: string, id: string) => void unread.push(secondOf(id));
  const all = await readRuns(runs, { unreadable, read() {}, signal: environment.signal });
  const undoing = all.filter(({ summary }) => summary.changed + summary.recovered > 0);
  const undone = new Set(undoing.map(({ undoes }) => undoes));
  for (const { summary, origin: of } of all) {
    const { run_id } = summary;
    if (of !== origin() || undone.has(run_id) || !FITS[verb](summary)) continue;
    // In the place of one that is under way, or cannot be read and may be newer, another is not what is meant.
    if (isAtWork(runs, run_id, environment) || unread.some((second) => second >= secondOf(run_id)))
      return undefined;
    // What was left out, and an invitation in doubt, are not sent again.
    if (verb !== 'resume' || (await runById(runs, run_id)).states.countOpen() > 0) return summary;
  }
  return undefined;
}
