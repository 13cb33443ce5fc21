import { dedupe } from '../../../operations/operation.ts';
import type { Memberships, TargetFields } from '../../../operations/target.ts';

/** The departments that a change names: the one that takes over, and those of an invitation or of memberships. */
export function departmentsOf(target: TargetFields): readonly string[] {
  const own = target.department_id === null ? [] : [target.department_id];
  return [...own, ...(listsOf(target).department_ids ?? [])];
}

/** The roles that a change names. */
export const rolesOf = (target: TargetFields): readonly string[] => listsOf(target).role_ids ?? [];

const listsOf = ({ invitation, memberships }: TargetFields): Partial<Memberships> =>
  dedupe<Partial<Memberships>>(invitation ?? memberships ?? {});
