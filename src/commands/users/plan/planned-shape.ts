import type { RecordShape } from '../../../output/selection/record-shape.ts';

/** The answer of a call that wrote a plan. */
export const PLANNED: RecordShape = { fields: ['plan', 'digest', 'total'], hasMarkdown: true };

/** What a dry run of a plan shows: requests, which have no fields to choose. */
export const DRY_RUN_OF_PLAN: RecordShape = { fields: [], hasMarkdown: true };
