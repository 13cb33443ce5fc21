import { cleanCell } from '../cell.ts';
import { isNameField } from '../columns/field-names.ts';
import { isOfLeaver } from '../columns/header-words.ts';
import type { Row } from '../row.ts';

/** What stands for the person before a name within JSON: `profile.lastName`, not `manager.lastName`. */
const OF_PERSON = /^(?:profile|user|employee|worker|person|member)\./i;

/** The columns that say what the person of a row is called. */
export const nameColumns = (headers: Iterable<string>): readonly string[] =>
  [...headers].filter((header) => isNameField(header.replace(OF_PERSON, '')) || isOfLeaver(header));

/** What these say, once; empty for nothing. */
export function nameIn(input: Row['input'], columns: readonly string[]): string {
  let name = '';
  for (const column of columns) {
    const text = cleanCell(input[column] ?? '');
    if (text.includes(name)) name = text;
    else if (!name.includes(text)) name = `${name} ${text}`;
  }
  return name;
}
