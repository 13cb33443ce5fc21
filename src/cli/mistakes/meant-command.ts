import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { distance } from 'fastest-levenshtein';
import { findNearest, isSlipOf } from '../../text/nearest.ts';
import { entryFor } from '../../validation/objects.ts';
import { childOf, visibleCommands } from '../help/command-tree.ts';

type Words = Readonly<Record<string, string>>;

/** Words of other tools, and the commands that they mean here: at the root, and below the noun of the command. */
const SYNONYMS: Words = {
  'users list': 'list ls search find print',
  'users get': 'show view get info describe inspect lookup',
  'users deactivate':
    'deactivate suspend disable offboard block lock ban freeze terminate off-board deprovision',
  'users reactivate':
    'reactivate activate enable reenable re-enable restore recover reinstate revive onboard',
  'users remove': 'remove delete rm del destroy kick drop erase purge',
  'users invite': 'invite add create new onboard-user import',
  'users update-memberships':
    'update edit modify grant revoke assign move promote demote set-role add-role assign-role',
  'auth login': 'login signin sign-in authenticate',
  'auth logout': 'logout signout sign-out',
  'auth status': 'whoami me status who account id',
  'auth token': 'token print-token access-token',
  'auth list': 'profile profiles',
  'auth switch': 'switch use',
  'runs list': 'history log logs jobs',
  'runs undo': 'undo rollback revert',
  'runs resume': 'resume continue',
  'runs retry': 'retry rerun redo',
  'runs verify': 'verify prove confirm',
  'audit list': 'audit-log auditlog activity events trail',
  'config list': 'settings preferences env defaults',
  'config set': 'set setup configure init',
  'sandbox start': 'serve mock emulator playground demo',
  organizations: 'org orgs organisation tenant tenants accounts',
  departments: 'department dept depts team teams group groups ou ous',
  roles: 'role permissions',
  users: 'user usr member members person people employee employees staff',
  runs: 'run',
  api: 'curl request http call raw',
  doctor: 'check diagnose ping health test',
  completion: 'complete autocomplete autocompletion',
  commands: 'tree schema manifest reference',
  help: 'man manual docs documentation usage ? /?',
  'help environment': 'environment variables',
  'help errors': 'errors error error-codes explain',
  'help exit-codes': 'exit-codes exit-code codes',
  'help options': 'options flags',
};

/** The same for words that mean a verb below a noun alone. */
const BELOW: Readonly<Record<string, Words>> = {
  users: {
    list: 'all index export csv dump',
    get: 'read whois status state',
    deactivate: 'stop',
    reactivate: 'resume start',
    'update-memberships': 'set role roles departments memberships',
  },
  organizations: { list: 'ls all print get show view search find' },
  departments: { list: 'ls all print get show view tree search find' },
  roles: { list: 'ls all print get show view members search find' },
  runs: {
    list: 'ls all print',
    show: 'get view status info describe results report cat watch follow tail last latest newest',
    resume: 'restart start go',
    retry: 'repeat again',
    undo: 'reverse',
    verify: 'check audit',
    delete: 'rm remove del prune purge clean',
  },
  audit: { list: 'ls all get show view log logs search find query export tail' },
  auth: {
    login: 'add',
    logout: 'remove delete revoke',
    status: 'show get info',
    list: 'ls all',
    switch: 'select profile set',
    token: 'print get-token print-access-token refresh renew',
  },
  config: {
    list: 'ls show all view dump',
    get: 'read value print',
    set: 'add put edit store write update',
    unset: 'rm remove delete del clear reset',
    path: 'file where location dir',
  },
  sandbox: { start: 'run up begin launch', reset: 'clear clean wipe delete' },
};

/** The verbs that were meant by `un` before a verb of users or another word for it: nothing takes a removal back. */
const OPPOSITES: Words = {
  deactivate: 'reactivate',
  reactivate: 'deactivate',
  archive: 'reactivate',
  remove: 'reactivate invite',
  invite: 'remove',
};

/**
 * The commands that were probably meant by a word that is none here, without `aitronos` before them: the verb for
 * another tool's word, else the verbs here that are written like it, else those anywhere. `tree` has all verbs.
 */
export function meantCommands(at: CommandUnknownOpts, typed: string, tree: CommandUnknownOpts): string[] {
  const noun = at.parent === null ? '' : at.name();
  const word = typed.toLowerCase();
  // `list runs`
  const behind = at.args[1]?.toLowerCase() ?? '';
  const pathOf = (name: string) => withVerb(`${noun} ${name}`.trimStart(), behind, tree);
  const turned = withVerb(behind, word, tree);
  if (noun === '' && turned !== behind) return [turned];
  if (childOf(at, word) !== undefined) return [pathOf(word)];
  const here = synonym(noun, word);
  // `delete departments` means no user.
  if (here?.startsWith('users ') && behind !== 'users' && childOf(tree, behind)) return [];
  if (here !== undefined) return [pathOf(here)];
  const ofAnother = noun === '' ? undefined : ofNoun(word, behind, tree);
  if (ofAnother !== undefined) return [ofAnother];
  const opposites = oppositesOf(noun, word);
  if (opposites.length > 0) return opposites.map((verb) => `users ${verb}`);
  // What is to be undone is the last that was meant, although it is written alike.
  const isMeant = (name: string) => distance(name, behindUn(word)) >= distance(name, word);
  const nearest = (names: Iterable<string>) =>
    findNearest(word, names).filter((name) => isMeant(name) && isSlipOf(name, word));
  const verbs = [...commandPaths(tree)];
  const near = nearest(visibleCommands(at).map((command) => command.name()));
  if (near.length > 0) return near.map(pathOf);
  const elsewhere = nearest(new Set(verbs.map(lastWord)));
  return verbs.filter((path) => elsewhere.includes(lastWord(path))).slice(0, MOST);
}

/** What is called here what another tool calls so, below a noun or at the root. */
function synonym(noun: string, word: string): string | undefined {
  const meant = (words: Words) => Object.keys(words).filter((name) => words[name]?.split(' ').includes(word));
  const [own] = meant(BELOW[noun] ?? {});
  const path = noun === '' ? '' : `${noun} `;
  const shared = meant(SYNONYMS).find((name) => name.startsWith(path));
  return own ?? shared?.slice(path.length);
}

/** What stands behind `un`; empty where nothing is undone. */
const behindUn = (word: string): string => /^un(?:do)?-?(.+)/.exec(word)?.[1] ?? '';

/** The verbs of users that do the opposite of what `un` stands before. */
function oppositesOf(noun: string, word: string): string[] {
  const undone = behindUn(word);
  const users = noun === '' || noun === 'users';
  return (users && entryFor(OPPOSITES, lastWord(synonym(noun, undone) ?? undone))?.split(' ')) || [];
}

/** A noun with the verb that was typed behind the wrong word, where it has that verb or one that is meant by it. */
function withVerb(path: string, verb: string, tree: CommandUnknownOpts): string {
  const noun = childOf(tree, path);
  if (noun === undefined) return path;
  const meant = childOf(noun, verb)?.name() ?? synonym(path, verb) ?? oppositesOf(path, verb)[0];
  return meant === undefined ? path : `${path} ${meant}`;
}

/** What is meant by a noun where a verb should stand, as in `users user list` and `organizations members`. */
function ofNoun(word: string, behind: string, tree: CommandUnknownOpts): string | undefined {
  const noun = childOf(tree, word) === undefined ? (synonym('', word) ?? '') : word;
  return [behind, 'list'].map((verb) => withVerb(noun, verb, tree)).find((path) => path !== noun);
}

const MOST = 3;

const lastWord = (path: string): string => path.slice(path.lastIndexOf(' ') + 1);

function* commandPaths(command: CommandUnknownOpts, path = ''): Generator<string> {
  for (const child of visibleCommands(command)) {
    const own = `${path} ${child.name()}`.trimStart();
    if (child.commands.length === 0) yield own;
    yield* commandPaths(child, own);
  }
}
