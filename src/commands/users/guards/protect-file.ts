import { usageError } from '../../../errors/cli-errors.ts';
import { orElse } from '../../../or-else.ts';
import { fieldOf, isPersonField } from '../../../runs/input/columns/field-names.ts';
import { cellText } from '../../../runs/input/columns/input-columns.ts';
import type { RowSchema } from '../../../runs/input/row-schema.ts';
import { type RowProblem, readRows } from '../../../runs/input/rows.ts';
import type { Environment } from '../../../system/environment.ts';
import { readWholeUserFile } from '../../../system/user-files.ts';
import { BadValue } from '../../../validation/bad-value.ts';
import { type ProtectRule, protectRule } from '../../../validation/protect-rules.ts';
import { columnProblemsError } from '../problems/column-problems.ts';
import { rowProblemsError } from '../problems/row-problems.ts';

const MOST_MEGABYTES = 16;

/**
 * The rules in the file of `--protect`, which messages call `name`: one a line, where `#` begins a comment; or a table
 * of people in any format that `--from` takes. Throws `CliError` (usage) with every problem of the file, and for one
 * that names no one.
 */
export async function readProtectFile(
  file: string,
  name: string,
  environment: Environment,
): Promise<ProtectRule[]> {
  const bytes = await readWholeUserFile(file, environment, MOST_MEGABYTES, { name, hint: rulesCure(file) });
  const lines = textLines(bytes);
  const rules = lines !== null && isList(lines) ? rulesOfLines(name, lines) : await rulesOfTable(name, bytes);
  if (rules.length > 0) return rules;
  throw usageError(`${name} names no one to protect`, 'name who is meant, or leave --protect out');
}

/** The next step where the file of `--protect` is none, but says who is meant. */
function rulesCure(text: string): string | null {
  const isRules = text.split(',').every((part) => typeof ruleOrWords(part.trim()) !== 'string');
  return isRules
    ? '--protect takes a file: write who is meant into one, one a line, and name that file'
    : null;
}

/** The lines of a text without comments and blanks around them; null for what is no text in UTF-8. */
function textLines(bytes: Uint8Array): string[] | null {
  const text = orElse(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes), null);
  return text?.split(/\r\n|\n|\r/).map(withoutComment) ?? null;
}

/** A line without blanks around it and without a comment: from a `#` at its beginning or after a blank. */
function withoutComment(line: string): string {
  const at = line.search(/(?:^|\s)#/);
  return (at < 0 ? line : line.slice(0, at)).trim();
}

/** True where the first line that says something is no header, and no beginning of JSON. */
function isList(lines: readonly string[]): boolean {
  const first = lines.find((line) => line !== '');
  if (first === undefined) return true;
  if (/^["[{]/.test(first) || /^sep=/i.test(first)) return false;
  return !first.split(/[,;\t|]/).some((name) => isPersonField(fieldOf(name.trim())));
}

function rulesOfLines(file: string, lines: readonly string[]): ProtectRule[] {
  const problems: RowProblem[] = [];
  const rules = lines.flatMap((text, index): ProtectRule[] => {
    if (text === '') return [];
    const rule = ruleOrWords(text);
    if (typeof rule !== 'string') return [rule];
    const several = text.split(/[,;]/).map((part) => ruleOrWords(part.trim()));
    if (several.every((each) => typeof each !== 'string')) return several;
    problems.push({ file, line: index + 1, column: null, message: rule });
    return [];
  });
  if (problems.length > 0) throw rowProblemsError({ name: file, problems });
  return rules;
}

function ruleOrWords(text: string): ProtectRule | string {
  try {
    return protectRule(text);
  } catch (error) {
    if (error instanceof BadValue) return error.message;
    throw error;
  }
}

async function rulesOfTable(file: string, bytes: Uint8Array): Promise<ProtectRule[]> {
  const rules: ProtectRule[] = [];
  const source = async function* () {
    yield bytes;
  };
  const form = tableForm((rule) => rules.push(rule));
  const read = await readRows(source(), { name: file, form }, () => {});
  const { problems, problem_count: count, column_problems } = read;
  if (column_problems.length > 0) throw columnProblemsError(file, column_problems, null);
  if (count > 0) throw rowProblemsError({ name: file, problems, count });
  return rules;
}

/** Rows that each name one user by id, by address or by both; `add` receives a rule for each. */
function tableForm(add: (rule: ProtectRule) => void): RowSchema {
  const fields = ['user_id', 'email'] as const;
  return {
    columns: fields,
    identifiers: fields,
    parse(columns, cells) {
      const cellsOf = fields.flatMap((column) => {
        const text = cellText(columns, cells, column);
        return text === '' ? [] : [{ column, rule: ruleOrWords(text) }];
      });
      const problems = cellsOf.flatMap(({ column, rule }) =>
        typeof rule === 'string' ? [{ column, message: rule }] : [],
      );
      if (cellsOf.length === 0) problems.push({ column: 'user_id', message: 'no user is named' });
      if (problems.length > 0) return { ok: false, problems };
      for (const { rule } of cellsOf) if (typeof rule !== 'string') add(rule);
      return { ok: true, content: { user_id: null, department_id: null } };
    },
    key: () => '',
    named: () => false,
    target: () => null,
    conflict: () => ({ column: null, message: '' }),
  };
}
