import type { Context } from '../../../cli/context.ts';
import { requireAll } from '../../../cli/missing/required-values.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import { operationOf } from '../../../operations/by-action.ts';
import type { View } from '../../../output/view.ts';
import type { Action } from '../../../results/record.ts';
import { leaveOut } from '../../../runs/execute-rows.ts';
import type { Row } from '../../../runs/input/rows.ts';
import { damageText } from '../../../runs/journal/journal-reader.ts';
import { readLaterRuns } from '../../../runs/journal/later/later-runs.ts';
import { lostError } from '../../../runs/journal/run-lost.ts';
import { checkRows, type FoundRun } from '../../../runs/journal/run-reader.ts';
import { rowsAreLost } from '../../../runs/journal/run-rows.ts';
import { countUsers, type Summary, undoneBy } from '../../../runs/summary.ts';
import { runsFolder } from '../../../system/folders.ts';
import { type JustificationFlags, justification, requiredFlags } from '../../users/change/justification.ts';
import { signedInUser } from '../../users/guards/self.ts';
import { whoIsSignedIn } from '../../users/guards/who-is-signed-in.ts';
import { noteRunOfSameRows } from '../../users/question/same-rows.ts';
import { noRun } from '../../users/run/nothing-to-do.ts';
import { checkCredential } from '../execution/credential-lifetime.ts';
import { executeRun, limiterOf, type ReopenOptions, requireFiles } from '../execution/execute.ts';
import { beginRun, withRunDraft } from '../execution/new-run.ts';
import { changedRows, each, isChangedIn, skipRows, tellRecovered } from './changed-rows.ts';
import { guardByApi, guardLockOut, inspectRows, readGuards } from './guarded-rows.ts';
import { invitedPeople } from './invited-people.ts';
import { addLaterChanges, findLaterChanges, warnOfUnreadable } from './later-changes.ts';
import { withRun } from './reopen.ts';
import { confirmRows, dryRunRows } from './rows-to-send.ts';

export interface UndoOptions extends ReopenOptions, JustificationFlags {
  readonly again?: true | undefined;
}

/** Reactivates exactly the users that a run deactivated, or removes those that it invited, as a new run. */
export function undoRun(context: Context, id: string | undefined, options: UndoOptions): Promise<View> {
  context.change.plan({ dryRun: options.dryRun });
  return withRun(context, 'undo', id, options, (found) => undo(context, found, options));
}

async function undo(context: Context, found: FoundRun, options: UndoOptions): Promise<View> {
  const { run_id, organization_id } = found.header;
  const action = actionThatUndoes(found);
  const operation = operationOf[action];
  await requireAll(context, requiredFlags(context, options));
  const { undone_by, changed, unreadable } = await readLaterRuns(runsFolder(context.environment), found);
  if (undone_by !== null && !options.again) throw undoneError(context, found.summary, undone_by);
  await warnOfUnreadable(context, unreadable);
  const most = await changedUsers(context, found, action);
  if (most === 0) {
    return options.dryRun
      ? dryRunRows(context, found.header, action, () => each([]), await readGuards(context, options))
      : noRun(context, action, organization_id);
  }
  const guards = await readGuards(context, options);
  if (operationOf[found.header.action].department !== 'none')
    await context.io.note('resources that were moved stay where they are');
  const question = (count: number) => operation.question(countUsers(count), organization_id, []);
  const isInvite = found.header.action === 'invite';
  // Whom it invited is looked up.
  if (isInvite && !options.dryRun) context.mustAsk(question(most), options.yes);
  const invited = isInvite ? await invitedPeople(context, found, isChangedIn(found)) : null;
  const rows = () => (invited === null ? changedRows(found) : each(invited));
  const left = await findLaterChanges(context, rows(), changed);
  const isLeft = ({ user_id }: Row) => left.has(user_id ?? '');
  const notLeft = () => skipRows(rows(), isLeft);
  if (options.dryRun) return dryRunRows(context, found.header, action, notLeft, guards);
  return withRunDraft(context, async (draft) => {
    const leftRows = new Map<number, string>();
    const keepAll = async function* () {
      for await (const row of rows()) {
        const number = draft.rows + 1;
        const later = left.get(row.user_id ?? '');
        if (later !== undefined) leftRows.set(number, later);
        draft.keep({ ...row, row: number });
        yield row;
      }
    };
    const inspected = await inspectRows(context, found.header, skipRows(keepAll(), isLeft), guards);
    const { count } = inspected;
    if (draft.rows === 0) {
      await context.io.note('nothing to do: nobody whom it invited is there any more');
      return noRun(context, action, organization_id);
    }
    if (count === 0) throw allChangedError();
    requireFiles(context, options, count);
    await checkCredential(context, count, options);
    context.mustAsk(question(count), options.yes);
    await guardByApi(context, found.header, inspected, notLeft, guards);
    const asked = await guardLockOut(context, organization_id, action, inspected);
    const by = asked ?? signedInUser(context) ?? (await whoIsSignedIn(context));
    // An undo of which no answer was recorded undid nothing that is known of.
    await noteRunOfSameRows({ context, operation, request: { organization_id }, draft });
    await confirmRows(context, question(count), { found, action, rows: inspected }, options.yes);
    // Another process may have undone it while this one was suspended at the question.
    if (!found.stillHeld()) throw lostError(found.path, run_id);
    if (!options.yes) await addLaterChanges(context, { found, before: changed, rows: draft, leftRows });
    if (leftRows.size === draft.rows) throw allChangedError();
    const facts = { action, organization_id, by, undoes: run_id, ...justification(context, options) };
    const opened = await beginRun(context, draft, facts);
    await leaveOut(opened, leftRows);
    const wanted = (row: number) => !leftRows.has(row);
    return executeRun(context, opened, wanted, options, await limiterOf(context, options));
  });
}

/** The refusal to undo a run once more. An undo that was cut off is better gone on with than begun once more. */
function undoneError({ next }: Context, undone: Summary, { summary, states }: FoundRun): CliError {
  const { run_id } = undone;
  const message = `run ${run_id} ${undoneBy(summary, undone)}: nothing was sent`;
  const isOpen = states.countOpen() > 0;
  const first = isOpen
    ? `to continue: ${next(`runs resume ${summary.run_id}`)}`
    : next(`runs show ${summary.run_id}`);
  const hint = `${first}; to undo it again: ${next(`runs undo ${run_id} --again`)}`;
  return new CliError('UNDONE', EXIT.usage, message, hint);
}

/** The action that takes a run back. Throws `CliError` (usage) for a run that none takes back. */
function actionThatUndoes({ header: { run_id, action, organization_id } }: FoundRun): Action {
  const { takenBackBy } = operationOf[action];
  if (takenBackBy !== null) return takenBackBy;
  const undoable = Object.values(operationOf).filter((operation) => operation.takenBackBy !== null);
  const which = undoable.map((operation) => operation.action).join(' or ');
  const message = `run ${run_id} is of ${action.replace('_', ' ')}, and only runs of ${which} can be undone`;
  const hint =
    action === 'remove'
      ? `who was removed has to be invited again: \`aitronos users invite <email> --org ${organization_id}\``
      : '`aitronos runs list` shows which are';
  throw new CliError('NOT_UNDOABLE', EXIT.usage, message, hint);
}

/**
 * How many users the run changed, whom `undoing` takes back; 0 where there is nothing to do. Throws `CliError` where it
 * may have changed users, and none is known.
 */
async function changedUsers(context: Context, found: FoundRun, undoing: Action): Promise<number> {
  const { io } = context;
  const { header, states, damage } = found;
  const { run_id, action } = header;
  if (rowsAreLost(found)) {
    await io.warn(`the rows of run ${run_id} are lost: whom it changed is read from its journal`);
  } else {
    // A new run with the original file would do once more what is to be undone.
    const shown = context.next(`runs show ${run_id} -o csv`);
    await checkRows(found, `${shown} lists whom it changed, for \`aitronos users ${undoing} --from <file>\``);
  }
  if (damage !== null) await io.warn(`${damageText(damage)}: only what is left is undone`);
  const { changed, recovered, unknown } = states.counts();
  if (unknown > 0) {
    const doubt = `whether the run ${operationOf[action].done} ${countUsers(unknown)} is not known`;
    // `resume` would send all open rows.
    const look = context.next(`runs verify ${run_id}`);
    await io.warn(`${doubt}, and undo leaves them out: ${look} shows how they are`);
  }
  const left = recovered === 0 ? 0 : await tellRecovered(context, found);
  if (changed + recovered > left) return changed + recovered - left;
  if (unknown > 0 || damage !== null || left > 0) {
    const message = `nobody is known to be changed by run ${run_id}: nothing was sent`;
    throw new CliError('NOTHING_TO_UNDO', EXIT.refused, message, context.next(`runs show ${run_id}`));
  }
  await io.note(`nothing to do: run ${run_id} changed no user`);
  return 0;
}

const allChangedError = (): CliError =>
  new CliError(
    'NOTHING_TO_UNDO',
    EXIT.refused,
    'later runs changed all of its users',
    '`aitronos runs list` shows them',
  );
