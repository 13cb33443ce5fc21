import { fieldsWithin, idIn, type RecordShape } from '../../../output/selection/record-shape.ts';
import { userId } from '../../../validation/ids.ts';
import { isObject } from '../../../validation/objects.ts';

/** The fields of a result, in their order. */
export const VERIFIED_FIELDS = [
  'run_id',
  'row',
  'user_id',
  'verified',
  'account_state',
  'verified_at',
  'audit',
  'later_run',
] as const;

/** A result of a check as JSON has it. A list of ids has those that are not as the run wanted. */
export const VERIFIED: RecordShape = {
  idOf: idIn(userId, 'user_id'),
  isListed: (record) => isObject(record) && record['verified'] === 'differs',
  fields: VERIFIED_FIELDS.flatMap((field) =>
    field === 'audit' ? [field, ...fieldsWithin(field, ['actor', 'at'])] : [field],
  ),
};
