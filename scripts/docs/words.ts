import { operationOf } from '../../src/operations/by-action.ts';
import type { Outcome, ResultRecord, RunRecord } from '../../src/results/record.ts';
import type { ColumnSettingName, SettingName } from '../../src/settings/settings.ts';
import { FORMATS, type Format, STORED_FORMATS } from '../../src/validation/choices.ts';

// What documents say of each name. The names are the program's: where one is new or gone, the types tell.

/** When a change has this outcome. */
export const OUTCOMES: Readonly<Record<Outcome, string>> = {
  changed: 'the API confirmed it now',
  unchanged: 'it already was so, as the API says or the look-up of the address showed before',
  recovered: 'an earlier attempt got no answer, and the next one heard that it already was so: it was us',
  failed: 'the API refused it; `error` says why',
  unknown: 'no answer came, on any attempt: it may have happened',
  not_sent: 'it was never sent',
  not_found: 'the organization has no such user, and `--missing skip` says that this is no failure',
};

/** The fields of a result record, in their order in JSON. */
export const FIELDS: Readonly<Record<Exclude<keyof RunRecord, 'quoted' | 'address'>, string>> = {
  schema_version: 'the form of the record: 1',
  action: `\`${Object.keys(operationOf)
    .join('`, `')
    .replace(/, (`\w+)$/, ' or $1')}\``,
  user_id: 'the user; null for an invitation that brought no id',
  organization_id: 'the organization',
  outcome: 'what became of the user',
  changed: 'whether this call changed the user; null if not known',
  account_state: 'the state of the account now, if known',
  transferred_to_department_id: 'the department that this call moved resources to',
  user: "the API's own object, every field as it came",
  error: 'the error that the API or the connection gave: `code`, `message` and more',
  request_id: "the id of the last request, for questions to the API's operators",
  attempts: 'how many requests were sent',
  duration_ms: 'milliseconds that it took, waits included',
  reason: 'why the change was made; only if a reason or a ticket was given',
  ticket: 'the ticket of the change; only if a reason or a ticket was given',
  row: 'in a run: the number of the row, from 1',
  input: "in a run: the row's own columns, as they stood in the file",
};

/** Columns of CSV results that are parts of a field. */
export const PARTS: Readonly<Record<string, keyof ResultRecord>> = {
  error_code: 'error',
  error_message: 'error',
};

/** Columns that a file given with `--from` may have. */
export const INPUT_COLUMNS: Readonly<Record<string, string>> = {
  user_id: 'the user (`usr_…`)',
  email: 'the e-mail address',
  reason: 'why, instead of `--reason`',
  ticket: 'the ticket, instead of `--ticket`',
  transfer_to: 'the department that gets the resources, instead of `--transfer-to`',
  name: 'the full name',
  first_name: 'the first name, if there is no `name`',
  last_name: 'the last name, if there is no `name`',
  role: 'roles, separated by `;` or `,`, or a JSON list',
  department: 'departments, separated by `;` or `,`, or a JSON list',
  message: 'your own words for the e-mail',
  send_invitation: 'whether to send an e-mail: `true` or `false`, `yes` or `no`, `1` or `0`',
};

const quoted = (formats: readonly Format[]) => formats.map((format) => `\`${format}\``).join(', ');
/** Formats that a stored setting cannot be, because some commands lack them. */
const OF_SOME_COMMANDS = FORMATS.filter((format) => !STORED_FORMATS.some((stored) => stored === format));

/** What a stored setting is for. */
export const SETTING_MEANINGS: Readonly<Record<Exclude<SettingName, ColumnSettingName>, string>> = {
  org: 'the organization',
  'transfer-to': 'the department that takes over resources; not for `users remove`',
  'api-url': 'where the API is',
  output: `${quoted(STORED_FORMATS)}; in the variable also ${quoted(OF_SOME_COMMANDS)}`,
  timeout: 'seconds for one attempt',
  retries: 'further attempts after the first, 0 to 10',
  'ca-file': 'a file of extra certificates to trust, PEM',
  'time-zone': 'the time zone of days, for `--due` or `--since`; `Europe/Zurich`',
  max: 'the most users of a run: a number, or a share of the active members such as `10%`; also `--max`',
  protect: 'whom no change may touch, with commas between them: ids, addresses, `*@domain`, `role:…`, …',
  require: 'what each change has to say of itself: `reason`, `ticket` or `reason,ticket`',
  writes: 'changes: `allowed`, `planned` (by a plan), `off`; the stricter counts',
  'credential-store': 'where `auth login` keeps secrets: `file` or `keychain`; for every profile',
};
