import type { State } from './events/projection.ts';
import { findFirstPerson, GENERATED_DEPARTMENTS, generatedCount, NAMED_PEOPLE } from './first-data.ts';

export interface MemberCounts {
  readonly departments: ReadonlyMap<string, number>;
  readonly roles: ReadonlyMap<string, number>;
}

/**
 * Counts members without building every person of a large organization: the first data by rule, then the changed ones.
 * Our choice: deactivated and invited members count, because their membership exists.
 */
export function countMembers(state: State): MemberCounts {
  const departments = new Map<string, number>();
  const roles = new Map<string, number>();
  for (const { role_ids, department_ids } of NAMED_PEOPLE) {
    add(roles, role_ids, 1);
    add(departments, department_ids, 1);
  }
  const generated = generatedCount(state.users);
  const turns = GENERATED_DEPARTMENTS.length;
  add(roles, ['role_member'], generated);
  GENERATED_DEPARTMENTS.forEach((id, place) => {
    add(departments, [id], Math.floor((generated + turns - 1 - place) / turns));
  });
  for (const [user_id, { role_ids, department_ids, invitation }] of state.projection.all()) {
    const first = findFirstPerson(user_id, state.users);
    // A log may name people whom a smaller organization does not have.
    if (!first && !invitation) continue;
    replace(roles, first?.role_ids ?? [], role_ids);
    replace(departments, first?.department_ids ?? [], department_ids);
  }
  return { departments, roles };
}

function add(counts: Map<string, number>, ids: readonly string[], members: number): void {
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + members);
}

function replace(counts: Map<string, number>, before: readonly string[], after?: readonly string[]): void {
  if (!after) return;
  add(counts, before, -1);
  add(counts, after, 1);
}
