import type { GroupLists } from '../../../lookup/group-lists.ts';
import { departmentsOf, type Operation, rolesOf } from '../../../operations/operation.ts';
import type { TargetFields } from '../../../operations/target.ts';
import { checkDepartments, checkRole } from '../../../preflight/groups.ts';
import { checkError, GOES_AHEAD } from './preflight.ts';

interface Resolved {
  readonly typed: TargetFields;
  readonly target: TargetFields;
}

/**
 * Refuses what a run would refuse, as far as the lists tell that the look-ups of this call have read anyway: a
 * department that is not there or not active, and a role that is not there. Sends nothing. Throws `CliError`
 * (`CHECK_FAILED`, exit 4).
 */
export function refuseUnfitGroups(
  operation: Operation,
  { typed, target }: Resolved,
  { departments, roles }: GroupLists['known'],
): void {
  // Memberships are always said whole, and a user may keep a department that is not active any more: by its id.
  const keeps = operation.action === 'update_memberships';
  const meant = departmentsOf(target).filter((id) => !keeps || !departmentsOf(typed).includes(id));
  const findings = [
    ...checkDepartments(meant, departments, null),
    ...rolesOf(target).map((id) => checkRole(id, roles)),
  ];
  const error = checkError({ findings }, keeps ? [] : [GOES_AHEAD]);
  if (error) throw error;
}
