import { fieldsWithin, idIn, type RecordShape } from '../output/selection/record-shape.ts';
import { userId } from '../validation/ids.ts';
import { isObject } from '../validation/objects.ts';
import type { Outcome } from './record.ts';

const DONE: readonly Outcome[] = ['changed', 'unchanged', 'recovered'];

const isDone = (record: unknown) => isObject(record) && DONE.some((outcome) => outcome === record['outcome']);

/** The fields of a user that the pages of the API name. */
export const USER_FIELDS = [
  'id',
  'full_name',
  'email',
  'user_name',
  'account_state',
  'role_ids',
  'department_ids',
  'organization_id',
  'invitation_link',
  'invited_at',
  'deactivated_at',
] as const;

const ERROR_FIELDS = [
  'code',
  'message',
  'status',
  'type',
  'details',
  'details.*',
  'trace_id',
  'request_id',
  'retryable',
  'retry_after_s',
  'hint',
] as const;

const FIELDS = [
  'schema_version',
  'action',
  'user_id',
  'organization_id',
  'outcome',
  'changed',
  'account_state',
  'transferred_to_department_id',
  'user',
  ...fieldsWithin('user', USER_FIELDS),
  'error',
  ...fieldsWithin('error', ERROR_FIELDS),
  'request_id',
  'attempts',
  'duration_ms',
  'reason',
  'ticket',
];

const HEADINGS = {
  user: 'user_id',
  name: 'user.full_name',
  full_name: 'user.full_name',
  state: 'account_state',
  resources_to: 'transferred_to_department_id',
  roles: 'user.role_ids',
  departments: 'user.department_ids',
  error: 'error.code',
  error_code: 'error.code',
  error_message: 'error.message',
};

/** What is known of a row's address may be the file's alone: then a list of `user.email` would leave the person out. */
const MIXED = { email: ['user_id', 'input.email', 'user.email'] };

/** The result of one change, of which a pipe gets the user who is as was asked for. */
export const CHANGE: RecordShape = {
  idOf: idIn(userId, 'user_id'),
  isListed: isDone,
  fields: [...FIELDS, 'input', 'input.email'],
  headings: HEADINGS,
  mixed: MIXED,
};

/** The results of a run that is under way. */
export const CHANGES: RecordShape = { ...CHANGE, fields: [...FIELDS, 'row', 'input', 'input.*'] };

/** The results of a run that was; an invitation that failed is about no user. */
export const RESULTS: RecordShape = {
  ...CHANGES,
  // The columns of the input are found in the records.
  fields: [...FIELDS, 'row', 'input'],
  isOpen: true,
  isListed: (record) => isDone(record) || (isObject(record) && record['user_id'] !== null),
};
