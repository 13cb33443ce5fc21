import { fieldsWithin, idIn, type RecordShape } from '../../output/selection/record-shape.ts';
import { USER_FIELDS } from '../../results/shapes.ts';
import { userId } from '../../validation/ids.ts';

/** The fields of the nested row, the flat row and the newer user object; the API answers with one of them. */
const MEMBER_FIELDS = [
  'user_id',
  'username',
  'role',
  ...fieldsWithin('role', ['id', 'name']),
  'status',
  ...fieldsWithin('status', ['id', 'name', 'selectable_in_ui']),
  'role_id',
  'role_name',
  'status_id',
  'status_name',
  'joined_at',
  'created_at',
  'last_modified_at',
];

export const MEMBER: RecordShape = {
  idOf: idIn(userId, 'user_id', 'id'),
  fields: [...USER_FIELDS, ...MEMBER_FIELDS],
  headings: {
    user: 'user_id',
    name: 'full_name',
    role: 'role.name',
    roles: 'role.name',
    status: 'status.name',
    state: 'status.name',
  },
  isOpen: true,
};
