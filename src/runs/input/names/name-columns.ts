import { cleanCell } from '../cell.ts';
import { isNameOfPeople } from '../columns/field-names.ts';
import { isOfLeaver } from '../columns/header-words.ts';
import type { Row } from '../row.ts';

/** The columns that say what the person of a row is called. */
export const nameColumns = (headers: Iterable<string>): readonly string[] =>
  [...headers].filter((header) => isNameOfPeople(header) || isOfLeaver(header));

/** What these say; empty for nothing. */
export const nameIn = (input: Row['input'], columns: readonly string[]): string =>
  columns.flatMap((column) => cleanCell(input[column] ?? '') || []).join(' ');
