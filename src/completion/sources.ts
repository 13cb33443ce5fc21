import { profileNames } from '../auth/profiles.ts';
import type { Context } from '../cli/context.ts';
import { METHODS } from '../commands/api.ts';
import { TOPICS } from '../commands/help.ts';
import { OUTCOMES } from '../results/record.ts';
import { CREDENTIAL_STORES, FORMATS, STORED_FORMATS } from '../validation/choices.ts';
import { fetchWords } from './api-words.ts';
import type { Suggestion } from './cache.ts';
import type { ApiList } from './cached-lists.ts';
import { type Cursor, childOf, commandsOf } from './cursor.ts';

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
  const { runsFolder } = await import('../runs/journal/run-paths.ts');
  return suggestValues(runIds(runsFolder(context().environment)));
};

/** Sources of option values, by the option's long name. */
const OPTION_SOURCES: Readonly<Record<string, Source>> = {
  '--org': fromApi('organizations'),
  '--transfer-to': fromApi('departments'),
  '--department': fromApi('departments'),
  '--role': fromApi('roles'),
  '--members': fromApi('roles'),
  '--output': () => suggestValues(FORMATS),
  '--profile': profiles,
  '--credential-store': () => suggestValues(CREDENTIAL_STORES),
  '--outcome': suggestOutcomes,
  '--action': async () => suggestValues((await import('../api/audit-log.ts')).AUDIT_ACTIONS),
  '--status': () => suggestValues(['active', 'inactive', 'pending']),
};

/** Sources of arguments, by the argument's name. */
const ARGUMENT_SOURCES: Readonly<Record<string, Source>> = {
  run: runs,
  profile: profiles,
  plan: () => 'files',
  method: () => suggestValues(METHODS),
  command: suggestHelp,
  value: (place, context) =>
    place.before[0] === 'output'
      ? suggestValues(STORED_FORMATS)
      : optionSource(`--${place.before[0]}`, '')(place, context),
};

/** Suggestions after the last comma of a list. */
function suggestOutcomes({ typed }: Cursor): Suggestion[] {
  const before = typed.slice(0, typed.lastIndexOf(',') + 1);
  return suggestValues(OUTCOMES.map((outcome) => before + outcome));
}

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
const FILES: Source = () => 'files';

/** The source of an option's values. `placeholder`: as in the option's declaration, such as `<file>`. */
export function optionSource(long: string, placeholder: string): Source {
  if (placeholder.includes('<file>') || long === '--ca-file') return FILES;
  return OPTION_SOURCES[long] ?? NOTHING;
}

export const argumentSource = (name: string): Source => ARGUMENT_SOURCES[name] ?? NOTHING;
