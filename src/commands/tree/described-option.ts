import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { fileOptionsOf } from '../../cli/help/file-options.ts';
import { isRepeatable, isRequired } from '../../cli/help/marks.ts';
import { formatOfArgument, formatOfOption, type ValueFormat } from '../../cli/help/value-formats.ts';
import { SETTING_NAMES, SETTINGS } from '../../settings/settings.ts';
import { VARIABLES } from '../help/environment.ts';
import { wordsFor } from './known-words.ts';

type Option = CommandUnknownOpts['options'][number];

export interface DescribedOption {
  /** The name to type: `--output`, `--no-roles`. */
  readonly name: string;
  readonly short: string | null;
  /** As it is declared: `-o, --output <format>`. */
  readonly flags: string;
  readonly description: string;
  /** `boolean`: it has no value. */
  readonly type: 'boolean' | 'integer' | 'number' | 'string';
  readonly format: ValueFormat | null;
  /** All values, where they are known. */
  readonly choices: readonly string[] | null;
  /** True where a value is a list of choices with commas between. */
  readonly is_list: boolean;
  /** Whether it may be given several times, each time with one more value. */
  readonly repeatable: boolean;
  /** True where the command needs a value from somewhere: the line, the variable or what is stored. */
  readonly required: boolean;
  readonly default: string | number | null;
  /** The variable that it beats. */
  readonly environment: string | null;
  /** The stored setting that it beats. */
  readonly setting: string | null;
  /** The option that it is the opposite of, where the command has that. */
  readonly negates: string | null;
  /** The heading under which help has it. */
  readonly group: string | null;
  /** True where the command's own page of help does not name it. */
  readonly hidden: boolean;
}

/** The options of a command in the order of its help, and then those that its page leaves out. */
export function describeOptions(command: CommandUnknownOpts): readonly DescribedOption[] {
  const help = command.createHelp();
  const visible = help
    .visibleOptions(command)
    .filter(({ long }) => long !== '--help' || command.parent === null);
  const ofFiles = fileOptionsOf(command);
  const others = command.options.filter((option) => !visible.includes(option) && !ofFiles.includes(option));
  return [...visible, ...ofFiles, ...others].map((option) => ({
    ...describeOption(command, option),
    hidden: !visible.includes(option),
    description: withoutMark(help.optionDescription(option)),
  }));
}

function describeOption(command: CommandUnknownOpts, option: Option): Omit<DescribedOption, 'hidden'> {
  const { long, short, flags, description } = option;
  const name = long ?? short ?? flags;
  const known = wordsFor(name);
  const type = typeOf(option);
  const environment = VARIABLES.find(([variable]) => description.split(/\W+/).includes(variable));
  return {
    name,
    short: long === undefined ? null : (short ?? null),
    flags,
    description,
    type,
    format: formatOfOption(name, flags),
    choices: option.argChoices ?? known?.words ?? null,
    is_list: known?.isList ?? false,
    repeatable: isRepeatable(option),
    required: option.mandatory || isRequired(option),
    default: type === 'boolean' ? null : defaultOf(option),
    environment: environment?.[0] ?? null,
    setting: settingOf(command, option),
    negates: opposite(command, option),
    group: command.parent === null ? null : (option.helpGroupHeading ?? null),
  };
}

const INTEGERS = /<(?:n|ms|s)>$/;
const NUMBERS = /<seconds>$/;

function typeOf({ required, optional, flags }: Option): DescribedOption['type'] {
  if (!required && !optional) return 'boolean';
  if (INTEGERS.test(flags)) return 'integer';
  return NUMBERS.test(flags) ? 'number' : 'string';
}

/** What holds without it: as declared (of `<fail|skip>` the first), else by its setting, else as its help says. */
function defaultOf(option: Option): string | number | null {
  const { long, flags, argChoices = [], defaultValue, description } = option;
  const declared: unknown = flags.endsWith(`<${argChoices.join('|')}>`) ? argChoices[0] : defaultValue;
  if (typeof declared === 'string' || typeof declared === 'number') return declared;
  const setting = SETTING_NAMES.find((name) => `--${name}` === long);
  const fallback = setting && SETTINGS[setting].fallback;
  if (fallback !== undefined && fallback !== null) return fallback;
  const said = / default (\d+)$/.exec(description)?.[1];
  return said === undefined ? null : Number(said);
}

function settingOf(command: CommandUnknownOpts, { long, description }: Option): string | null {
  const name = SETTING_NAMES.find((each) => `--${each}` === long) ?? null;
  // A stored list that holds besides is beaten by no option.
  const isUsed = command.parent === null || / or stored [a-z]|; else stored [a-z]/.test(description);
  return isUsed ? name : null;
}

function opposite(command: CommandUnknownOpts, { long, negate }: Option): string | null {
  const meant = negate ? long?.replace('--no-', '--') : undefined;
  const plain = [meant, meant?.replace(/s$/, '')];
  return (
    command.options.find((other) => other.long && !other.negate && plain.includes(other.long))?.long ?? null
  );
}

export interface DescribedArgument {
  readonly name: string;
  /** As it is written in a usage: `[user...]`. */
  readonly usage: string;
  readonly description: string;
  readonly required: boolean;
  readonly repeatable: boolean;
  readonly format: ValueFormat | null;
  /** All values, where they are known. */
  readonly choices: readonly string[] | null;
}

/** The arguments of a command in their order, in the words of its help. */
export function describeArguments(command: CommandUnknownOpts): readonly DescribedArgument[] {
  const help = command.createHelp();
  return command.registeredArguments.map((argument) => {
    const name = argument.name();
    const required = argument.required || isRequired(argument);
    const word = argument.variadic ? `${name}...` : name;
    return {
      name,
      usage: required ? `<${word}>` : `[${word}]`,
      description: withoutMark(help.argumentDescription(argument)),
      required,
      repeatable: argument.variadic,
      format: formatOfArgument(name),
      choices: argument.argChoices ?? wordsFor(name)?.words ?? null,
    };
  });
}

/** Words of the help without the mark of what is required, which has a field of its own here. */
const withoutMark = (words: string): string => words.replace(/^\(required\) /, '');
