import { type Department, departmentFacts } from '../api/objects/department.ts';
import { departmentId, fitsOrNull } from '../validation/ids.ts';

/** Finds the ids of a department and of all below it, as parents and paths say; none where it is not there. */
export function departmentsBelow(departments: readonly Department[]): (id: string) => string[] {
  const all = departments.map((one) => ({
    ...departmentFacts(one),
    parent_id: fitsOrNull(departmentId, one.parent_id),
  }));
  return (id) => {
    if (!all.some((one) => one.id === id)) return [];
    const found = new Set([id]);
    // Each turn finds those one step further down, so a circle of parents ends it too.
    for (let before = 0; before < found.size; ) {
      before = found.size;
      for (const { id: each, path, parent_id } of all) {
        if (each !== null && (path.includes(id) || (parent_id !== null && found.has(parent_id))))
          found.add(each);
      }
    }
    return [...found];
  };
}
