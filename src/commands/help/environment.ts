import type { ShortView } from '../../output/view.ts';
import { FORMATS_IN_WORDS } from '../../validation/choices.ts';
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
    'allowed, planned (approved plans alone) or off; the stricter of this and the store',
  ],
  ['AITRONOS_TIME_ZONE', '--time-zone', 'where a day begins and ends, such as Europe/Zurich'],
  ['AITRONOS_API_URL', '--api-url', 'where the API is'],
  ['AITRONOS_OUTPUT', '--output', FORMATS_IN_WORDS],
  ['AITRONOS_TIMEOUT', '--timeout', 'seconds for one attempt'],
  ['AITRONOS_RETRIES', '--retries', 'further attempts after the first'],
  ['AITRONOS_CA_FILE', '--ca-file', 'certificates to trust besides, PEM'],
  ['AITRONOS_PROFILE', '--profile', 'a named set of credentials and defaults'],
  ['AITRONOS_SANDBOX', '--sandbox', '1: use the embedded API'],
  ['AITRONOS_DEBUG', '--debug', '1: every request and answer on stderr, without secrets'],
  ['AITRONOS_LOG_FILE', '--log-file', 'a file that gets what --debug shows, as JSON Lines'],
  ['AITRONOS_SUMMARY_FILE', '--summary-file', 'a file for how the call ended, as JSON'],
  ['AITRONOS_NO_INPUT', '--no-input', '1: ask nothing, as without a terminal'],
  ['CI', '', 'unless it is empty or false: ask nothing, draw nothing'],
  ['TERM', '', 'dumb: plain lines and questions, no colour'],
  ['AITRONOS_PAGER', '--no-pager', 'shows what is longer than the screen; cat or nothing: no pager'],
  ['PAGER', '', 'the pager, if AITRONOS_PAGER does not say; less if neither does'],
  ['LESS', '', 'options of less; FRX where it is not set'],
  ['AITRONOS_CONFIG_DIR', '', 'the folder of config.json and credentials.json'],
  ['AITRONOS_STATE_DIR', '', "the folder of runs and of the sandbox's data"],
  ['XDG_CONFIG_HOME', '', 'where the configuration folder is on Linux, if AITRONOS_CONFIG_DIR does not say'],
  ['XDG_STATE_HOME', '', 'where the state folder is on Linux, if AITRONOS_STATE_DIR does not say'],
  ['HOME', '', 'where both folders are, if nothing above says'],
  ['APPDATA', '', 'on Windows, where the configuration folder is, if AITRONOS_CONFIG_DIR does not say'],
  ['LOCALAPPDATA', '', 'on Windows, where the state folder is, if AITRONOS_STATE_DIR does not say'],
  ['USERPROFILE', '', 'on Windows, where both folders are, if nothing above says'],
  ['SUDO_UID', '', "for root: whose files are believed besides root's own"],
  ['HTTPS_PROXY', '', 'the proxy; HTTP_PROXY is used where it is absent'],
  ['HTTP_PROXY', '', 'the proxy, if HTTPS_PROXY does not say'],
  ['NO_PROXY', '', 'hosts, addresses and ranges to reach without it; * for all'],
  ['NODE_EXTRA_CA_CERTS', '', 'certificates that every program of Node trusts besides'],
  ['NO_COLOR', '--no-color', 'no colour'],
  ['FORCE_COLOR', '', 'colour without a terminal too'],
  ['GITHUB_ACTIONS', '', 'a CI job: nothing that is printed can be a command to its log'],
  ['GITLAB_CI', '', 'the same'],
  ['TF_BUILD', '', 'the same'],
  ['TEAMCITY_VERSION', '', 'the same'],
  ['GITHUB_RUN_ID', '', 'a CI job: its address, account and commit are kept with changes; so of five others'],
  ['GITHUB_STEP_SUMMARY', '', 'in GitHub Actions: a run adds its counts and failures to this file'],
  [
    'GITHUB_OUTPUT',
    '',
    'in GitHub Actions: run_id, exit_code, changed, failed, ledger_digest; of a plan plan_digest',
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
