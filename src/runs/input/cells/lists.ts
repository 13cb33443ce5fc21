import { tryParseJson } from '../../../text/json.ts';
import { BadValue } from '../../../validation/bad-value.ts';
import { cleanCell } from '../cell.ts';
import { type ParsedCell, parseCell, problemsOf } from '../row-schema.ts';

const NOTHING = { ok: true, value: null } as const;

/** The values of a cell, each once; null for an empty cell. `form` throws `BadValue` for a wrong one. */
export function parseList(
  column: string,
  cell: string,
  form: (text: string) => string,
): ParsedCell<readonly string[] | null> {
  if (cell === '') return NOTHING;
  const items = partsOf(cell).map((item) => parseCell(column, cleanCell(item), notEmpty(form)));
  const problems = problemsOf(...items);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: [...new Set(items.flatMap((item) => (item.ok ? [item.value] : [])))] };
}

/**
 * The parts of a cell: of a JSON list, else with `;` between them, else with `,`. A name with a comma in it is written
 * with a `;` behind it.
 */
function partsOf(cell: string): readonly string[] {
  const list = jsonList(cell);
  if (list !== undefined) return list;
  const mark = cell.includes(';') ? ';' : ',';
  const parts = cell.split(mark);
  return parts.length > 1 && parts.at(-1)?.trim() === '' ? parts.slice(0, -1) : parts;
}

function jsonList(cell: string): readonly string[] | undefined {
  const list = cell.startsWith('[') ? tryParseJson(cell) : undefined;
  return Array.isArray(list) ? list.map((item) => String(item)) : undefined;
}

const notEmpty = (form: (text: string) => string) => (text: string) => {
  if (text !== '') return form(text);
  throw new BadValue('something between two separators', text);
};
