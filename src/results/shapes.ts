import { idIn, type RecordShape } from '../output/selection/record-shape.ts';
import { userId } from '../validation/ids.ts';
import { isObject } from '../validation/objects.ts';
import type { Outcome } from './record.ts';

/** The outcomes of users who are as was asked for. */
const DONE: readonly Outcome[] = ['changed', 'unchanged', 'recovered'];

const isDone = (record: unknown) => isObject(record) && DONE.some((outcome) => outcome === record['outcome']);

/** The results of a run; an invitation that failed is about no user. */
export const RESULTS: RecordShape = {
  idOf: idIn(userId, 'user_id'),
  isListed: (record) => isDone(record) || (isObject(record) && record['user_id'] !== null),
};

/** The results of a change, of which a pipe gets those who are as was asked for and no others. */
export const CHANGES: RecordShape = { ...RESULTS, isListed: isDone };
