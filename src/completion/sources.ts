import type { Client } from '../api/client.ts';
import { environmentCredential } from '../auth/credentials.ts';
import { isOver } from '../auth/expiry.ts';
import { profileNames } from '../auth/profiles.ts';
import type { Context } from '../cli/context.ts';
import { childOf } from '../cli/help/command-tree.ts';
import { formatOfArgument, formatOfOption, type ValueFormat } from '../cli/help/value-formats.ts';
import { TOPICS } from '../commands/help.ts';
import { type KnownWords, wordsFor } from '../commands/tree/known-words.ts';
import { runsFolder } from '../system/folders.ts';
import { CREDENTIAL_STORES, STORED_FORMATS, WRITES } from '../validation/choices.ts';
import { isOrganizationName } from '../validation/names.ts';
import type { Suggestion } from './cache.ts';
import type { ApiList } from './cached-lists.ts';
import { type Cursor, commandsOf } from './cursor.ts';

/** Words to complete with; `files` tells the shell to complete file names. */
export type Suggestions = readonly Suggestion[] | 'files';

/** Looks up suggestions. Calls `context` only to ask the machine or the API. */
type Source = (place: Cursor, context: () => Context) => Suggestions | Promise<Suggestions>;

export const suggestValues = (values: readonly string[]): Suggestion[] =>
  values.map((value) => ({ value, about: '' }));

const fromApi =
  (what: ApiList): Source =>
  ({ given }, context) =>
    fetchWords(context(), what, given.get('--org'));

const profiles: Source = (_, context) => suggestValues(profileNames(context().environment.folders.config));

const runs: Source = async (_, context) => {
  const { runIds } = await import('../runs/journal/run-folders.ts');
  return suggestValues(runIds(runsFolder(context().environment)));
};

const BY_FORMAT: Readonly<Partial<Record<ValueFormat, Source>>> = {
  organization: fromApi('organizations'),
  department: fromApi('departments'),
  role: fromApi('roles'),
  profile: profiles,
  run: runs,
  file: () => 'files',
  plan: () => 'files',
  command: suggestHelp,
};

/** The same for some options and arguments by their names, where a value may be another word too. */
const BY_NAME: Readonly<Record<string, Source>> = {
  '--writes': () => suggestValues(WRITES),
  '--credential-store': () => suggestValues(CREDENTIAL_STORES),
  '--action': async () => suggestValues((await import('../api/audit-log.ts')).AUDIT_ACTIONS),
  '--status': () => suggestValues(['active', 'inactive', 'pending']),
  value: (place, context) =>
    place.before[0] === 'output'
      ? suggestValues(STORED_FORMATS)
      : optionSource(`--${place.before[0]}`, '')(place, context),
};

/** One of the words, or of a list the word after the last comma, which is none of those before it. */
const fromWords =
  ({ words, isList }: KnownWords): Source =>
  ({ typed }) => {
    const before = isList ? typed.slice(0, typed.lastIndexOf(',') + 1) : '';
    const typedBefore = before.split(',');
    return suggestValues(words.filter((word) => !typedBefore.includes(word)).map((word) => before + word));
  };

/** Suggestions after `help`: the subcommands of the typed commands, the topics, and after `errors` the error codes. */
async function suggestHelp({ command, before }: Cursor): Promise<Suggestion[]> {
  if (before.length === 1 && before[0] === 'errors') {
    const { ERROR_ENTRIES } = await import('../errors/catalogue/catalogue.ts');
    const { apiCodes } = await import('../errors/api-cures.ts');
    const codes = new Set([...Object.keys(ERROR_ENTRIES), ...apiCodes().map(({ code }) => code)]);
    return suggestValues([...codes].filter((code) => !code.includes('<')));
  }
  let found = command.parent;
  for (const word of before) found = (found && childOf(found, word)) ?? null;
  return [...(found ? commandsOf(found) : []), ...(before.length === 0 ? suggestValues(TOPICS) : [])];
}

const NOTHING: Source = () => [];

/** The source of an option's values. `flags`: as in the option's declaration, such as `--from <file>`. */
export const optionSource = (long: string, flags: string): Source =>
  sourceOf(long, formatOfOption(long, flags));

export const argumentSource = (name: string): Source => sourceOf(name, formatOfArgument(name));

function sourceOf(name: string, format: ValueFormat | null): Source {
  const known = wordsFor(name);
  if (known !== null) return fromWords(known);
  return BY_NAME[name] ?? (format === null ? undefined : BY_FORMAT[format]) ?? NOTHING;
}

/** Lists the words from the cache, else from the API; nothing without a credential. */
async function fetchWords(
  context: Context,
  what: ApiList,
  organization: string | undefined,
): Promise<readonly Suggestion[]> {
  const who = callerIdentity(context);
  if (who === null) return [];
  const organization_id = what === 'organizations' ? '' : context.setting('org', organization).value;
  // A name would have to be looked up first, and a shell does not wait for two requests.
  if (organization_id === null || (what !== 'organizations' && isOrganizationName(organization_id)))
    return [];
  const { cachedList } = await import('./cached-lists.ts');
  return cachedList(what, {
    environment: context.environment,
    who,
    origin: context.origin(),
    secrets: context.secrets,
    organization_id,
    client: () => clientWithoutDialogs(context),
  });
}

/** The identity of the caller, from facts that cost no question: reading the secret could open a keychain's dialog. */
function callerIdentity(context: Context): string | null {
  if (context.inSandbox) return 'sandbox';
  const given = environmentCredential(context.environment.env);
  if (given !== null) return given.secret;
  const session = context.storedSession();
  return session && JSON.stringify([context.profile(), session.origin, session.stored_at]);
}

/** Null where reading the secret could open a dialog, or the API would only refuse the request. */
async function clientWithoutDialogs(context: Context): Promise<Client | null> {
  const { inSandbox, environment } = context;
  if (inSandbox || environmentCredential(environment.env) !== null) return context.api();
  if (context.storedSession()?.store === 'keychain') return null;
  const { secret, session } = await context.credential();
  if (session === null || isOver(session, environment.clock.now())) return null;
  // Uses an expired token unrenewed: a renewal that is cut off after a second would lose the session.
  // See docs/decisions/2026-11-25-completion-renews-no-token.md.
  return context.apiAs(context.need('api-url'), secret);
}
