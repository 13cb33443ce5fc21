import { BadValue } from '../../validation/bad-value.ts';
import {
  JUSTIFICATIONS,
  type JustificationName,
  justificationParsers,
} from '../../validation/justification.ts';
import { cellText } from './columns/input-columns.ts';
import type { RowFacts } from './row.ts';
import type { ParsedCell } from './row-schema.ts';
import type { CellProblem, Cells, Columns } from './table.ts';

const NO_FACTS: RowFacts = {};

/** Why, by which request and when, as a row says it. `required`: what each has to say, because the call does not. */
export function parseFacts(
  columns: Columns,
  cells: Cells,
  required: readonly JustificationName[] = [],
): ParsedCell<RowFacts> {
  const { known, times } = columns;
  if (times === undefined && required.length === 0 && !JUSTIFICATIONS.some((name) => known.has(name))) {
    return { ok: true, value: NO_FACTS };
  }
  const problems: CellProblem[] = [];
  const facts: { -readonly [F in keyof RowFacts]: RowFacts[F] } = { ...times?.(cells) };
  for (const name of JUSTIFICATIONS) {
    const text = cellText(columns, cells, name);
    if (text === '') {
      if (required.includes(name)) problems.push(missing(name, known.has(name)));
      continue;
    }
    try {
      facts[name] = justificationParsers[name](text);
    } catch (error) {
      if (!(error instanceof BadValue)) throw error;
      problems.push({ column: name, message: error.message });
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: facts };
}

/** The same of a row that was read before. */
export const factsOf = ({ reason, ticket, last_day, effective_at }: RowFacts): RowFacts => ({
  ...(reason !== undefined && { reason }),
  ...(ticket !== undefined && { ticket }),
  ...(last_day !== undefined && { last_day }),
  ...(effective_at !== undefined && { effective_at }),
});

/** The setting `require` asks for it, and neither the row nor the call has it. */
function missing(name: JustificationName, hasColumn: boolean): CellProblem {
  const why = `no ${name}, which the setting require wants: give --${name} for all rows, or`;
  if (hasColumn) return { column: name, message: `${why} fill in ${name}` };
  return { column: name, message: `${why} add a column ${name}`, everyRow: true };
}
