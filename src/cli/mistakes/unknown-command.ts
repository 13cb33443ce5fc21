import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { type CliError, EMPTY_VALUE, usageError } from '../../errors/cli-errors.ts';
import { didYouMean } from '../../text/nearest.ts';
import { shellWord } from '../../text/shell-word.ts';
import { fits } from '../../validation/ids.ts';
import { userOrEmail } from '../../validation/names.ts';
import { entryFor } from '../../validation/objects.ts';
import { childOf, commandPath, rootOf, typedWordsOf } from '../help/command-tree.ts';
import { departmentMembers } from './extra-words.ts';
import { meantCommands } from './meant-command.ts';

/**
 * The error for a word that is no command: `words` say so, and its hint names the command that was probably meant.
 * `tree` has all verbs.
 */
export function unknownCommand(
  words: string,
  command: CommandUnknownOpts,
  tree: CommandUnknownOpts,
  word = command.args[0] ?? '',
): CliError {
  const members = departmentMembers(typedWordsOf(command), word);
  if (members !== null) return usageError(words, members);
  const said = entryFor(SAID, `${typedWordsOf(command)} ${word.toLowerCase()}`.trimStart());
  if (said !== undefined) return usageError(words, said);
  if (word === '') return usageError(words, EMPTY_VALUE);
  if (/^[A-Z_]+=/.test(word)) return usageError(words, 'a variable is set before the program starts');
  const subject = subjectFirst(command, word, tree);
  const nearest = subject.length === 0 ? meantCommands(command, word, tree) : subject;
  const isOfSandbox = nearest.some((path) => path.startsWith('sandbox '));
  if (typedWordsOf(command) === 'sandbox' && !isOfSandbox) return usageError(words, SANDBOX_LIFE);
  const program = rootOf(command).name();
  const behind = subject.length === 0 ? '' : ` ${shellWord(word)}`;
  const meant = didYouMean(nearest.map((path) => `\`${program} ${path}${behind}\``));
  const hint = meant ?? `\`${commandPath(command)} --help\` shows the commands`;
  return usageError(words, hint, nearest.length === 0 ? {} : { nearest });
}

/** What may stand where its command should, and the verb that shows it. */
const SUBJECTS: readonly (readonly [is: (word: string) => boolean, noun: string, shows: string])[] = [
  [fits(userOrEmail), 'users', 'get'],
  [(word) => /^\d{8}-\d{6}(?:-[\da-f-]*)?$/.test(word), 'runs', 'show'],
];

/** The commands for a user or run that was typed before its verb, or without one; empty for any other word. */
function subjectFirst(command: CommandUnknownOpts, word: string, tree: CommandUnknownOpts): string[] {
  const at = typedWordsOf(command);
  const [, noun = '', shows] = SUBJECTS.find(([is, noun]) => is(word) && ['', noun].includes(at)) ?? [];
  const verbs = childOf(tree, noun);
  if (verbs === undefined) return [];
  const takers = ['user', 'run', ...(word.includes('@') ? ['email'] : [])];
  const isTaker = (path: string) => {
    const verb = path.startsWith(`${noun} `) ? childOf(verbs, path.slice(noun.length + 1)) : undefined;
    return takers.includes(verb?.registeredArguments[0]?.name() ?? '');
  };
  const [, typed = '-'] = command.args;
  const meant = typed.startsWith('-') ? [] : meantCommands(verbs, typed, tree).filter(isTaker);
  return meant.length > 0 ? meant : [`${noun} ${shows}`];
}

/** Said of words for what no command does. */
const CHANGING = 'create add new delete remove rm update edit rename';
const changedBy = (noun: string) =>
  `no command changes ${noun}; \`aitronos api <method> <path>\` sends any request`;
const SAID: Readonly<Record<string, string>> = {
  plan: '--plan <file> on a command that changes users writes a plan; `aitronos runs apply <plan>` carries it out',
  ...said(
    'runs',
    'stop cancel abort kill halt pause terminate',
    'Ctrl-C stops a run where it works; `aitronos runs resume <run>` goes on with it',
  ),
  ...said(
    'users',
    'log logs history audit activity events changes',
    '`aitronos audit list --user <user>` shows what was done to a user',
  ),
  ...said(
    'config',
    'use-context set-context current-context get-contexts',
    '`aitronos auth list` shows the profiles, `aitronos auth switch <profile>` uses another from now on',
  ),
  ...said('', 'invitations invites', '`aitronos users list --status pending` lists who is invited'),
  ...said(
    'organizations',
    'use switch select set',
    '`aitronos config set org <organization>` stores the one that is used',
  ),
  ...said('organizations', CHANGING, changedBy('organizations')),
  ...said('departments', CHANGING, changedBy('departments')),
  ...said('roles', CHANGING, changedBy('roles')),
};

function said(noun: string, words: string, what: string): Record<string, string> {
  return Object.fromEntries(words.split(' ').map((word) => [`${noun} ${word}`.trimStart(), what]));
}

/** Said of a word of sandboxes that have to be stopped, watched or taken away: this one ends by itself. */
const SANDBOX_LIFE =
  'it runs only as long as a command, so there is nothing to stop: --sandbox starts it for one call, `aitronos sandbox start` ' +
  'serves it until Ctrl-C, `aitronos sandbox reset` restores its first data';
