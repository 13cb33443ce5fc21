import { usageError } from '../../../errors/cli-errors.ts';
import { fieldOf, isFieldName } from '../../../runs/input/columns/field-names.ts';
import { listOf } from '../../../runs/input/columns/header.ts';
import { FIELD_NAMES } from '../../../runs/input/names/known-names.ts';
import { findNearest } from '../../../text/nearest.ts';
import { showUnseen } from '../../../text/shown.ts';
import type { ReadingFlags } from '../change/reading-flags.ts';

/** Refuses `--column` with a field that there is none of, with the nearest. Throws `CliError` (usage). */
export function refuseUnknownColumnFields({ column = [] }: ReadingFlags): void {
  const unknown = column.find(({ field }) => !isFieldName(field));
  if (unknown === undefined) return;
  const { field, header } = unknown;
  const fields = Object.keys(FIELD_NAMES);
  const [nearest] = [fieldOf(field) ?? [], findNearest(field, fields)].flat();
  const meant = nearest === undefined ? '' : `: did you mean ${nearest}?`;
  throw usageError(
    showUnseen(`--column ${field}=${header}: there is no field ${JSON.stringify(field)}${meant}`),
    `the fields are ${fields.join(', ')}`,
  );
}

/** Refuses two columns for one field, of which the last one alone would count. Throws `CliError` (usage). */
export function refuseTwoColumnsOfField({ column = [] }: ReadingFlags): void {
  const headers = new Map<string, string>();
  for (const { field, header } of column) {
    const first = headers.get(field);
    if (first !== undefined && first !== header) {
      const hint = 'a field is in one column: leave one of them out';
      throw usageError(`--column names two columns for ${field}: ${listOf([first, header])}`, hint);
    }
    headers.set(field, header);
  }
}
