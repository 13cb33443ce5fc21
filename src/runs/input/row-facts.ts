import {
  JUSTIFICATIONS,
  type JustificationName,
  justificationParsers,
} from '../../validation/justification.ts';
import { cellText } from './columns/input-columns.ts';
import type { CellProblem, Cells, Columns } from './columns/table.ts';
import type { RowFacts } from './row.ts';
import { missing, type ParsedCell, parseCell } from './row-schema.ts';

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
      if (required.includes(name))
        problems.push(missing(columns, name, `no ${name}, which the setting require wants: give --${name}`));
      continue;
    }
    const parsed = parseCell(name, text, justificationParsers[name]);
    if (parsed.ok) facts[name] = parsed.value;
    else problems.push(...parsed.problems);
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
