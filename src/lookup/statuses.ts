import type { MemberStatus } from '../api/members.ts';
import { foldCase } from '../text/fold-case.ts';
import type { KnownValue } from '../text/nearest-known.ts';
import { fitsOrNull, statusId } from '../validation/ids.ts';
import { textOrNull } from '../validation/objects.ts';
import { type KnownMatch, matchKnownValue } from './known-value.ts';

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

/** The names that a status may have, from the word in its id. */
function wordsFor(id: string): readonly string[] {
  if (!id.startsWith('status_')) return [];
  const word = id.slice('status_'.length);
  return INVITED.includes(word) ? INVITED : [word];
}

const INVITED: readonly string[] = ['pending', 'invitationsent'];
const STATUSES_CALL = '`aitronos api get /v1/organizations/{org}/statuses` shows the statuses';
