import { Unreadable } from '../row.ts';

/** The fields by which a plan is told from any other document. */
const PLAN_FIELDS = ['planned_by', 'planned_at', 'rows'] as const;

const APPLY =
  '`aitronos runs apply <plan>`, with the file of the plan and without the options of this command';

/**
 * Throws `Unreadable` for a plan in the place of a list of users: its rows alone would be carried out by another
 * command, for another department, and without what was approved. `names`: fields that one object has.
 */
export function refusePlan(names: (field: string) => boolean): void {
  if (!PLAN_FIELDS.every(names)) return;
  throw new Unreadable(1, 'this is a plan: `aitronos runs apply` carries it out', null, APPLY);
}
