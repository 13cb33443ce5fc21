import type { RecordShape } from '../../../output/selection/record-shape.ts';
import { CHANGE, CHANGES } from '../../../results/shapes.ts';
import type { RunOptions } from '../run/run-request.ts';

const PLANNED: RecordShape = { fields: ['plan', 'digest', 'total'], hasMarkdown: true };
/** What a dry run of a plan shows: requests, which have no fields to choose. */
export const DRY_RUN_OF_PLAN: RecordShape = { fields: [], hasMarkdown: true };
const FINDINGS: RecordShape = { fields: ['check', 'result', 'message'] };

/**
 * What the answer of a command that changes users holds: results of one or of a run, or what a check found. Nothing
 * for a dry run, which shows requests.
 */
export function answerShape(
  { dryRun, check, from, plan }: Pick<RunOptions, 'dryRun' | 'check' | 'from' | 'plan'>,
  users: readonly string[] = [],
): RecordShape | undefined {
  if (plan !== undefined) return PLANNED;
  if (dryRun) return undefined;
  if (check === true) return FINDINGS;
  return from === undefined && users.length <= 1 ? CHANGE : CHANGES;
}
