import {
  Argument,
  Command,
  type CommandUnknownOpts,
  InvalidArgumentError,
  Option,
} from '@commander-js/extra-typings';
import { DEFAULTS } from '../defaults.ts';
import { usageError } from '../errors/cli-errors.ts';
import type { RecordShape } from '../output/selection/record-shape.ts';
import type { View } from '../output/view.ts';
import { timeZone } from '../validation/choices.ts';
import { departmentOrName, organizationOrName, roleOrName } from '../validation/names.ts';
import { rate, userLimitText, wholeNumber } from '../validation/numbers.ts';
import type { Context, StoredSettings } from './context.ts';
import { examples } from './help/examples.ts';
import { markRepeatable, markRequired } from './help/marks.ts';

interface CallFacts {
  /** What its answer holds; absent where it has no records. */
  readonly records?: RecordShape | undefined;
  /** Whether it works without settings that can be read; by default they are needed. */
  readonly stored?: StoredSettings;
}

/** Runs a command's action, which never prints, exits or catches errors. */
export type Run = (facts: CallFacts, action: (context: Context) => View | Promise<View>) => Promise<void>;

/** What some nouns know of the line before it is parsed. */
export interface TypedCall {
  /** The word that stands behind the noun. */
  readonly typed: string | undefined;
  /** Makes the tree with all verbs. */
  readonly wholeTree: () => CommandUnknownOpts;
}

export interface CommandWords {
  /** For the page of its noun; absent for a noun, whose words for the root's page stand there. */
  readonly summary?: string;
  readonly description: string;
  readonly examples: readonly string[];
}

/** A command that does something, with its page of help. */
export const newCommand = (name: string, { summary = '', description, examples: lines }: CommandWords) =>
  new Command(name)
    .summary(summary)
    .description(description)
    .addHelpText('after', examples(...lines));

/** A word with the verbs below it, in the order in which help names them. */
export function newNoun(
  name: string,
  description: string,
  run: Run,
  verbs: readonly ((run: Run) => CommandUnknownOpts)[],
) {
  const noun: CommandUnknownOpts = new Command(name).description(description);
  for (const make of verbs) noun.addCommand(make(run));
  return noun;
}

/** A parser as Commander wants it, which calls it with the value before as well. */
export const parseWith =
  <T>(parse: (text: string) => T): ((text: string) => T) =>
  (text) =>
    parse(text);

/** A parser of what may be repeated: each value is one more of one list, as a line may hold a hundred thousand. */
export const collect =
  <T>(parse: (text: string) => T) =>
  (text: string, list: T[] = []): T[] => {
    list.push(parse(text));
    return list;
  };

/** An option with a value, which `parse` reads. */
export const valueOption = <F extends string, T>(flags: F, words: string, parse: (text: string) => T) =>
  new Option(flags, words).argParser(parseWith(parse));

/** An option that may be repeated, each time with one more value. */
export const listOption = <F extends string, T>(flags: F, words: string, parse: (text: string) => T) =>
  markRepeatable(new Option(flags, words).argParser(collect(parse)));

/** The heading of the options that matter for more than one user only. */
const OF_MANY = 'For a run of many users:';

/**
 * The one user that a command is about. It has to be named, but Commander is not told so: what is missing is told at
 * once with everything else that is. What it looks like is checked by the command, which knows what else may be meant.
 */
export const userArgument = () => markRequired(new Argument('[user]', 'user id (usr_…) or e-mail address'));

export const orgOption = () =>
  markRequired(
    valueOption(
      '--org <id>',
      'organization, or its name; else AITRONOS_ORG or stored org',
      organizationOrName,
    ),
  );

export const transferToOption = () =>
  markRequired(
    valueOption(
      '--transfer-to <id>',
      'department that gets the resources, or its name; else AITRONOS_TRANSFER_TO or stored transfer-to',
      departmentOrName,
    ),
  );

export const checkOption = () =>
  new Option('--check', 'ask the API whether it is allowed, and change nothing');

export const noCheckOption = () =>
  new Option('--no-check', 'begin without asking the API whether it is allowed').helpGroup(OF_MANY);

/** Refuses `--check` beside `--no-check`: Commander would silently use the last one. Throws `CliError` (usage). */
export function refuseCheckAndNoCheck<C extends CommandUnknownOpts>(command: C): C {
  const given = new Set<string>();
  for (const name of ['check', 'no-check']) {
    command.on(`option:${name}`, () => {
      if (given.add(name).size < 2) return;
      const hint = '--check asks the API first, and changes nothing; --no-check begins without asking';
      throw usageError('--check and --no-check contradict each other', hint);
    });
  }
  return command;
}

export const verifyOption = () =>
  new Option('--verify', 'ask afterwards whether all are as wanted; if not, exit 3');

export const dryRunOption = () => new Option('--dry-run', 'print what would be sent, and send nothing');

export const strictOption = () => new Option('--strict', 'exit 1 when the user already is in that state');

export const fromOption = () =>
  new Option('--from <file>', 'many users: CSV, JSON or a plain list; - for stdin').argParser(refuseRepeated);

/** Refuses a repeated option, because Commander would silently use the last one. */
function refuseRepeated(text: string, before: string | undefined): string {
  if (before === undefined) return text;
  throw new InvalidArgumentError('it is given twice: put all in one file');
}

export const yesOption = () => new Option('-y, --yes', 'do not ask');

export const maxOption = () =>
  valueOption('--max <n|n%>', 'refuse more users than this; else stored max', userLimitText).helpGroup(
    OF_MANY,
  );

export const protectOption = () =>
  new Option('--protect <file>', 'a file of users to protect, besides the stored protect');

export const concurrencyOption = () =>
  valueOption(
    '--concurrency <n>',
    `requests at once, 1 to 64; default ${DEFAULTS.concurrency}`,
    wholeNumber(1, 64),
  ).helpGroup(OF_MANY);

export const rateOption = () =>
  valueOption('--rate <n>/<s|min>', 'send no more requests than this, such as 10/s', rate).helpGroup(OF_MANY);

export const failFastOption = () =>
  new Option('--fail-fast', 'stop at the first user that fails').helpGroup(OF_MANY);

/** `what`: which days a zone is for, as in `where a day begins`. */
export const timeZoneOption = (what: string) =>
  valueOption('--time-zone <zone>', `${what}; else AITRONOS_TIME_ZONE or stored time-zone`, timeZone);

export const roleOption = () => listOption('--role <id>', 'role, or its name; may be repeated', roleOrName);

export const departmentOption = () =>
  listOption('--department <id>', 'department, or its name; may be repeated', departmentOrName);
