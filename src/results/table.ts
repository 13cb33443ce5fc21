import { type Cell, mayCut, mayLeaveOut, mayWrap, nameOfColumn, type Table, toCell } from '../output/view.ts';
import { textOrNull } from '../validation/objects.ts';
import type { ResultRecord, RunRecord } from './record.ts';

/** A run's records as a table. `withErrors`: some of the run's rows failed, so a column says why. */
export function runTable(records: readonly RunRecord[], withErrors: boolean): Table {
  const grid = recordsTable(records);
  // The outcome says what the state says, and the address whom the name means.
  const columns = grid.columns.map((column) => {
    const order = LEFT_OUT.indexOf(nameOfColumn(column));
    return order < 0 ? column : mayLeaveOut(column, order);
  });
  return {
    columns: ['ROW', 'OUTCOME', ...columns, ...(withErrors ? [mayCut('ERROR', 16)] : [])],
    rows: records.map((record, index) => [
      record.row,
      record.outcome,
      ...(grid.rows[index] ?? []),
      ...(withErrors ? [errorText(record)] : []),
    ]),
  };
}

/** What a narrow terminal leaves out of a run, the first one first. */
const LEFT_OUT = ['STATE', 'RESOURCES TO', 'NAME'];

/** The code first, because what follows may be cut. */
const errorText = ({ error }: ResultRecord): string | null =>
  error === null ? null : `${error.code}: ${error.message}`;

/** The records of one action as a table of the users that have reached the requested state. */
export function recordsTable(records: readonly (ResultRecord & Pick<RunRecord, 'address'>)[]): Table {
  const [first] = records;
  const hasLists = first?.action === 'invite' || first?.action === 'update_memberships';
  return {
    columns: [
      'USER',
      mayCut('NAME'),
      mayCut('EMAIL'),
      'STATE',
      ...(hasLists ? [mayWrap('ROLES'), mayWrap('DEPARTMENTS')] : ['RESOURCES TO']),
    ],
    rows: records.map((record) => [
      record.user_id,
      textOrNull(record.user?.full_name),
      textOrNull(record.user?.email) ?? record.address ?? null,
      record.account_state ?? (record.action === 'remove' && record.changed ? 'removed' : null),
      ...(hasLists
        ? [list(record.user?.role_ids), list(record.user?.department_ids)]
        : [record.transferred_to_department_id]),
    ]),
  };
}

const list = (value: unknown): Cell => (Array.isArray(value) ? toCell(value) : null);
