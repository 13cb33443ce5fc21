import type { MemberStatus } from '../api/members.ts';
import type { Role } from '../api/objects/role.ts';
import { namedFirst } from '../text/counted.ts';
import { foldCase } from '../text/fold-case.ts';
import { didYouMean } from '../text/nearest.ts';
import { describeValue, type KnownValue, nearestKnown } from '../text/nearest-known.ts';
import { showUnseen } from '../text/shown.ts';
import { redactTyped } from '../validation/bad-value.ts';
import { fitsOrNull, roleId, statusId } from '../validation/ids.ts';
import { isRoleName } from '../validation/names.ts';
import { textOrNull } from '../validation/objects.ts';

/** The id that was meant, or why there is none: a message, the next step, and the nearest values. */
export type KnownMatch =
  | { readonly id: string }
  | { readonly message: string; readonly hint: string; readonly nearest: readonly string[] };

const MOST = 10;

/**
 * Finds the one value that fits. `what`: such as `role`; `typed`: the text that was given; `elsewhere`: the step that
 * shows all values.
 */
function matchKnownValue(
  { what, typed, elsewhere }: { readonly what: string; readonly typed: string; readonly elsewhere: string },
  values: readonly KnownValue[],
  fits: (value: KnownValue) => boolean,
): KnownMatch {
  const found = values.filter((value) => value.id !== null && fits(value));
  const [first] = found;
  const given = showUnseen(JSON.stringify(redactTyped(typed)));
  if (first && first.id !== null && found.length === 1) return { id: first.id };
  if (first) {
    return {
      message: `there is more than one ${what} ${given}: ${listed(found)}`,
      hint: 'name the one that is meant by its id',
      nearest: found.map(describeValue),
    };
  }
  const nearest = nearestKnown(typed, values);
  const usable = values.filter(({ id }) => id !== null);
  const all = usable.length === 0 ? null : `there are ${listed(usable)}`;
  const more = didYouMean(nearest) ?? all;
  return {
    message: `there is no ${what} ${given}${more === null ? '' : `; ${more}`}`,
    hint: elsewhere,
    nearest,
  };
}

const listed = (values: readonly KnownValue[]): string => namedFirst(values.map(describeValue), MOST);

/**
 * Finds the role with this id, or with this name, case folded.
 * https://docs.aitronos.com/docs/api-reference/organizations/management/list-roles
 */
export function matchRole(text: string, roles: readonly Role[]): KnownMatch {
  const values = roles.map(({ id, name }) => ({ id: fitsOrNull(roleId, id), name: textOrNull(name) }));
  const wanted = foldCase(text);
  return matchKnownValue(
    { what: 'role', typed: text, elsewhere: '`aitronos roles list` shows the roles' },
    values,
    ({ id, name }) => (isRoleName(text) ? name !== null && foldCase(name.trim()) === wanted : id === text),
  );
}

/**
 * Finds the status with this id, else the one whose name is the word in it: the pages disagree about the ids, and about
 * the name of those who were invited.
 * https://docs.aitronos.com/docs/api-reference/objects/user-status-object
 */
export function matchStatus(id: string, statuses: readonly MemberStatus[]): KnownMatch {
  const values = statuses.map((one) => ({ id: fitsOrNull(statusId, one.id), name: textOrNull(one.name) }));
  const words = wordsFor(id);
  const ways: readonly ((value: KnownValue) => boolean)[] = [
    (value) => value.id === id,
    (value) => words.some((word) => value.id === `status_${word}`),
    ({ name }) => name !== null && words.includes(foldCase(name.replace(/\s/g, ''))),
  ];
  const fits = ways.find((way) => values.some(way)) ?? (() => false);
  return matchKnownValue({ what: 'status', typed: id, elsewhere: STATUSES_CALL }, values, fits);
}

function wordsFor(id: string): readonly string[] {
  if (!id.startsWith('status_')) return [];
  const word = id.slice('status_'.length);
  return INVITED.includes(word) ? INVITED : [word];
}

const INVITED: readonly string[] = ['pending', 'invitationsent'];
const STATUSES_CALL = '`aitronos api get /v1/organizations/{org}/statuses` shows the statuses';
