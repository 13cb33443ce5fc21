import { REPORT_FIELDS } from '../../../audit/report/report-person.ts';
import { idIn, type RecordShape } from '../../../output/selection/record-shape.ts';
import { userId } from '../../../validation/ids.ts';

/** The files that a report is written to; absent ones are not wanted. */
export interface ReportFiles {
  readonly html?: string | undefined;
  readonly markdown?: string | undefined;
  readonly csv?: string | undefined;
}

/** What the answer holds: people, or the files that were written. */
export const reportShape = ({ html, markdown, csv }: ReportFiles): RecordShape =>
  [html, markdown, csv].some((file) => file !== undefined)
    ? { fields: ['format', 'file', 'bytes'] }
    : {
        idOf: idIn(userId, 'user_id'),
        fields: REPORT_FIELDS,
        headings: { user: 'user_id', name: 'full_name', access_ended: 'removed_at' },
      };
