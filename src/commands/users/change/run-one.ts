import type { Department } from '../../../api/objects/department.ts';
import type { Context } from '../../../cli/context.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import { retypeHint } from '../../../errors/retyped-commands.ts';
import { dryRunView } from '../../../operations/dry-run/dry-run.ts';
import { departmentsOf, type Operation, rolesOf } from '../../../operations/operation.ts';
import type { Performed } from '../../../operations/perform.ts';
import type { Target } from '../../../operations/target.ts';
import type { View } from '../../../output/view.ts';
import { recordsCsv } from '../../../results/csv-columns.ts';
import {
  type Action,
  absentRecord,
  justifyRecord,
  type ResultRecord,
  showTyped,
} from '../../../results/record.ts';
import { sandboxNotes } from '../../../results/sandbox-note.ts';
import { recordsTable } from '../../../results/table.ts';
import { shellWord } from '../../../text/shell-word.ts';
import { confirmOne } from '../question/confirm-one.ts';
import { type JustificationFlags, justification } from './justification.ts';
import type { RecordedChange } from './recorded-change.ts';

export interface OneOptions extends JustificationFlags {
  readonly yes?: true | undefined;
  readonly strict?: true | undefined;
  readonly dryRun?: true | undefined;
  /** True for a preflight without the change. */
  readonly check?: boolean | undefined;
  /** Asks the API afterwards whether the user is as wanted. */
  readonly verify?: true | undefined;
  /** `skip`: that the organization does not have the user is no failure. */
  readonly missing?: 'fail' | 'skip' | undefined;
}

interface Called {
  /** The id or e-mail address as typed; null for an invitation. */
  readonly called: string | null;
  /** The departments that were read for the look-ups; null where none needed them. */
  readonly knownDepartments: readonly Department[] | null;
}

/** Runs an operation for one user and shows the result. */
export async function runOne<A extends Action>(
  context: Context,
  operation: Operation<A>,
  target: Target<A>,
  given: OneOptions & Called,
): Promise<View> {
  const { strict, dryRun, check, missing, called } = given;
  if (dryRun) return dryRunView(operation, [target], await context.dryRunClient());
  const who = target.user_id ?? target.invitation?.email ?? '';
  if (check) {
    const { checkView, runPreflight } = await import('./preflight.ts');
    const lists = { role_ids: rolesOf(target), department_ids: departmentsOf(target) };
    const subject = { ...target, ...lists, email: target.invitation?.email };
    return checkView(await runPreflight(context, operation, subject));
  }
  if (operation.confirmation === 'always') await confirmOne(context, operation, target, { ...given, who });
  const [{ performRecorded }] = await Promise.all([import('./recorded-change.ts'), context.api()]);
  const end = context.io.working(`${who} is being ${operation.done}`);
  // While the answer is awaited: an update of the program may replace its files, and what words an error is among them.
  const loaded = Promise.all([context.preload(), loadEnd(context, given.verify === true)]).catch(() => {});
  const why = justification(context, given);
  const errorOf = ({ record, error }: Performed) =>
    strict === true && record.outcome === 'unchanged' ? strictError(operation, record) : error;
  const sent = await performRecorded(context, operation, target, {
    called: called ?? who,
    why,
    missing: missing === 'skip' ? missing : undefined,
    errorOf,
  });
  await loaded;
  end();
  const shown = justifyRecord(showTyped(sent.record, called ?? who), why);
  const performed = { ...sent, record: retypeHint(shown, context.next) };
  const { record, run_id, unrecorded } = performed;
  context.end.set(() => record);
  const address = called?.includes('@') ? called : null;
  const view = performedView(context, operation, { ...performed, address }, errorOf(performed));
  const checked = given.verify ? await verifySingle(context, performed, view) : view;
  if (isGitHubJob(context)) (await singleJob()).tellJobOfOne(context, run_id, record, checked);
  return unrecorded === null ? checked : { ...checked, warnings: [...(checked.warnings ?? []), unrecorded] };
}

const isGitHubJob = ({ environment }: Context): boolean => environment.env['GITHUB_ACTIONS'] === 'true';
const singleJob = () => import('../../runs/execution/single-job.ts');
const singleVerifier = () => import('../../runs/verify/verify-runs.ts');

/** Loads what only some calls need after the answer. */
const loadEnd = (context: Context, verify: boolean) =>
  Promise.all([verify && singleVerifier(), isGitHubJob(context) && singleJob()]);

/** Adds to the answer what the API says afterwards. It is asked about what is recorded. */
async function verifySingle(context: Context, { run_id, record }: RecordedChange, view: View): Promise<View> {
  if (run_id !== null) return (await singleVerifier()).verifySingle(context, run_id, view);
  if (view.error !== undefined) return view;
  const message = '1 of 1 user could not be verified: this call is not recorded';
  const look = record.user_id && context.next(`users get ${inWords(record)}`);
  return { ...view, error: new CliError('NOT_VERIFIED', EXIT.tryLater, message, look) };
}

function performedView(
  context: Context,
  operation: Operation,
  { record, error, address }: Performed & { readonly address: string | null },
  settled: unknown,
): View {
  if (record.outcome === 'not_found') return notFoundView(record, record.user_id ?? '');
  const isAlready = record.outcome === 'unchanged' && settled === null;
  return {
    json: record,
    csv: recordsCsv([record], 'reason' in record),
    // The error message is enough for a reader; a table row of dashes above it would look like a result.
    // See docs/decisions/2026-11-23-record-of-a-failed-call.md.
    table: error === null ? recordsTable([{ ...record, address }]) : '',
    notes: isAlready
      ? [alreadyNote(operation, record)]
      : [...takeBackNotes(context, operation, record), ...sandboxNotes(context, record.changed === true)],
    ...(settled === null ? {} : { error: settled }),
  };
}

/** The answer about a person whom the organization does not have, where that is no failure. */
export function absentView(
  context: Context,
  { action }: Operation,
  organization_id: string,
  called: string,
): View {
  const record = showTyped(absentRecord(action, organization_id), called);
  context.end.set(() => record);
  return notFoundView(record, called);
}

const notFoundView = (record: ResultRecord, called: string): View => ({
  json: record,
  csv: recordsCsv([record]),
  table: '',
  notes: [`${called} is not in ${record.organization_id}: nothing to do`],
});

function takeBackNotes(context: Context, { takenBackBy }: Operation, record: ResultRecord): string[] {
  if (takenBackBy === null || record.changed !== true || record.user_id === null) return [];
  return [`to undo: ${context.next(`users ${takenBackBy} ${inWords(record)}`)}`];
}

/** The user of a record, as a command names them. */
const inWords = ({ user_id, organization_id }: ResultRecord): string =>
  [user_id ?? '', '--org', organization_id].map(shellWord).join(' ');

function alreadyNote({ alreadyApplied }: Operation, { user_id }: ResultRecord): string {
  return alreadyApplied?.note?.(user_id ?? '') ?? 'it was already in that state';
}

function strictError(operation: Operation, record: ResultRecord): CliError {
  return new CliError(
    operation.alreadyApplied?.code ?? operation.action,
    EXIT.refused,
    alreadyNote(operation, record),
    'without --strict that is a success',
  );
}
