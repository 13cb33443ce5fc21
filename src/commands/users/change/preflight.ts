import type { Gate } from '../../../api/http/request.ts';
import type { Department } from '../../../api/objects/department.ts';
import type { Context } from '../../../cli/context.ts';
import { STEPS } from '../../../errors/api-cures.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { Operation } from '../../../operations/operation.ts';
import { listView, mayWrap, type View } from '../../../output/view.ts';
import { checkAddress } from '../../../preflight/address.ts';
import type { CheckResult } from '../../../preflight/check-result.ts';
import { checkDepartments, checkRoles, readDepartments, scopeTest } from '../../../preflight/groups.ts';
import { checkPermission, type Scope } from '../../../preflight/permission.ts';
import { checkUser, checkUsers } from '../../../preflight/user.ts';
import type { TextSet } from '../../../text/packed-texts.ts';
import { checkSelf } from '../guards/self.ts';

/** The result of the preflight; `me` is the signed-in user as the API named them. */
export interface PreflightResult {
  readonly findings: readonly CheckResult[];
  readonly me: string | null;
  readonly scope: Scope;
  /** The departments of the organization; null when the API does not list them, undefined when it was not asked. */
  readonly known: readonly Department[] | null | undefined;
}

/** The subject of a change. `user_id` is null for an invitation and for a run of many users. */
export interface Subject {
  readonly organization_id: string;
  readonly user_id: string | null;
  readonly department_ids: readonly string[];
  readonly role_ids?: readonly string[];
  readonly email?: string | undefined;
}

/** Asks the API whether the change would be allowed. Sends no change. */
export async function runPreflight(
  context: Context,
  operation: Operation,
  { user_id, organization_id, department_ids, role_ids = [], email }: Subject,
  gate?: Gate,
): Promise<PreflightResult> {
  const client = await context.api();
  const asking = { signal: context.environment.signal, gate };
  const [permission, known, roles, address] = await Promise.all([
    checkPermission(client, organization_id, operation.capability, asking),
    department_ids.length > 0 || user_id !== null
      ? readDepartments(client, organization_id, asking)
      : undefined,
    checkRoles(client, organization_id, role_ids, asking),
    email === undefined ? null : checkAddress(client, organization_id, email, asking),
  ]);
  const { finding, scope, me } = permission;
  const departments = checkDepartments(department_ids, known ?? null, scope);
  const user = async (id: string) =>
    checkSelf(operation, id, me) ??
    checkUser({ client, organization_id, options: asking }, id, scopeTest(scope, known ?? null));
  const users = user_id === null ? address : await user(user_id);
  return { findings: [finding, ...departments, ...roles, ...(users ? [users] : [])], me, scope, known };
}

/** The same, and whether the users of a run exist and may be changed. */
export async function withUserChecks(
  context: Context,
  organization_id: string,
  users: TextSet,
  checked: PreflightResult,
): Promise<PreflightResult> {
  if (users.size === 0) return checked;
  const client = await context.api();
  const asking = { signal: context.environment.signal };
  const { scope, known = await readDepartments(client, organization_id, asking) } = checked;
  const place = { client, organization_id, options: asking };
  const found = await checkUsers(place, users, scopeTest(scope, known));
  return { ...checked, findings: [...checked.findings, ...found] };
}

/** The view of `--check`; exits 4 when the change would be refused. */
export function checkView(checked: PreflightResult): View {
  const error = checkError(checked);
  return {
    ...listView(
      ['check', 'result', mayWrap('message')],
      checked.findings.map((finding) => ({ ...finding })),
    ),
    notes: ['checked only: nothing was changed'],
    ...(error && { error }),
  };
}

/** What helps with what is there, but where the signed-in user may change nothing: no search and no list does. */
const OUT_OF_REACH: Partial<Record<CheckResult['check'], string>> = {
  user: 'leave the user out',
  department: "name one of the signed-in user's departments, or let somebody else do it",
};

/** The cure of a failure. */
const stepFor = ({ check, message }: CheckResult): string =>
  (message.includes('signed-in user') && OUT_OF_REACH[check]) || STEPS[check];

export const GOES_AHEAD = '--no-check goes ahead all the same';

/** The error for a change that would be refused, with the cure of each kind of failure; null when it would not be. */
export function checkError(
  { findings }: Pick<PreflightResult, 'findings'>,
  more: readonly string[] = [],
): CliError | null {
  const failed = findings.filter(({ result }) => result === 'failed');
  if (failed.length === 0) return null;
  const why = failed.map(({ message }) => message).join('; ');
  const cures = new Set(failed.map(stepFor));
  const hint = [...cures, ...more].join('\n');
  return new CliError('CHECK_FAILED', EXIT.signIn, `${why}: nothing was sent`, hint, {
    details: { findings },
  });
}
