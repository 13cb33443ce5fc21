import type { RecordShape } from '../../../output/selection/record-shape.ts';
import { CHANGES } from '../../../results/shapes.ts';

interface ChangeFlags {
  readonly dryRun?: true | undefined;
  readonly check?: boolean | undefined;
}

/** What the answer of a command that changes users holds: results, unless it changes nothing. */
export function answerShape({ dryRun, check }: ChangeFlags): RecordShape | undefined {
  return dryRun || check === true ? undefined : CHANGES;
}
