import type { Context } from '../../../cli/context.ts';
import { idOfOrganization } from '../../../cli/missing/named-organization.ts';
import { dryRunOfMany } from '../../../operations/dry-run/dry-run-of-many.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { View } from '../../../output/view.ts';
import { invitationRows } from '../../../runs/input/invitation-rows.ts';
import { membershipRows } from '../../../runs/input/membership-rows.ts';
import { isAbsent } from '../../../runs/input/row.ts';
import { userRows } from '../../../runs/input/user-rows.ts';
import { countUsers } from '../../../runs/summary.ts';
import { targetsOf } from '../../../runs/workers.ts';
import { agreeing, counted, namedFirst } from '../../../text/counted.ts';
import { limiterOf, requireFiles } from '../../runs/execution/execute.ts';
import { withRunDraft } from '../../runs/execution/new-run.ts';
import { refuseLargerShare } from '../guards/most-users.ts';
import { refuseWrongClock } from '../guards/wrong-clock.ts';
import { refuseTwoEyes } from '../plan/four-eyes.ts';
import { lookAgain } from '../plan/look-again.ts';
import { checkPlanFile } from '../plan/plan-file.ts';
import { planRun } from '../plan/plan-run.ts';
import { columnProblemsError } from '../problems/column-problems.ts';
import { MOST_OTHERS, otherNames } from '../question/other-people.ts';
import { noteRunOfSameRows } from '../question/same-rows.ts';
import type { CheckedRows } from './checked-rows.ts';
import { confirmRun, refuseTypedRows, refuseUnanswerable } from './confirm-run.ts';
import { guardGivenRows, guardRows } from './guard-rows.ts';
import { nothingNote, nothingToDo } from './nothing-to-do.ts';
import { preflightRun, type RunPreflight } from './preflight-run.ts';
import { readInput } from './read-input.ts';
import { resolveNames } from './resolve-names.ts';
import {
  type GivenRequest,
  type GivenSetup,
  makesChange,
  type RunInput,
  type RunSetup,
} from './run-request.ts';
import { startRun } from './start-run.ts';
import { validateRows } from './validate-rows.ts';

/** What a row of each verb may hold: who begins a run needs both. */
export { invitationRows, membershipRows, userRows };

/**
 * Runs an operation for many users: read, validate, resolve, guard, preflight, confirm, start. Sends nothing before
 * what the line and the files show is checked, and no change before every row is valid and the question is answered.
 * Throws `CliError` when any step refuses; no run is left behind then.
 */
export async function runMany(context: Context, operation: Operation, request: GivenRequest): Promise<View> {
  refuseTypedRows(context, request);
  const limiter = await limiterOf(context, request);
  return withRunDraft(context, async (draft) => {
    const given = { context, operation, request, draft, limiter };
    const { setup, preflight } = await prepareRun(given);
    return preflight.answer ?? startRun(setup, preflight); // 7
  });
}

/** The steps before the first change. What they know of the rows is freed then: a run holds no rows in memory. */
async function prepareRun(given: GivenSetup) {
  const { context, request } = given;
  const { input, valid } = await checkGiven(given);
  await request.applied?.refuseOtherName();
  const organization_id = await idOfOrganization(context, request.organization);
  const ofAnother = valid.file.problemsIn(organization_id);
  if (ofAnother.length > 0) throw columnProblemsError(input.name, ofAnother, context.environment.argv);
  const setup = { ...given, request: { ...request, organization_id } };
  return { setup, preflight: await askAboutRows(setup, input, valid) };
}

/** The steps before the first request. */
async function checkGiven(setup: GivenSetup) {
  const { context, request } = setup;
  const { plan } = request;
  if (plan !== undefined) checkPlanFile(plan, context);
  const input = await readInput(setup); // 1
  const valid = await validateRows(setup, input); // 2
  if (valid.count === 0) await context.io.note(nothingNote(setup, input.name));
  else {
    requireFiles(context, request, valid.count);
    await guardGivenRows(setup, input, valid);
    refuseUnanswerable(setup, valid);
  }
  return { input, valid };
}

/** What is known where the API was not asked whether the run would be allowed. */
const unasked = (answer: View | null): RunPreflight => ({ me: null, departments: null, answer });

/** The steps with requests before the first change, and the question. */
async function askAboutRows(setup: RunSetup, input: RunInput, valid: CheckedRows): Promise<RunPreflight> {
  const { context, request } = setup;
  const { organization_id, max: given, plan, applied } = request;
  if (valid.count === 0 && makesChange(request)) return unasked(nothingToDo(setup));
  await refuseLargerShare(context, organization_id, { count: valid.count, given });
  const resolved = await resolveNames(setup, input, valid); // 3
  await guardRows(setup, input, resolved); // 4
  await noteDuplicates(setup, resolved);
  if (!applied || request.dryRun) await noteAbsent(setup, resolved);
  if (request.dryRun) return unasked(await dryRun(setup, resolved));
  if (resolved.absent === resolved.count && !applied && makesChange(request)) return unasked(null);
  const preflight = await preflightRun(setup, resolved); // 5
  await refuseWrongClock(context, input.name);
  if (plan !== undefined) return { ...preflight, answer: await planRun(setup, resolved, plan, preflight) };
  if (preflight.answer !== null) return preflight;
  const isFourEyes = applied?.fourEyes === true;
  const me = isFourEyes
    ? await refuseTwoEyes(context, applied.plan.head.planned_by, preflight.me)
    : preflight.me;
  const looked = await lookAgainAtPlan(setup, resolved);
  await noteRunOfSameRows(setup);
  if (looked.absent < looked.count) await confirmRun(setup, looked, preflight); // 6
  return { ...preflight, me };
}

async function lookAgainAtPlan(setup: RunSetup, rows: CheckedRows): Promise<CheckedRows> {
  const { applied } = setup.request;
  if (applied === undefined) return rows;
  const looked = await lookAgain(setup, rows, applied);
  await noteAbsent(setup, looked);
  return looked;
}

async function noteDuplicates({ context, draft }: RunSetup, rows: CheckedRows): Promise<void> {
  const { duplicates } = rows;
  if (duplicates === 0) return;
  const left = counted(duplicates, 'row is', 'rows are');
  const others = await otherNames(draft, rows);
  const why = `${left} left out: the same user is in an earlier row`;
  await context.io.note(others.length === 0 ? why : `${why}; ${namedFirst(others, MOST_OTHERS)}`);
}

const MOST_NAMED = 10;

/** Says whom the organization does not have, where that is no failure. */
async function noteAbsent(
  { context, draft, request }: RunSetup,
  { absent, count }: CheckedRows,
): Promise<void> {
  if (absent === 0) return;
  const named: string[] = [];
  let away = 0;
  for await (const row of draft.read()) {
    if (!isAbsent(row)) continue;
    away += 1;
    if (named.length < MOST_NAMED) named.push(row.email ?? '');
  }
  if (away === 0) return;
  const all = away === count ? 'nothing to do: ' : '';
  const whom = `${all}${away} of ${countUsers(count)} ${agreeing(away, 'is', 'are')} not in`;
  await context.io.note(`${whom} ${request.organization_id}: ${namedFirst(named, MOST_NAMED, away)}`);
}

/** The requests that the run would send, made of the rows in the draft while they are printed. */
async function dryRun(
  { context, operation, request, draft }: RunSetup,
  { survey }: CheckedRows,
): Promise<View> {
  const targets = () => targetsOf(draft.read(), request.organization_id);
  return dryRunOfMany(operation, survey, targets, await context.dryRunClient());
}
