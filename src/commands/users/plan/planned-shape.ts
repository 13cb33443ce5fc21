import type { RecordShape } from '../../../output/selection/record-shape.ts';

/** The answer of a call that wrote a plan. */
export const PLANNED: RecordShape = { fields: ['plan', 'digest', 'total'], hasMarkdown: true };
