import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { report } from '../errors/report.ts';
import { type Action, absentRecord, type ResultRecord, unansweredRecord } from '../results/record.ts';
import { isAbsent, type Row } from './input/row.ts';
import { DRIFT_CODE } from './journal/row-states.ts';

/** The record of a row for which nothing is sent; null for any other. */
export function settledRecord(action: Action, organization_id: string, row: Row): ResultRecord | null {
  const { user_id, email, settled } = row;
  if (isAbsent(row)) return absentRecord(action, organization_id);
  if (settled === undefined) return null;
  const { outcome } = settled;
  const record = unansweredRecord({ action, user_id, organization_id, outcome, changed: false });
  if (settled.outcome === 'unchanged') return { ...record, account_state: settled.account_state };
  const who = user_id ?? email;
  const look = `\`aitronos users get ${who}\``;
  const { body } = report(new CliError(DRIFT_CODE, EXIT.usage, `${who} ${settled.why}`, look));
  return { ...record, error: body };
}
