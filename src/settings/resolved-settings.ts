import { usageError } from '../errors/cli-errors.ts';
import { memoize } from '../memoize.ts';
import { orElse } from '../or-else.ts';
import type { Environment } from '../system/environment.ts';
import { isCi } from '../system/terminal-kind.ts';
import type { Format } from '../validation/choices.ts';
import { profile as parseProfile } from '../validation/names.ts';
import { writtenFile } from '../validation/paths.ts';
import { configFile, readContents } from './files/configuration-folder.ts';
import { type GlobalFlags, retyped } from './global-flags.ts';
import { correctVariable, namesUnread, readValue, resolveSetting, type Setting } from './precedence.ts';
import { holdsEverywhere, type SettingName, type SettingValue, storingProfile } from './settings.ts';
import { isOn, leaveSandbox, refuseAddressInSandbox, requireSwitches } from './switches.ts';

/** The settings of this call: from flags, the environment and the stored profile. */
export interface ResolvedSettings {
  profile(): string;
  /** The profile that this call names, on the line or in its variable; null where the stored one is used. */
  namedProfile(): string | null;
  /**
   * The format of the answer: a variable that names one which the command does not have is for other commands. Throws
   * `CliError` (usage) for an unknown one, and for options and switches at odds.
   */
  format(): Format;
  /** The format that was typed; null where it comes from elsewhere. */
  typedFormat(): Format | null;
  /** The format of errors, including the error about an unknown format. */
  errorFormat(): Format;
  /** A setting and its source; `flag`: the typed value of an option that only one command has. */
  setting<N extends SettingName>(name: N, flag?: SettingValue<N>): Setting<SettingValue<N>>;
  /** The setting's value; throws `CliError` (usage) when there is none. */
  need<N extends SettingName>(name: N): SettingValue<N>;
  /** The stored values of this profile, or of another one, as `config.json` has them. */
  storedSettings(profile?: string): Readonly<Record<string, unknown>>;
  /** The names in this profile that are no settings; none of a file that cannot be read, which stops what needs it. */
  unreadSettings(): readonly string[];
  /** A command to be typed next, with the options of this call that say which API and organization, and who asks. */
  next(command: string): string;
  /**
   * The absolute path of the file of `--summary-file` or its variable; null without one. Throws `CliError` (usage) for
   * a malformed variable.
   */
  summaryFile(): string | null;
  /** The same of `--log-file`. */
  logFile(): string | null;
  /** The fields of each record that are wanted; absent for all. */
  readonly fields: readonly string[] | undefined;
  readonly inSandbox: boolean;
  /** How to reach the real API from the sandbox, for a hint. */
  leaveSandbox(): string;
  /** True where nothing may be asked: `--no-input`, its variable, or a CI job. */
  readonly noInput: boolean;
  readonly quiet: boolean;
  readonly debug: boolean;
}

/**
 * `needed`: the command cannot run without the stored settings; `helpful`: it can, and they only choose the format of
 * the answer; `unused`: a fixed text is its answer, which variables that cannot be read do not stop either.
 */
export type StoredSettings = 'needed' | 'helpful' | 'unused';

/** Settings whose loss is harmless when the file is damaged. Not the address: a token would be sent to another one. */
const HARMLESS: readonly SettingName[] = ['output', 'timeout', 'retries', 'ca-file'];

export function resolveSettings(
  { env, folders }: Environment,
  flags: GlobalFlags,
  storedAre: StoredSettings,
  isShown: (format: Format) => boolean,
): ResolvedSettings {
  const stored = memoize(() => readContents(configFile(folders.config)));
  const named = memoize(() => namedProfile(flags, env));
  const profile = memoize(() => named() ?? storedProfile(stored().profile));
  const storedSettings = (name = profile()) => stored().profiles[name] ?? {};
  const storedFor = (name: SettingName) => {
    const own = storedSettings(storingProfile(name, profile()));
    return holdsEverywhere(name) && own[name] === undefined ? storedSettings('default') : own;
  };
  const typed = {
    'api-url': flags.apiUrl,
    output: flags.json ? ('json' as const) : flags.output,
    timeout: flags.timeout,
    retries: flags.retries,
    'ca-file': flags.caFile,
  };

  const settingWith =
    (variables: Environment['env']): ResolvedSettings['setting'] =>
    (name, flag) => {
      const known = flag === undefined ? typed : { ...typed, [name]: flag };
      const sources = { flags: known, env: variables, stored: () => storedFor(name) };
      try {
        return resolveSetting(name, sources);
      } catch (error) {
        if (storedAre === 'needed' || !HARMLESS.includes(name)) throw error;
        const read = storedAre === 'unused' ? {} : variables;
        return resolveSetting(name, { ...sources, env: read, stored: () => ({}) });
      }
    };
  const setting = settingWith(env);

  const need: ResolvedSettings['need'] = (name) => {
    const { value } = setting(name);
    if (value !== null) return value;
    const variable = `AITRONOS_${name.toUpperCase().replaceAll('-', '_')}`;
    const how = `or store one: \`aitronos config set ${name} <value>\``;
    throw usageError(`--${name} is missing`, `give --${name} <value>, set ${variable}, ${how}`);
  };

  const wantedFormat = (): Format => {
    if (flags.json && flags.output !== undefined && flags.output !== 'json') {
      throw usageError(`--json and --output ${flags.output} ask for two formats`, 'leave one of them out');
    }
    const { value, source } = setting('output');
    if (value !== null && (source === 'flag' || isShown(value))) return value;
    return settingWith({})('output').value ?? 'table';
  };

  const format = (): Format => {
    if (storedAre !== 'unused') requireSwitches(env);
    refuseAddressInSandbox(flags, env);
    return wantedFormat();
  };

  const errorFormat = (): Format => (flags.json ? 'json' : orElse(wantedFormat, 'table'));

  const noInput = flags.input === false || isOn(env['AITRONOS_NO_INPUT']) || isCi(env);
  // Where nothing may be asked, a token is read from a file.
  const withoutQuestion = (command: string) =>
    noInput &&
    command.startsWith('auth login') &&
    !/ --(?:with-token|refresh-token-stdin|email)\b/.test(command)
      ? `${command} --with-token < token.txt`
      : command;

  return {
    profile,
    namedProfile: named,
    format,
    typedFormat: () => typed.output ?? null,
    errorFormat,
    setting,
    need,
    storedSettings,
    unreadSettings: () => orElse(() => namesUnread(storedSettings()), []),
    next: (command) => `aitronos ${withoutQuestion(retyped(command, flags))}`,
    logFile: () => fileNamed(flags.logFile, 'AITRONOS_LOG_FILE', env),
    summaryFile: () => fileNamed(flags.summaryFile, 'AITRONOS_SUMMARY_FILE', env),
    fields: flags.fields,
    leaveSandbox: () => leaveSandbox(flags, env),
    inSandbox: flags.sandbox === true || isOn(env['AITRONOS_SANDBOX']),
    noInput,
    quiet: flags.quiet === true,
    debug: flags.debug === true || isOn(env['AITRONOS_DEBUG']),
  };
}

function namedProfile(flags: GlobalFlags, env: Environment['env']): string | null {
  if (flags.profile !== undefined) return flags.profile;
  const named = env['AITRONOS_PROFILE'];
  if (!named) return null;
  return readValue('AITRONOS_PROFILE', parseProfile, named, correctVariable('AITRONOS_PROFILE'));
}

function storedProfile(kept: unknown): string {
  return kept === undefined
    ? 'default'
    : readValue('stored profile', parseProfile, String(kept), '`aitronos auth switch <profile>`');
}

function fileNamed(flag: string | undefined, variable: string, env: Environment['env']): string | null {
  const text = env[variable];
  return flag ?? (text ? readValue(variable, writtenFile, text, correctVariable(variable)) : null);
}
