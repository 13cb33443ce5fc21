import { usageError } from '../errors/cli-errors.ts';
import { BadValue } from '../validation/bad-value.ts';
import { SETTINGS, type SettingName, type SettingSpec, type SettingValue, storedParser } from './settings.ts';

type Source = 'flag' | 'environment' | 'stored' | 'default';

export interface Setting<T> {
  readonly value: T | null;
  readonly source: Source;
}

/**
 * The sources of a value, in order of precedence. Empty variables count as absent, because CI systems leave them empty.
 */
export interface Sources {
  readonly flags: { readonly [N in SettingName]?: SettingValue<N> | undefined };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Called only when no stronger source has the value, because the file may be damaged. */
  readonly stored: () => Readonly<Record<string, unknown>>;
}

/**
 * Chooses the value: flag, environment, stored, default; of a guard the stricter of environment and stored. Throws
 * `CliError` (usage) when the chosen one is malformed.
 */
export function resolveSetting<N extends SettingName>(
  name: N,
  { flags, env, stored }: Sources,
): Setting<SettingValue<N>>;
export function resolveSetting(name: SettingName, { flags, env, stored }: Sources): Setting<unknown> {
  const { fallback, strictness }: SettingSpec<unknown> = SETTINGS[name];
  const flag = flags[name];
  if (flag !== undefined) return { value: flag, source: 'flag' };
  const typed = fromEnvironment(name, env);
  if (typed !== null && strictness === undefined) return typed;
  const kept = fromStore(name, stored());
  if (typed !== null && kept !== null && strictness !== undefined) {
    return strictness.indexOf(kept.value) > strictness.indexOf(typed.value) ? kept : typed;
  }
  return typed ?? kept ?? { value: fallback, source: 'default' };
}

function fromEnvironment(name: SettingName, env: Sources['env']): Setting<unknown> | null {
  const { env: variable, parse }: SettingSpec<unknown> = SETTINGS[name];
  const text = variable && env[variable];
  if (!text) return null;
  return { value: readValue(variable, parse, text, correctVariable(variable)), source: 'environment' };
}

function fromStore(name: SettingName, stored: Readonly<Record<string, unknown>>): Setting<unknown> | null {
  const kept = stored[name];
  if (kept === undefined) return null;
  const value = readValue(`stored ${name}`, storedParser(name), String(kept), correctStored(name));
  return { value, source: 'stored' };
}

/** The names among stored values that are no settings. */
export const namesUnread = (stored: object): string[] =>
  Object.keys(stored).filter((name) => !Object.hasOwn(SETTINGS, name));

/** The cure for a variable that holds no such value. */
export const correctVariable = (variable: string): string => `correct ${variable}, or unset it`;

const correctStored = (name: string): string =>
  `\`aitronos config set ${name} <value>\`, or: \`aitronos config unset ${name}\``;

/** Parses a value of the environment or a file; `place` begins the error message, `hint` is its cure. */
export function readValue<T>(
  place: string,
  parse: (text: string) => T,
  text: string,
  hint: string | null = null,
): T {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof BadValue) throw usageError(`${place}: ${error.message}`, hint);
    throw error;
  }
}
