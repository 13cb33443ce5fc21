import { countFields, readOwnJson } from '../../../text/json.ts';
import { countNames, isTooDeep, MOST_LEVELS, repeatedName } from '../../../text/json-scan.ts';
import { linesOf } from '../bytes/text-blocks.ts';
import { COMMENTS_LEFT_OUT, isComment } from '../formats/other-lines.ts';
import type { Reader, ReaderParts } from '../formats/reader-parts.ts';
import { COMMENTED_OUT } from '../formats/separators.ts';
import { rowsOfObjects } from './json-objects.ts';

/** Reads JSON Lines: one object a line, whose keys are the columns. A comma after an object is taken off. */
export function rowsOfJsonLines(parts: ReaderParts): Reader {
  const { findings, validator } = parts;
  const take = rowsOfObjects(parts);

  const comment = (line: number, text: string): void => {
    const isRow = text.replace(/^#+/, '').trimStart().startsWith('{');
    if (isRow) validator.problem(line, null, COMMENTED_OUT);
    else findings.leaveOut(text, line, COMMENTS_LEFT_OUT);
  };

  const row = (line: number, text: string): void | Promise<void> => {
    if (isComment(text)) return comment(line, text);
    if (text.endsWith(',')) findings.note('the comma after each JSON object is left out');
    const object = text.replace(/,$/, '');
    const value = parseOrError(object);
    if (value instanceof SyntaxError)
      return validator.problem(line, null, `not one whole JSON object a line: ${value.message}`);
    const flaw = flawOf(object, value);
    return flaw === null ? take(line, value) : validator.problem(line, null, flaw);
  };

  return {
    async read(block) {
      for (const { line, text } of linesOf(block)) {
        const kept = text.trim() === '' ? undefined : row(line, text.trim());
        if (kept) await kept;
      }
    },
    async end() {},
  };
}

/** The value of a JSON text, with every digit of its numbers, or the error that it is none. */
export function parseOrError(text: string): unknown {
  try {
    return isTooDeep(text) ? JSON.parse(text) : readOwnJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

/** Why the value of a JSON text is not used, although it is JSON; null for nothing. */
export function flawOf(text: string, value: unknown): string | null {
  if (isTooDeep(text)) return `the JSON has more than ${MOST_LEVELS} levels`;
  if (typeof value !== 'object' || value === null || countNames(text) === countFields(value)) return null;
  // Of two fields with one name the last counts, and a reader may have seen the first.
  const name = repeatedName(text)?.slice(0, LONGEST_NAME) ?? '';
  return `the field ${JSON.stringify(name)} appears twice in one object: keep only the one that is meant`;
}

const LONGEST_NAME = 40;
