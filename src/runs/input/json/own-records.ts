import { inputHeaders, RECORD_FIELDS, RESULT_COLUMNS } from '../../../results/csv-columns.ts';
import { isObject } from '../../../validation/objects.ts';

const TAKEN = [...RESULT_COLUMNS, ...RECORD_FIELDS];

/**
 * A record of our results with the row's own columns beside its fields, as its CSV has them: they may be all that names
 * a person whom the organization does not have. Any other object unchanged.
 */
export function spreadRecord(row: object): object {
  if (!Object.hasOwn(row, 'schema_version') || !Object.hasOwn(row, 'outcome')) return row;
  const { input, ...record }: { input?: unknown } = { ...row };
  if (!isObject(input)) return row;
  const headers = inputHeaders(Object.keys(input), TAKEN);
  const own = Object.values(input).map((value, at) => [headers[at] ?? '', value] as const);
  return Object.fromEntries([...own, ...Object.entries(record)]);
}
