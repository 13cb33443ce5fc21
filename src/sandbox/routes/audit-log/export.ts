import type { AuditEntry } from '../../state/audit/entry.ts';
import { csvAnswer } from '../csv.ts';
import type { Route } from '../route.ts';
import { readAuditFilter } from './filter.ts';

const COLUMNS = [
  'Timestamp',
  'Entity Type',
  'Entity Name',
  'Action',
  'Actor Name',
  'Actor Email',
  'Target Name',
  'Previous Value',
  'New Value',
];

/** The same as a file, under the same filters. Our choice: values are JSON. */
export const exportAuditLog: Route = {
  at: 'GET /v1/organizations/:organization_id/audit-log/export',
  page: 'https://docs.aitronos.com/docs/api-reference/audit-log/export',
  needs: ['export_audit_log'],
  answer: (call) => {
    const rows = call.organization.auditLog(readAuditFilter(call.c)).items.map(cellsOf);
    return csvAnswer(call, 'audit-log', COLUMNS, rows);
  },
};

const cellsOf = (entry: AuditEntry): (string | null)[] => [
  entry.timestamp,
  entry.entity_type,
  entry.entity_name,
  entry.action_type,
  entry.actor_name,
  entry.actor_email,
  entry.target_name,
  entry.previous_value && JSON.stringify(entry.previous_value),
  entry.new_value && JSON.stringify(entry.new_value),
];
