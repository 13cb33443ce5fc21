import type { Context } from '../../../cli/context.ts';
import { quotedCall } from '../../../cli/mistakes/unquoted-value.ts';
import { EMPTY_VALUE } from '../../../errors/cli-errors.ts';
import { nearFilesHint } from '../../../system/similar/nearest-files.ts';
import { didYouMean } from '../../../text/nearest.ts';
import { optionWords, shellWord } from '../../../text/shell-word.ts';
import { holdsSecret } from '../../../validation/bad-value.ts';
import { isEmail } from '../../../validation/names.ts';
import { isPersonText, listedPeople, respelled } from './spelling.ts';
import { type MeantWord, meaningOf } from './words.ts';

export interface UserPlace {
  /** `one`: a single user; `several`: also several, or a file; `address`: whom to invite, or a file. */
  readonly takes: 'one' | 'several' | 'address';
  readonly org?: string | undefined;
  /** The option that takes the user; absent for an argument. */
  readonly option?: string;
}

interface Typed extends UserPlace {
  readonly context: Context;
  readonly words: readonly string[];
}

/** The most users that a proposed line names. */
const MOST_USERS = 10;

/** So many words that name no user show what was meant: for each the folder is searched for such a file. */
const MOST_WRONG = 20;

type Meant<K extends MeantWord['kind']> = Extract<MeantWord, { kind: K }>;

/**
 * The next step for words that stand where users are wanted and of which some name none: the command that was meant.
 * Null where nothing better is known than the help. Looks for files with these names.
 */
export async function cureOf(
  context: Context,
  words: readonly string[],
  place: UserPlace,
): Promise<string | null> {
  const wrong = words.filter((word) => !isPersonText(word)).slice(0, MOST_WRONG);
  const named = words.length - wrong.length;
  const quoted = named === 0 ? null : quotedCall(context.environment.argv, words, named);
  if (quoted !== null && wrong.some((word) => word.includes('.'))) return quoted;
  const cure = await cureOfUsers({ ...place, context, words }, wrong);
  return quoted === null || cure === null ? (quoted ?? cure) : `${quoted}\n${cure}`;
}

async function cureOfUsers(typed: Typed, wrong: readonly string[]): Promise<string | null> {
  const { context, words, takes } = typed;
  if (wrong.includes('')) return EMPTY_VALUE;
  if (words.length === 1 && words[0] === 'help') return didYouMean([lineWith(context, words, ['--help'])]);
  if (wrong.length === 0) return takes === 'address' ? idCure(typed, words) : null;
  const meanings = await Promise.all(wrong.map(meaningOf));
  const file = meanings.find((one) => one.kind === 'file');
  const isStdin = meanings.some(({ kind }) => kind === 'stdin');
  if (takes === 'one' && (file || isStdin))
    return `this command takes one user; ${lookUp(typed, '--search <text>')}`;
  if (file) return fileCure(typed, file);
  if (isStdin) return `users from a pipe come with --from -: ${lineWith(context, words, ['--from', '-'])}`;
  const names = meanings.filter((one) => one.kind === 'name');
  if (names.length > 0) return nameCure(typed, names);
  if (meanings.some(({ kind }) => kind === 'unknown')) return null;
  const meant = new Map(wrong.map((word, at) => [word, meanings[at]]));
  const users = words.flatMap((word) => {
    const found = meant.get(word);
    return found?.kind === 'users' ? found.users : [word];
  });
  return usersCure(typed, [...new Set(users)]);
}

/** The next step where the file of `--from` is none, but names users; null where it names none. */
export function fromCure(context: Context, from: string): string | null {
  const one = respelled(from);
  const users = one === null ? listedPeople(from) : [one];
  if (users !== null && users.length > MOST_USERS) return 'each user is a word of its own, without --from';
  const isAttached = context.environment.argv.includes(`--from=${from}`);
  const typed = isAttached ? [`--from=${from}`] : ['--from', from];
  if (users !== null) return `users stand without --from: ${lineWith(context, typed, users)}`;
  return from.startsWith('@') ? didYouMean([`--from ${shellWord(from.slice(1))}`]) : null;
}

function fileCure({ context, words }: Typed, { file, near, isFolder }: Meant<'file'>): string {
  const goes = 'a file of users goes after --from';
  if (near === null) return `${goes}: ${lineWith(context, words, ['--from', file])}`;
  const [similar] = near.similar;
  const missing = isFolder ? `${shellWord(file)} is a folder` : `there is no ${shellWord(file)}`;
  if (similar !== undefined) return `${goes} (${missing}): ${lineWith(context, words, ['--from', similar])}`;
  const others = nearFilesHint(near);
  return `${goes}, and ${missing}${others === null ? '' : `; ${others}`}`;
}

function nameCure(typed: Typed, names: readonly Meant<'name'>[]): string {
  const [first = { name: '', id: null }] = names;
  if (typed.takes === 'address') return 'an invitation goes to an e-mail address; --name has the name';
  // A full name without quotes around it.
  const isFull = names.length === typed.words.length && names.every(({ name }) => /^\p{Lu}/u.test(name));
  const name = isFull ? names.map((one) => one.name).join(' ') : first.name;
  const search = holdsSecret(name) ? '--search <text>' : optionWords('--search', name);
  return `${first.id === null ? '' : `did you mean ${first.id}? `}${lookUp(typed, search)}`;
}

function lookUp({ context, org }: Typed, search: string): string {
  const place = org === undefined ? '' : ` ${optionWords('--org', org)}`;
  const command = context.next(`users list ${search}${place}`);
  return `a user is named by id or e-mail address; to look one up: \`${command}\``;
}

function usersCure(typed: Typed, users: readonly string[]): string | null {
  const { context, takes, words } = typed;
  const [first = ''] = users;
  if (takes === 'address' && users.length > 1) return SEVERAL_ADDRESSES;
  if (takes === 'address' && !isEmail(first)) return idCure(typed, users);
  if (takes === 'one' && users.length > 1) return `one user per call: ${lineWith(context, words, [first])}`;
  if (users.length > MOST_USERS) return 'each user is a word of its own; many go into a file: --from <file>';
  return didYouMean([lineWith(context, words, users)]);
}

const SEVERAL_ADDRESSES = 'several people go into a file, one a line: --from <file>, or --from - from a pipe';

/** Of an id where an address is wanted: who has one need not be invited. */
function idCure({ context }: Typed, users: readonly string[]): string | null {
  const id = users.find((text) => !isEmail(text));
  return id === undefined
    ? null
    : `whoever has an id is already there: \`${context.next(`users get ${id}`)}\``;
}

const LONGEST_LINE = 300;

/**
 * The command line of this call, in backquotes, with other words in place of the typed ones; these words alone where
 * it would be very long.
 */
function lineWith({ environment }: Context, typed: readonly string[], meant: readonly string[]): string {
  const words = ['aitronos', ...environment.argv];
  let [from, first] = [0, words.length];
  for (const word of typed) {
    const at = words.indexOf(word, from);
    const attached = words.findIndex((each) => each.startsWith('--') && each.endsWith(`=${word}`));
    if (at < 0 && attached > 0) return quoted(attach(words, attached, meant), meant);
    if (at < 0) continue;
    first = Math.min(first, at);
    words.splice(at, 1);
    from = at;
  }
  words.splice(first, 0, ...meant);
  return quoted(words, meant);
}

/** The words with another value of the option at this place. */
const attach = (words: readonly string[], at: number, meant: readonly string[]): readonly string[] =>
  words.map((word, index) => (index === at ? `${word.split('=')[0]}=${meant.join(' ')}` : word));

function quoted(words: readonly string[], meant: readonly string[]): string {
  const line = words.map(shellWord).join(' ');
  return `\`${line.length > LONGEST_LINE ? meant.map(shellWord).join(' ') : line}\``;
}
