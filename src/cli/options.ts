import { type CommandUnknownOpts, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { DEFAULTS } from '../defaults.ts';
import { usageError } from '../errors/cli-errors.ts';
import type { View } from '../output/view.ts';
import { BadValue } from '../validation/bad-value.ts';
import { organizationId, roleId } from '../validation/ids.ts';
import { departmentOrName } from '../validation/names.ts';
import { rate, wholeNumber } from '../validation/numbers.ts';
import type { Context, StoredSettings } from './context.ts';

/**
 * Runs a command's action, which never prints, exits or catches errors. `stored`: `helpful` for a command
 * that works without readable stored settings.
 */
export type Run = (
  action: (context: Context) => View | Promise<View>,
  stored?: StoredSettings,
) => Promise<void>;

/** A parser of `values.ts` as Commander wants it. */
export function parseWith<T>(parse: (text: string) => T): (text: string) => T {
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
    parseWith(organizationId),
  );

export const transferToOption = () =>
  new Option(
    '--transfer-to <id>',
    'department (dept_… or its name) that takes over the resources; else AITRONOS_TRANSFER_TO or the stored transfer-to',
  ).argParser(parseWith(departmentOrName));

/** `--transfer-to` where it is optional; the stored department is not used then. */
export const removeTransferToOption = () =>
  new Option(
    '--transfer-to <id>',
    'department (dept_… or its name) that takes over the resources, if any',
  ).argParser(parseWith(departmentOrName));

export const checkOption = () =>
  new Option('--check', 'ask the API whether it would be allowed, and change nothing');

export const noCheckOption = () => new Option('--no-check', 'begin a run without asking that first');

/**
 * Refuses `--check` together with `--no-check`, because Commander would silently use the last one. Throws
 * `CliError` (usage).
 */
export function refuseCheckAndNoCheck<C extends CommandUnknownOpts>(command: C): C {
  const given = new Set<string>();
  for (const name of ['check', 'no-check']) {
    command.on(`option:${name}`, () => {
      if (given.add(name).size < 2) return;
      throw usageError(
        '--check and --no-check contradict each other',
        '--check asks the API whether it would be allowed, and changes nothing; --no-check begins without asking',
      );
    });
  }
  return command;
}

export const dryRunOption = () => new Option('--dry-run', 'print what would be sent, and send nothing');

/**
 * Refuses `--check` together with `--dry-run`: a check sends requests, a dry run must not. Throws `CliError`
 * (usage).
 */
export function refuseCheckBesideDryRun(given: {
  readonly check?: boolean | undefined;
  readonly dryRun?: true | undefined;
}): void {
  if (given.check === true && given.dryRun) {
    throw usageError(
      '--check and --dry-run contradict each other',
      '--check asks the API whether it would be allowed; --dry-run prints what would be sent, and sends nothing',
    );
  }
}

export const strictOption = () => new Option('--strict', 'exit 1 when the user already was in that state');

export const fromOption = () =>
  new Option(
    '--from <file>',
    'many users: CSV with a header, JSON Lines or a bare list; - for stdin',
  ).argParser(refuseRepeated);

/** Refuses a repeated option, because Commander would silently use the last one. */
function refuseRepeated(text: string, before: string | undefined): string {
  if (before === undefined) return text;
  throw new InvalidArgumentError('it is given twice: put all in one file');
}

export const yesOption = () => new Option('-y, --yes', 'do not ask');

export const maxOption = () =>
  new Option('--max <n>', 'refuse a run of more users').argParser(parseWith(wholeNumber(1, 10_000_000)));

export const protectOption = () =>
  new Option('--protect <file>', 'ids, one a line, that no change may touch; beside the stored protect');

export const concurrencyOption = () =>
  new Option(
    '--concurrency <n>',
    `requests at once in a run, 1 to 64; default ${DEFAULTS.concurrency}`,
  ).argParser(parseWith(wholeNumber(1, 64)));

export const rateOption = () =>
  new Option('--rate <n>/<s|min>', 'send no more than so many in a run').argParser(parseWith(rate));

export const failFastOption = () => new Option('--fail-fast', 'stop a run at the first user that fails');

/** Adds one more value of an argument that may be repeated. */
export function collect<T>(
  parse: (text: string) => T,
): (text: string, before: readonly T[] | undefined) => T[] {
  const one = parseWith(parse);
  return (text, before) => [...(before ?? []), one(text)];
}

export const roleOption = () =>
  new Option('--role <id>', 'role (role_…); may be repeated').argParser(collect(roleId));

export const departmentOption = () =>
  new Option('--department <id>', 'department (dept_…) or its name; may be repeated').argParser(
    collect(departmentOrName),
  );
