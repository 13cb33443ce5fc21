import { orElse } from '../or-else.ts';
import { BadValue, nearestValues } from './bad-value.ts';
import { type IdKind, idKind, nameOfKind } from './id-kinds.ts';

function id(prefix: IdKind) {
  const form = new RegExp(`\\b${prefix}_[A-Za-z0-9_-]+`, 'g');
  return (text: string, or = '') => {
    const found = text.match(form) ?? [];
    if (found[0] === text && text.length <= 128) return text;
    const why = text.length > 128 ? ', 128 characters at most' : '';
    const expected = `${nameOfKind(prefix)} (${prefix}_…: letters, digits, _ and -${why})${or}`;
    // What stands there besides was taken for a part of a name.
    const within = or.endsWith(' name') ? found.filter((one) => one !== text && one.length <= 128) : [];
    const nearest = [...new Set(within)].slice(0, 3);
    throw new BadValue(expected, text, nearest, otherKind(text, prefix));
  };
}

/** The kind of an id that was given where one of another kind is wanted. */
function otherKind(text: string, wanted: IdKind): IdKind | null {
  const kind = idKind(text);
  return kind === wanted ? null : kind;
}

export const userId = id('usr');
export const organizationId = id('org');
export const departmentId = id('dept');
export const roleId = id('role');

const ENTRY_ID = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** The id of an entry of the audit log, whose form no page shows; throws `BadValue`. */
export function entryId(text: string): string {
  if (text.length <= 128 && ENTRY_ID.test(text)) return text;
  throw new BadValue('an id of letters, digits, _ and -, 128 characters at most', text);
}

const RUN_ID = /^\d{8}-\d{6}-[0-9a-f]{4}(?:-\d{1,6})?$/;

/** The id of a run of ours; throws `BadValue`. */
export function runId(text: string): string {
  if (isRunId(text)) return text;
  throw new BadValue('a run id (20260301-120000-7af7)', text);
}

/** True for the id of a run of ours: no characters with a meaning for shells or paths. */
export const isRunId = (text: unknown): text is string => typeof text === 'string' && RUN_ID.test(text);

/** True for the id of a user, an organization, a department, a role or another object of the API. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 128 && /^[a-z]{2,10}_[A-Za-z0-9_-]+$/.test(value);

/** The value when it is a text of this form, else null: ids in an answer need the same validation as typed ones. */
export const fitsOrNull = (form: (text: string) => string, value: unknown): string | null =>
  orElse(() => (typeof value === 'string' ? form(value) : null), null);

/** Asks whether a value is a text of this form, as it stands. */
export const fits =
  (form: (text: string) => string) =>
  (value: unknown): boolean =>
    typeof value === 'string' && fitsOrNull(form, value) === value;

/**
 * The id of a status, from the id itself, a word of the pages in any case, or the matching account state. An
 * organization's own statuses are named by their ids.
 * https://docs.aitronos.com/docs/api-reference/organizations/management/list-statuses
 */
export function statusId(text: string): string {
  if (/^(?:status|sts)_[A-Za-z0-9_-]{1,120}$/.test(text)) return text;
  const word = STATUS_WORDS.get(text.toLowerCase());
  if (word !== undefined) return `status_${word}`;
  const kind = otherKind(text, 'status');
  const nearest = kind === null ? nearestValues(text, ['active', 'inactive', 'pending']) : [];
  throw new BadValue('a status (active, inactive, pending or status_…)', text, nearest, kind);
}
const STATUS_WORDS: ReadonlyMap<string, string> = new Map([
  ['active', 'active'],
  ['inactive', 'inactive'],
  ['pending', 'pending'],
  ['deactivated', 'inactive'],
  ['invited', 'pending'],
  ['invitationsent', 'invitationsent'],
  ['deleted', 'deleted'],
]);
