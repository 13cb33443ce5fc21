import { idIn, type RecordShape } from '../../../output/selection/record-shape.ts';
import { runId } from '../../../validation/ids.ts';
import { isObject } from '../../../validation/objects.ts';

export const DELETION_FIELDS = [
  'run_id',
  'action',
  'organization_id',
  'total',
  'created_at',
  'outcome',
  'why',
] as const;

/** A run that was deleted, would be, or is left. A list of ids has those that are not left. */
export const deletionShape: RecordShape = {
  idOf: idIn(runId, 'run_id'),
  isListed: (record) => isObject(record) && record['outcome'] !== 'left',
  fields: DELETION_FIELDS,
};
