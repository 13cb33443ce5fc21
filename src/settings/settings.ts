import { DEFAULTS } from '../defaults.ts';
import { usageError } from '../errors/cli-errors.ts';
import { apiUrl } from '../validation/addresses.ts';
import { BadValue } from '../validation/bad-value.ts';
import { type CredentialStore, credentialStore, type Format, format } from '../validation/choices.ts';
import { organizationId, userIds } from '../validation/ids.ts';
import { departmentOrName } from '../validation/names.ts';
import { retries, seconds } from '../validation/numbers.ts';
import { filePath } from '../validation/paths.ts';

interface Spec<T> {
  /** The environment variable; null for a setting that can only be stored. */
  readonly env: string | null;
  readonly parse: (text: string) => T;
  readonly fallback: T | null;
}

const spec = <T>(env: string | null, parse: (text: string) => T, fallback: T | null): Spec<T> => ({
  env,
  parse,
  fallback,
});

/** Every setting that can be stored, by the name that `config set` and the long option take. */
export const SETTINGS = {
  org: spec('AITRONOS_ORG', organizationId, null),
  'transfer-to': spec('AITRONOS_TRANSFER_TO', departmentOrName, null),
  'api-url': spec('AITRONOS_API_URL', apiUrl, DEFAULTS.api_url),
  output: spec<Format>('AITRONOS_OUTPUT', format, 'table'),
  timeout: spec('AITRONOS_TIMEOUT', seconds, DEFAULTS.timeout_s),
  retries: spec('AITRONOS_RETRIES', retries, DEFAULTS.retries),
  'ca-file': spec('AITRONOS_CA_FILE', filePath, null),
  protect: spec<string>(null, userIds, null),
  'credential-store': spec<CredentialStore>(null, credentialStore, 'file'),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type SettingValue<N extends SettingName> = ReturnType<(typeof SETTINGS)[N]['parse']>;
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

const FOR_ALL_PROFILES: readonly SettingName[] = ['credential-store'];

/** The profile that stores a setting for `profile`: some settings count for every profile and are stored once. */
export const holderOf = (name: SettingName, profile: string): string =>
  FOR_ALL_PROFILES.includes(name) ? 'default' : profile;

export type Source = 'flag' | 'environment' | 'stored' | 'default';

/** A value and where it came from; null when it was given nowhere. */
export interface Setting<T> {
  readonly value: T | null;
  readonly source: Source;
}

/**
 * The sources of a value, in order of precedence. Empty variables count as absent, because CI systems leave them
 * empty.
 */
export interface Sources {
  readonly flags: { readonly [N in SettingName]?: SettingValue<N> | undefined };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asked only where nothing stronger is given: the file may be damaged. */
  readonly stored: () => Readonly<Record<string, unknown>>;
}

/** Flag beats environment beats stored beats default. Throws `CliError` (usage) when the one that wins is malformed. */
export function resolve<N extends SettingName>(
  name: N,
  { flags, env, stored }: Sources,
): Setting<SettingValue<N>>;
export function resolve(name: SettingName, { flags, env, stored }: Sources): Setting<unknown> {
  const { env: variable, fallback, parse }: Spec<unknown> = SETTINGS[name];
  const flag = flags[name];
  if (flag !== undefined) return { value: flag, source: 'flag' };
  const text = variable && env[variable];
  if (text) return { value: readValue(variable, parse, text), source: 'environment' };
  const kept = stored()[name];
  if (kept !== undefined)
    return { value: readValue(`stored ${name}`, parse, String(kept)), source: 'stored' };
  return { value: fallback, source: 'default' };
}

/** A value from outside the command line; `place` begins the message when it is malformed. */
export function readValue<T>(place: string, parse: (text: string) => T, text: string): T {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof BadValue) throw usageError(`${place}: ${error.message}`);
    throw error;
  }
}
