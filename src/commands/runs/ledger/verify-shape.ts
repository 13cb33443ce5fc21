import { idIn, type RecordShape } from '../../../output/selection/record-shape.ts';
import { runId } from '../../../validation/ids.ts';

export const FINDING_FIELDS = ['run_id', 'line', 'state', 'what'] as const;

/** A run and how it stands against the ledger, or a line of it that is not as it should be. */
export const verifyShape: RecordShape = { idOf: idIn(runId, 'run_id'), fields: FINDING_FIELDS };
