import { SETTINGS } from '../../settings/settings.ts';
import { didYouMean } from '../../text/nearest.ts';
import { optionWords, shellWord } from '../../text/shell-word.ts';
import { holdsSecret } from '../../validation/bad-value.ts';
import { fits } from '../../validation/ids.ts';
import { invitedEmail } from '../../validation/names.ts';
import { noSecretIn } from './secret-words.ts';
import { joinValues, quotedCall, shownLine } from './unquoted-value.ts';

/** The longest words that are repeated. */
const LONGEST = 60;

const quoted = (words: readonly string[]): string => shellWord(words.join(' '));

/** Who is named by id or by address. */
const isOne = (words: readonly string[]): boolean => words.length === 1 && /^usr_|@/.test(words[0] ?? '');

const isSetting = (name: string): boolean => Object.hasOwn(SETTINGS, name);

function oneUser(verb: string, words: Words, rest: Words): string {
  const [first = ''] = words;
  const call = shownLine([verb, ...[first, ...rest].map(shellWord)].join(' '));
  if (isOne([first])) return call === null ? 'one user per call' : `one user per call: ${call}`;
  const search = `\`aitronos users list ${optionWords('--search', words.join(' '))}\``;
  return `one user per call, by id or e-mail address; to look one up: ${search}`;
}

const ONE_RUN = 'one run per call, by its id or the beginning of it: `aitronos runs list` shows them';

const STATUS = /^(?:active|inactive|pending|deactivated|invited)$/i;

type Words = readonly string[];

/**
 * What is meant by more words than a command takes. `extra`: those that are too many, `all`: with those before them,
 * `rest`: the options of the call; null where nothing is known.
 */
const MEANT: Readonly<Record<string, (extra: Words, all: Words, rest: Words) => string | null>> = {
  'users list': (words, _, rest) => {
    if (isOne(words)) return command(`users get ${quoted(words)}`);
    const isStatus = STATUS.test(quoted(words));
    return isStatus
      ? withOption('users list', '--status', quoted(words).toLowerCase(), rest)
      : withOption('users list', '--search', words.join(' '), rest);
  },
  'users get': (_, all, rest) => oneUser('users get', all, rest),
  'users update-memberships': (_, all, rest) => oneUser('users update-memberships', all, rest),
  'users invite': () =>
    'one address per call; several go into a file, one a line: --from <file>, or --from -',
  'users diff': (words, _, rest) => withOption('users diff', '--roster', words.join(' '), rest),
  'departments list': () => 'all departments are listed; --tree draws which is below which',
  'roles list': (words, _, rest) => withOption('roles list', '--members', words.join(' '), rest),
  'runs show': () => ONE_RUN,
  'runs resume': () => ONE_RUN,
  'runs retry': () => ONE_RUN,
  'runs undo': () => ONE_RUN,
  'runs list': (words) => (words.length === 1 ? command(`runs show ${quoted(words)}`) : null),
  'config list': ([name = '', ...more]) =>
    more.length === 0 && isSetting(name) ? command(`config get ${name}`) : null,
  'config set': (_, [name = '', ...value], rest) => {
    const isList = value.every((word) => /^usr_|[@:]/.test(word));
    const whole = isList ? value.join().replace(/,+/g, ',') : value.join(' ');
    // Behind any other name the value may be a secret.
    const meant = isSetting(name) ? command(`config set ${name} ${shellWord(whole)}`, rest) : null;
    return noSecretIn('setting holds', name) ?? meant;
  },
  // Anything else may be a password or a token.
  'auth login': (words, _, rest) =>
    fits(invitedEmail)(words.join(' ')) && !rest.some((word) => /-(?:token|stdin)$/.test(word))
      ? withOption('auth login', '--email', words.join(' '), rest)
      : null,
  'sandbox start': (words, _, rest) =>
    /^\d+$/.test(quoted(words)) ? withOption('sandbox start', '--port', quoted(words), rest) : null,
};

function command(line: string, rest: Words = []): string | null {
  const call = shownLine([line, ...rest.map(shellWord)].join(' '));
  return call === null ? null : didYouMean([call]);
}

/** A call with one more option; null where it has it. */
const withOption = (path: string, option: string, value: string, rest: Words): string | null =>
  rest.some((word) => word.split('=')[0] === option)
    ? null
    : command(`${path} ${optionWords(option, value)}`, rest);

const EMPTY = 'one of the words is empty, perhaps an unset variable: leave it out';
const OPTION = /^(?:--[a-z]|-[a-z]$)/;
const NO_OPTION = 'what follows -- is not an option: leave -- out, or put options before it';

/**
 * The command that was probably meant by a call with more words than the command takes; null where nothing is known.
 * `argv`: the call. `path`: the command, without `aitronos` before it; `takes`: the number of its arguments.
 */
export function meantByExtraWords(
  path: string,
  words: readonly string[],
  takes: number,
  argv: readonly string[],
): string | null {
  if (words.includes('')) return EMPTY;
  if (argv.includes('--') && words.some((word) => OPTION.test(word))) return NO_OPTION;
  if (words.at(-1) === 'help') return command(`${path} --help`);
  if (words.some((word) => word.length > LONGEST || holdsSecret(word))) return null;
  const fields = fieldsWithoutCommas(argv);
  if (fields !== null) return `put commas between fields: --fields ${fields}`;
  const meant = (line: Words, all: Words) =>
    MEANT[path]?.(all.slice(takes), all, otherWords(line, [...path.split(' '), '--', ...all])) ?? null;
  const quoted = quotedCall(argv, words, argv.some((word) => /^--from(?:=|$)/.test(word)) ? 0 : takes);
  if (quoted === null) {
    const { line, left } = joinValues(argv, words);
    return left.length > takes ? meant(line, left) : null;
  }
  if (!TAKING_WORDS.includes(path)) return quoted;
  return [quoted, meant(argv, words)].filter((hint) => hint !== null).join('\n');
}

/** In which words without an option may be meant for one: `users list --role Member jane` may be a search. */
const TAKING_WORDS: readonly string[] = ['users list', 'users diff', 'roles list'];

/** The options of a call with their values: its words without these. */
function otherWords(argv: Words, words: Words): Words {
  const rest = [...argv];
  for (const word of words.filter((one) => argv.includes(one))) {
    // The same word may stand behind an option, as its value.
    const free = rest.findIndex((one, at) => one === word && !rest[at - 1]?.startsWith('-'));
    rest.splice(free < 0 ? rest.indexOf(word) : free, 1);
  }
  return rest;
}

/** The fields of a `--fields` behind which further words stand that can be fields; null for none. */
function fieldsWithoutCommas(argv: readonly string[]): string | null {
  const at = argv.indexOf('--fields') + 1;
  if (at === 0) return null;
  const end = argv.findIndex((word, index) => index >= at && word.startsWith('-'));
  const words = argv.slice(at, end < 0 ? argv.length : end);
  const isList = words.length > 1 && words.every((word) => /^[\w.,]+$/.test(word));
  return isList ? words.join().replace(/,+/g, ',') : null;
}

/** Who is in a department is asked of the API itself: no command lists it. */
const LISTED_BY =
  "`aitronos api get '/v1/organizations/{org}/departments/<dept_id>/members'` lists who is in a department";

/** By which words that is asked for, as a command or an option, of which commands. */
const ASKED_BY: Readonly<Record<string, string>> = {
  departments: 'members member users user people who',
  'departments list': 'members member users user people who',
  'users list': 'department departments department-id dept dept-id dep team group',
};

/** What is said where a command, such as `users list`, is asked who is in a department; null for any other word. */
export const departmentMembers = (command: string, word: string): string | null =>
  ASKED_BY[command]?.split(' ').includes(word.toLowerCase()) ? LISTED_BY : null;
