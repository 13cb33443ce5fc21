import type { RecordShape } from '../../../output/selection/record-shape.ts';
import { CHANGE, CHANGES } from '../../../results/shapes.ts';
import { PLANNED } from '../plan/planned-shape.ts';
import type { RunOptions } from '../run/run-request.ts';

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
