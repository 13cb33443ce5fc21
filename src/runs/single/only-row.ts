import { departmentId, fits, roleId, userId } from '../../validation/ids.ts';
import { email } from '../../validation/names.ts';
import { hasFields, isListOf, isObjectOfTexts, isText, orAbsent, orNull } from '../../validation/objects.ts';

export const areRoleIds = isListOf(fits(roleId));
export const areDepartmentIds = isListOf(fits(departmentId));

/** True for the row in the header of a run of one: ids that could have been typed, and nothing of another type. */
export const isOnlyRow = hasFields({
  row: (value) => value === 1,
  line: orAbsent((value) => value === null),
  user_id: orNull(fits(userId)),
  department_id: orNull(fits(departmentId)),
  already: orAbsent((value) => value === true || value === null),
  invitation: orAbsent(
    hasFields({
      email: fits(email),
      full_name: orAbsent(isText),
      custom_message: orAbsent(isText),
      send_invitation: orAbsent((value) => value === false),
      role_ids: orAbsent(areRoleIds),
      department_ids: orAbsent(areDepartmentIds),
    }),
  ),
  memberships: orAbsent(hasFields({ role_ids: areRoleIds, department_ids: areDepartmentIds })),
  input: isObjectOfTexts,
});
