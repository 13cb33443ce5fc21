import { fieldsWithin, idIn, type RecordShape } from '../../../output/selection/record-shape.ts';
import { runId, userId } from '../../../validation/ids.ts';
import { isObject } from '../../../validation/objects.ts';

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
  headings: {
    state: 'account_state',
    changed_by: 'audit.actor',
    changed_at: 'audit.at',
    audit_actor: 'audit.actor',
    audit_at: 'audit.at',
  },
  // An invitation has an address alone.
  mixed: { user: ['user_id', 'row'] },
};

export const FINDING_FIELDS = ['run_id', 'line', 'state', 'what'] as const;
/** With `--journal`: a run and how it stands against the ledger, or a line of it that is not as it should be. */
export const FINDING: RecordShape = { idOf: idIn(runId, 'run_id'), fields: FINDING_FIELDS };
