import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import type { View } from '../output/view.ts';
import { BadValue, departmentId, organizationId } from '../values.ts';

/** How a command hands over what it does: it never prints, exits or catches. */
export type Run = (action: (context: Context) => View | Promise<View>) => Promise<void>;

/** A parser of `values.ts` as Commander wants it. */
export function parsed<T>(parse: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      throw error instanceof BadValue ? new InvalidArgumentError(error.message) : error;
    }
  };
}

/** Examples for the end of a help page: each line a command without `aitronos` before it. */
export const examples = (...lines: readonly string[]) =>
  `\nExamples:\n${lines.map((line) => `  $ aitronos ${line}`).join('\n')}`;

export const orgOption = () =>
  new Option('--org <id>', 'organization (org_…); else AITRONOS_ORG or the stored org').argParser(
    parsed(organizationId),
  );

export const transferToOption = () =>
  new Option(
    '--transfer-to <id>',
    'department (dept_…) that takes over the resources; else AITRONOS_TRANSFER_TO or the stored transfer-to',
  ).argParser(parsed(departmentId));

export const dryRunOption = () => new Option('--dry-run', 'print what would be sent, and send nothing');

export const strictOption = () => new Option('--strict', 'exit 1 when the user already was in that state');
