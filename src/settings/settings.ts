import { DEFAULTS } from '../defaults.ts';
import { apiUrl } from '../validation/addresses.ts';
import {
  type CredentialStore,
  columnHeader,
  credentialStore,
  type Format,
  format,
  storedFormat,
  timeZone,
  WRITES,
  type Writes,
  writes,
} from '../validation/choices.ts';
import { requiredJustifications } from '../validation/justification.ts';
import { departmentOrName, organizationOrName } from '../validation/names.ts';
import { retries, seconds, userLimitText } from '../validation/numbers.ts';
import { filePath } from '../validation/paths.ts';
import { protectRules } from '../validation/protect-rules.ts';

export interface SettingSpec<T> {
  /** The environment variable; null for a setting that can only be stored. */
  readonly env: string | null;
  readonly parse: (text: string) => T;
  readonly fallback: T | null;
  /** How a value is read that is to be stored, or was; absent where that is no different. */
  readonly parseStored?: (text: string) => T;
  /** The values from mild to strict, where the stricter of the environment and the store counts. */
  readonly strictness?: readonly T[];
}

const spec = <T>(env: string | null, parse: (text: string) => T, fallback: T | null): SettingSpec<T> => ({
  env,
  parse,
  fallback,
});

/** The header of the column that a field is in, such as `Work Email`; `#3` for the third. */
const columnSetting = spec<string>(null, columnHeader, null);

/** Which column each field of a file is in; used where a file has that column. */
const COLUMN_SETTINGS = {
  'column.user_id': columnSetting,
  'column.email': columnSetting,
  'column.transfer_to': columnSetting,
  'column.name': columnSetting,
  'column.first_name': columnSetting,
  'column.last_name': columnSetting,
  'column.role': columnSetting,
  'column.department': columnSetting,
  'column.message': columnSetting,
  'column.send_invitation': columnSetting,
  'column.reason': columnSetting,
  'column.ticket': columnSetting,
  'column.last_day': columnSetting,
  'column.effective_at': columnSetting,
} as const;

/** Every setting that can be stored, by the name that `config set` and the long option take. */
export const SETTINGS = {
  org: spec('AITRONOS_ORG', organizationOrName, null),
  'transfer-to': spec('AITRONOS_TRANSFER_TO', departmentOrName, null),
  'api-url': spec('AITRONOS_API_URL', apiUrl, DEFAULTS.api_url),
  output: { ...spec<Format>('AITRONOS_OUTPUT', format, 'table'), parseStored: storedFormat },
  timeout: spec('AITRONOS_TIMEOUT', seconds, DEFAULTS.timeout_s),
  retries: spec('AITRONOS_RETRIES', retries, DEFAULTS.retries),
  'ca-file': spec('AITRONOS_CA_FILE', filePath, null),
  'time-zone': spec('AITRONOS_TIME_ZONE', timeZone, null),
  max: spec<string>(null, userLimitText, null),
  protect: spec<string>(null, protectRules, null),
  require: spec<string>(null, requiredJustifications, null),
  writes: { ...spec<Writes>('AITRONOS_WRITES', writes, 'allowed'), strictness: WRITES },
  'credential-store': spec<CredentialStore>(null, credentialStore, 'file'),
  ...COLUMN_SETTINGS,
} as const;

/** How a value is read that is to be stored, or was. */
export function storedParser(name: SettingName): (text: string) => string | number {
  const { parse, parseStored = parse }: SettingSpec<string | number> = SETTINGS[name];
  return parseStored;
}

export type SettingName = keyof typeof SETTINGS;
export type SettingValue<N extends SettingName> = ReturnType<(typeof SETTINGS)[N]['parse']>;
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

const FOR_ALL_PROFILES: readonly SettingName[] = ['credential-store'];

/** The profile that stores a setting for `profile`: some settings count for every profile and are stored once. */
export const storingProfile = (name: SettingName, profile: string): string =>
  FOR_ALL_PROFILES.includes(name) ? 'default' : profile;

/** True for a guard: what the default profile stores holds in every profile that stores none itself. */
export const holdsEverywhere = (name: SettingName): boolean => name === 'writes';

/** The settings that say in which column a field is, such as `column.email`. */
export type ColumnSettingName = keyof typeof COLUMN_SETTINGS;

export const isColumnSetting = (name: SettingName): name is ColumnSettingName =>
  Object.hasOwn(COLUMN_SETTINGS, name);
