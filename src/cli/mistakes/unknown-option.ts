import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { didYouMean, findNearest } from '../../text/nearest.ts';
import { commandPath, typedWordsOf, visibleCommands } from '../help/command-tree.ts';
import { departmentMembers } from './extra-words.ts';
import { OPTION_SYNONYMS } from './option-synonyms.ts';
import { noSecretIn } from './secret-words.ts';
import { writeAlone } from './value-of-switch.ts';

type Option = CommandUnknownOpts['options'][number];

/** Options by which other tools are told who is meant. */
const NAMING_USERS: readonly string[] = (
  'user users username user-name user-id userid user_id id ids email emails e-mail mail address login who member ' +
  'member-id'
).split(' ');

/** Options by which other tools are told to ask nothing. No hint offers `--yes` for one: programs follow hints. */
const NOT_ASKING: readonly string[] = 'force no-confirm assume-yes confirm skip-confirmation'.split(' ');
const LIFTS_NO_GUARD = '--yes skips the question before a change, and no check or guard';

/** Options by which other tools are told the method of a request. */
const METHOD: readonly string[] = ['X', 'request', 'method'];
const METHOD_FIRST = 'the method stands first, without an option: `aitronos api post <path>`';

const RUN_HAS_ORGANIZATION = 'each run is of one organization, and goes on there: leave --org out';

/** How options begin by which other tools add one role or department, or take one away. */
const CHANGING_ONE: readonly string[] = 'add append grant assign remove revoke delete unassign'.split(' ');
const BOTH_REPLACED =
  'both lists are replaced: give --role and --department for each that the user should have, and for none --no-roles ' +
  'or --no-departments';

/** Options by which other tools take parts of their JSON. */
const PARTS: readonly string[] = ['jq', 'template'];
const PARTS_OF_JSON = '--json prints all for jq: `… --json | jq …`';

const MOST = 3;

const NO = 'no-';

/**
 * What was probably meant by an option that a command does not take: another tool's name of one of its own, an option
 * of other commands, or one that is written like it. Null where nothing is known. `tree` has all verbs.
 */
export function meantOption(
  option: string,
  command: CommandUnknownOpts,
  tree: CommandUnknownOpts,
): string | null {
  const [typed = '', value] = option.split('=', 2);
  const own = optionsOf(command);
  if (value !== undefined && takesNoValue(typed, command)) return writeAlone(typed);
  // What is left of `-q=true`, which the parser takes apart.
  if (typed === '-') return writeAlone('a switch of one letter');
  const words = typed.replace(/^-+/, '');
  const argument = command.registeredArguments.find((one) => ['user', 'email'].includes(one.name()));
  if (argument !== undefined && NAMING_USERS.includes(words.toLowerCase())) {
    return withoutOption('name the user', command);
  }
  const isNamed = (long: string) =>
    typed === `${long}s` || OPTION_SYNONYMS[long]?.split(' ').includes(words.toLowerCase());
  const named = own.filter(isNamed);
  if (named.length > 0) return didYouMean(named);
  if (command.name() === 'api' && METHOD.includes(words)) return METHOD_FIRST;
  const secret = noSecretIn('option takes', words);
  if (secret !== null) return secret;
  const meant = command.registeredArguments.map((one) => one.name()).find((name) => isArgument(name, words));
  if (meant !== undefined) return withoutOption(`write <${meant}>`, command);
  const instead = noSuchOption(words, command);
  if (instead !== null) return instead;
  const elsewhere = [...commandsWith(typed, tree)];
  if (elsewhere.length > 0) {
    const some = elsewhere.slice(0, MOST).map((path) => `\`${path}\``);
    return `${typed} is an option of ${some.join(', ')}${elsewhere.length > MOST ? ', …' : ''}`;
  }
  return oppositeOf(typed, command) ?? nearestOf(words, command);
}

/** True for an option by which other tools are given the argument of this name. */
const isArgument = (name: string, words: string): boolean =>
  [name, name[0], ...(name === 'run' ? ['run-id', 'id'] : [])].includes(words);

const withoutOption = (does: string, command: CommandUnknownOpts): string => {
  const names = command.registeredArguments.map((one) => `<${one.name()}>`);
  return `${does} without an option: \`${commandPath(command)} ${names.join(' ')}\``;
};

/** What is said of options that others have and these commands cannot have. Null for any other option. */
function noSuchOption(words: string, command: CommandUnknownOpts): string | null {
  if (words === 'org' && command.parent?.name() === 'runs') return RUN_HAS_ORGANIZATION;
  if (NOT_ASKING.includes(words.toLowerCase()) && findOption('--yes', command)) return LIFTS_NO_GUARD;
  const [first = ''] = words.split('-', 1);
  if (command.name() === 'update-memberships' && CHANGING_ONE.includes(first)) return BOTH_REPLACED;
  if (PARTS.includes(words))
    return command.name() === 'api' ? PARTS_OF_JSON : `${PARTS_OF_JSON}; --fields chooses fields`;
  return departmentMembers(typedWordsOf(command), words);
}

/** A single letter is written like every short name: it is the first one of an option of the command itself. */
function nearestOf(words: string, command: CommandUnknownOpts): string | null {
  const isLetter = words.length === 1;
  const own = isLetter ? command.options.flatMap(({ long }) => long ?? []) : optionsOf(command);
  const names = own.map((long) => long.slice(2));
  const begins = (name: string) => name.startsWith(words.toLowerCase()) && !name.startsWith(NO);
  const near = isLetter ? names.filter(begins).slice(0, MOST) : findNearest(words, names);
  return didYouMean(near.map((name) => `--${name}`));
}

/** What is said of the opposite of a switch: that one itself would do what is not wanted. Null for any other option. */
function oppositeOf(typed: string, command: CommandUnknownOpts): string | null {
  const words = typed.replace(/^--/, '');
  const opposite = words.startsWith(NO) ? `--${words.slice(NO.length)}` : `--${NO}${words}`;
  const option = findOption(opposite, command);
  if (option?.long === undefined || option.required) return null;
  if (option.negate) return `that is the default: leave ${typed} out`;
  const [variable] = /AITRONOS_\w+/.exec(option.description) ?? [];
  const also = variable === undefined ? '' : ` or ${variable} says so`;
  return `${option.long} is off unless given${also}: leave ${typed} out`;
}

/** True for an option of the command, or of every command, that is a switch. */
export function takesNoValue(name: string, command: CommandUnknownOpts): boolean {
  const option = findOption(name, command);
  return option !== undefined && !option.required;
}

/** The option of this name that a command takes, as its own or as one of those that every command takes. */
export function findOption(name: string, command: CommandUnknownOpts): Option | undefined {
  const own = command.options.find(({ long, short }) => long === name || short === name);
  return own ?? (command.parent === null ? undefined : findOption(name, command.parent));
}

/** The long options that a command takes, its own before those of every command; its page need not show them. */
function optionsOf(command: CommandUnknownOpts): string[] {
  const own = command.options.flatMap(({ long }) => long ?? []);
  return command.parent === null ? [...own, '--help'] : [...own, ...optionsOf(command.parent)];
}

/** The commands that take an option of this name, without the program's name: they are told, not to be typed. */
function* commandsWith(long: string, command: CommandUnknownOpts, path = ''): Generator<string> {
  if (command.parent !== null && command.options.some((one) => one.long === long)) yield path;
  for (const child of visibleCommands(command))
    yield* commandsWith(long, child, `${path} ${child.name()}`.trimStart());
}
