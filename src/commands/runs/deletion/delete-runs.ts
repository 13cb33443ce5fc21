import { readTimeAnywhere } from '../../../audit/read-time.ts';
import type { Context } from '../../../cli/context.ts';
import { CliError, usageError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import { type LongView, mayCut, mayLeaveOut, mayShorten, mayWrap, toCells } from '../../../output/view.ts';
import { deleteRun, sweepRemoved } from '../../../runs/deletion/delete-run.ts';
import { type OldRun, oldRuns } from '../../../runs/deletion/old-runs.ts';
import { nextVerifiedFile, verifiedFile } from '../../../runs/ledger/checks/verified-file.ts';
import { findLastLines } from '../../../runs/ledger/find-lines.ts';
import { runsFolder } from '../../../system/folders.ts';
import { agreeing, counted } from '../../../text/counted.ts';
import { sameCells } from '../../lists/same-cells.ts';
import { DELETION_FIELDS } from './shape.ts';

interface DeleteOptions {
  readonly before?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly yes?: true | undefined;
  readonly dryRun?: true | undefined;
}

interface DeletedRun {
  readonly run_id: string;
  readonly action: string | null;
  readonly organization_id: string | null;
  readonly total: number | null;
  readonly created_at: string | null;
  readonly outcome: 'deleted' | 'would_be_deleted' | 'left';
  readonly why: string | null;
}

/** Deletes the records of runs from before a day, after a question. */
export async function deleteRuns(context: Context, options: DeleteOptions): Promise<LongView> {
  const { environment } = context;
  const isBefore = readBefore(context, options);
  const runs = runsFolder(environment);
  const lines = await findLastLines(runs);
  // What a killed deletion left was agreed to; what never began is no record.
  if (!options.dryRun) sweepRemoved(runs, environment.clock.now());
  const found: OldRun[] = [];
  const all = oldRuns(runs, (run_id) => lines.get(run_id));
  for await (const old of all)
    if (isBefore(old.touched)) found.push(context.inSandbox ? keepIfReal(old) : old);
  const wanted = found.filter(({ left }) => left === null).length;
  if (options.dryRun || wanted === 0) return deletionView(found.map(planned));
  await context.confirm(questionFor(wanted), { yes: options.yes, notDone: 'deleted' });
  context.change.beginToStore();
  const done: DeletedRun[] = [];
  for (const old of found) {
    if (environment.signal.aborted) throw interruptedError(context, done.filter(isDeleted).length, wanted);
    const last = lines.get(old.run_id);
    const deletion = old.left ?? deleteRun(runs, old.run_id, environment, { last, besides });
    const why = await Promise.resolve(deletion).catch(async (error: unknown) => {
      const deleted = done.filter(isDeleted).length;
      if (deleted > 0)
        await context.io.warn(
          `${deleted} of ${counted(wanted, 'run')} ${agreeing(deleted, 'was', 'were')} deleted before`,
        );
      throw error;
    });
    done.push({ ...factsOf(old), outcome: why === null ? 'deleted' : 'left', why });
  }
  return deletionView(done);
}

/**
 * Reads `--before`: whether a time, in milliseconds since 1970, lies before it. A day needs a zone, unless each run
 * lies before it everywhere on earth, or nowhere: what is returned throws `CliError` (usage) at a run that does not, as
 * this does for a text that is no time.
 */
function readBefore(context: Context, { before, timeZone }: DeleteOptions): (time: number) => boolean {
  if (before === undefined) {
    const example = 'aitronos runs delete --before 2026-01-01 --dry-run';
    throw usageError('--before <date> is missing', example);
  }
  const zone = context.setting('time-zone', timeZone).value;
  const now = context.environment.clock.now();
  const { earliest, latest, needZone } = readTimeAnywhere('--before', before, zone, now);
  return (time) => {
    if (time < earliest.first) return true;
    return time < latest.first ? needZone() : false;
  };
}

/** In the sandbox nothing real is changed: what was changed at an API keeps its record. */
function keepIfReal(old: OldRun): OldRun {
  if (old.left !== null || old.header?.origin === 'sandbox') return old;
  return {
    ...old,
    left: `it was made at ${old.header?.origin}: leave the sandbox (--sandbox, AITRONOS_SANDBOX)`,
  };
}

const besides = (path: string) => [verifiedFile(path), nextVerifiedFile(path)];

const isDeleted = ({ outcome }: DeletedRun) => outcome === 'deleted';

const factsOf = ({ run_id, header }: OldRun) => ({
  run_id,
  action: header?.action ?? null,
  organization_id: header?.organization_id ?? null,
  total: header?.rows ?? null,
  created_at: header?.created_at ?? null,
});

const planned = (old: OldRun): DeletedRun => ({
  ...factsOf(old),
  outcome: old.left === null ? 'would_be_deleted' : 'left',
  why: old.left,
});

const questionFor = (count: number) =>
  `Delete the records of ${counted(count, 'run')}? Nobody can show or undo them then; the ledger keeps their digests.`;

function interruptedError(context: Context, deleted: number, wanted: number): CliError {
  const message = `interrupted: ${deleted} of ${counted(wanted, 'run')} ${agreeing(deleted, 'was', 'were')} deleted`;
  return new CliError('INTERRUPTED', EXIT.interrupted, message, context.next('runs list'));
}

function deletionView(runs: readonly DeletedRun[]): LongView {
  const summary = { deleted: 0, would_be_deleted: 0, left: 0 };
  for (const { outcome } of runs) summary[outcome] += 1;
  const forms = sameCells({
    names: DELETION_FIELDS,
    columns: [
      ...['RUN', mayCut('ACTION', 10), mayLeaveOut('ORGANIZATION', 1), 'USERS'],
      ...[mayShorten('BEGUN'), 'OUTCOME', mayWrap('WHY')],
    ],
    cells: (run: DeletedRun) => toCells(...DELETION_FIELDS.map((field) => run[field])),
  });
  return {
    records: { within: { head: { summary }, list: 'results' }, each: () => runs, ...forms },
    notes: [noteOf(summary), ...leftNotes(runs)],
  };
}

const MOST_LEFT = 3;

/** Which runs are left, and why: a list of ids does not have them, and a file may take the rest of the answer. */
function leftNotes(runs: readonly DeletedRun[]): string[] {
  const left = runs.filter(({ outcome }) => outcome === 'left');
  const more = left.length - MOST_LEFT;
  return [
    ...left.slice(0, MOST_LEFT).map(({ run_id, why }) => `left: run ${run_id}: ${why}`),
    ...(more > 0
      ? [`and ${more} more ${agreeing(more, 'is', 'are')} left: the table and JSON name them all`]
      : []),
  ];
}

function noteOf({ deleted, would_be_deleted, left }: Record<DeletedRun['outcome'], number>): string {
  const kept = left === 0 ? '' : `; left: ${left}`;
  if (would_be_deleted > 0) return `${counted(would_be_deleted, 'run')} would be deleted${kept}`;
  return deleted === 0 ? `nothing to delete${kept}` : `${counted(deleted, 'run')} deleted${kept}`;
}
