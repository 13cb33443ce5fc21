import { distance } from 'fastest-levenshtein';
import { OPTION_SYNONYMS } from '../../cli/mistakes/option-synonyms.ts';
import type { ShortView } from '../../output/view.ts';
import { CREDENTIAL_VARIABLES } from '../../secrets/environment.ts';
import { SETTING_NAMES } from '../../settings/settings.ts';
import type { Environment } from '../../system/environment.ts';
import { didYouMean, findNearest } from '../../text/nearest.ts';
import { FORMATS, FORMATS_IN_WORDS } from '../../validation/choices.ts';
import { entryFor } from '../../validation/objects.ts';
import { inBrackets, topicView } from './topic.ts';

/** Every variable that is read, the option that overrides it, and its meaning. */
export const VARIABLES: readonly (readonly [variable: string, option: string, meaning: string])[] = [
  ['AITRONOS_ACCESS_TOKEN', '', 'the access token; wins over what is stored'],
  ['AITRONOS_API_KEY', '', 'an API key, where there is no access token'],
  ['AITRONOS_ORG', '--org', 'the organization'],
  ['AITRONOS_TRANSFER_TO', '--transfer-to', 'the department that takes over resources'],
  ['AITRONOS_REASON', '--reason', 'why a change is made, for the record'],
  ['AITRONOS_TICKET', '--ticket', 'the ticket of a change, for the record'],
  [
    'AITRONOS_WRITES',
    '',
    'allowed, planned (approved plans only) or off; the stricter of this and the stored one counts',
  ],
  ['AITRONOS_TIME_ZONE', '--time-zone', 'time zone of the days, such as Europe/Zurich'],
  ['AITRONOS_API_URL', '--api-url', 'where the API is'],
  ['AITRONOS_OUTPUT', '--output', FORMATS_IN_WORDS],
  ['AITRONOS_TIMEOUT', '--timeout', 'seconds for one attempt'],
  ['AITRONOS_RETRIES', '--retries', 'further attempts after the first'],
  ['AITRONOS_CA_FILE', '--ca-file', 'extra certificates to trust, PEM'],
  ['AITRONOS_PROFILE', '--profile', 'a named set of credentials and defaults'],
  ['AITRONOS_SANDBOX', '--sandbox', '1: use the embedded API'],
  ['AITRONOS_DEBUG', '--debug', '1: every request and answer on stderr, without secrets'],
  ['AITRONOS_LOG_FILE', '--log-file', 'a file that gets what --debug shows, as JSON Lines'],
  ['AITRONOS_SUMMARY_FILE', '--summary-file', 'a file for how the call ended, as JSON'],
  ['AITRONOS_NO_INPUT', '--no-input', '1: ask nothing, as without a terminal'],
  ['CI', '', 'not empty and not false: ask nothing, draw nothing'],
  ['TERM', '', 'dumb: plain lines and questions, no colour'],
  ['AITRONOS_PAGER', '--no-pager', 'shows what is longer than the screen; cat or nothing: no pager'],
  ['PAGER', '', 'the pager, unless AITRONOS_PAGER is set; less if neither is'],
  ['LESS', '', 'options of less; FRX where it is not set'],
  ['AITRONOS_CONFIG_DIR', '', 'the folder of config.json and credentials.json'],
  ['AITRONOS_STATE_DIR', '', "the folder of runs and of the sandbox's data"],
  ['XDG_CONFIG_HOME', '', 'where the configuration folder is on Linux, unless AITRONOS_CONFIG_DIR is set'],
  ['XDG_STATE_HOME', '', 'where the state folder is on Linux, unless AITRONOS_STATE_DIR is set'],
  ['HOME', '', 'where both folders are, if none of the above is set'],
  ['APPDATA', '', 'on Windows, where the configuration folder is, unless AITRONOS_CONFIG_DIR is set'],
  ['LOCALAPPDATA', '', 'on Windows, where the state folder is, unless AITRONOS_STATE_DIR is set'],
  ['USERPROFILE', '', 'on Windows, where both folders are, if none of the above is set'],
  ['SUDO_UID', '', "for root: whose files are trusted besides root's own"],
  ['HTTPS_PROXY', '', 'the proxy; HTTP_PROXY if not set'],
  ['HTTP_PROXY', '', 'the proxy, if HTTPS_PROXY is not set'],
  ['NO_PROXY', '', 'hosts, addresses and ranges to reach without it; * for all'],
  ['NODE_EXTRA_CA_CERTS', '', 'extra certificates that every Node program trusts'],
  ['NO_COLOR', '--no-color', 'no colour'],
  ['FORCE_COLOR', '', 'colour without a terminal too'],
  ['GITHUB_ACTIONS', '', 'a CI job: nothing printed can act as a command in its log'],
  ['GITLAB_CI', '', 'the same'],
  ['TF_BUILD', '', 'the same'],
  ['TEAMCITY_VERSION', '', 'the same'],
  [
    'GITHUB_RUN_ID',
    '',
    'a CI job: its address, account and commit are kept with changes; so for five other systems',
  ],
  ['GITHUB_STEP_SUMMARY', '', 'in GitHub Actions: a run adds its counts and failures to this file'],
  [
    'GITHUB_OUTPUT',
    '',
    'in GitHub Actions: run_id, exit_code, changed, failed, ledger_digest; for a plan, plan_digest',
  ],
];

/**
 * The help topic about environment variables. A flag overrides a variable, which overrides stored settings.
 * `width`: columns of the page.
 */
export function environmentTopic(width: number): ShortView {
  const rows = VARIABLES.map(([variable, option, meaning]) => ({ variable, option, meaning }));
  return topicView(['variable', 'option', 'meaning'], rows, {
    about: 'Variables of the environment. An option beats its variable, which beats what is stored.',
    itemOf: ({ variable, option, meaning }) => [variable, meaning + inBrackets(option)],
    width,
  });
}

/**
 * A note for each variable that was probably meant to be another one, of which none is set, or one of these options,
 * of which none has a variable; and for each name in the stored profile that was probably meant to be a setting.
 */
export function notesOnUnread(
  variables: readonly string[],
  stored: readonly string[],
  env: Environment['env'],
  options: readonly string[],
): string[] {
  const note = (name: string, meant: readonly string[]) => {
    const words = didYouMean(meant);
    return words === null ? [] : `${name} is not read: ${words}`;
  };
  return [
    ...variables.flatMap((name) => {
      const meant = meantWords(name.toUpperCase(), options);
      return meant.some((other) => env[other]) ? [] : note(name, meant);
    }),
    ...stored.flatMap((name) => note(`the stored ${name}`, findNearest(name, SETTING_NAMES))),
  ];
}

/** A token or key of the API by another name, and not `AITRONOS_SSH_KEY`. */
const CREDENTIAL = /^AITRONOS_(?:(?:API|AUTH|BEARER|SECRET|ACC\w{2,4})_?)?(?:TOKEN|KEY)$/;

/** Settings that have neither variable nor option, and an option of the commands that they are for. */
const STORED_ALONE: Readonly<Record<string, string>> = {
  require: '--reason',
  'credential-store': '--keychain',
};

/**
 * The variables of this program, or the option or the setting without one, that were probably meant by a variable of
 * another name.
 */
function meantWords(name: string, options: readonly string[]): readonly string[] {
  if (CREDENTIAL.test(name)) return CREDENTIAL_VARIABLES;
  const option = name.slice('AITRONOS_'.length).toLowerCase().replaceAll('_', '-');
  // What is called as a format holds a file, or ids, for another program.
  const isFormat = FORMATS.some((format) => format === option);
  const isNamed = (long: string) => !isFormat && OPTION_SYNONYMS[long]?.split(' ').includes(option);
  const named = VARIABLES.filter(([, long]) => isNamed(long));
  const meant = named.length > 0 ? named : VARIABLES.filter(([variable]) => isMistyped(name, variable));
  if (options.includes(entryFor(STORED_ALONE, option) ?? ''))
    return [`\`aitronos config set ${option} <value>\``];
  const isOption = meant.length === 0 && options.includes(`--${option}`);
  return isOption ? [`--${option}`] : meant.map(([variable]) => variable);
}

/** One letter is wrong, missing, too many or elsewhere, or the end is missing: other words are of other tools. */
const isMistyped = (typed: string, name: string): boolean =>
  name.startsWith(`${typed}_`) ||
  distance(typed, name) <= 1 ||
  distance(sortLetters(typed), sortLetters(name)) <= 1;

const sortLetters = (text: string): string => [...text].sort().join('');
