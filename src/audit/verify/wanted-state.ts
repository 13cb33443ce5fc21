import type { Action, Outcome } from '../../results/record.ts';
import type { Row, SeenUser } from '../../runs/input/row.ts';
import type { Verified } from '../verified-results.ts';

/** A row of a run, and what became of it. */
export interface WantedRow {
  readonly row: Row;
  readonly user_id: string | null;
  readonly outcome: Outcome;
}

/** Whether a user is as a row wanted; undefined: the API did not show the user. */
export function compareWanted(
  action: Action,
  { row, outcome }: WantedRow,
  seen: SeenUser | undefined,
): Verified {
  if (seen === undefined) return 'unknown';
  if (outcome === 'not_found') return yesIf(!seen.is_member);
  return WANTED[action](seen, row);
}

const WANTED: Readonly<Record<Action, (seen: SeenUser, row: Row) => Verified>> = {
  deactivate: (seen) => inState(seen, 'deactivated'),
  reactivate: (seen) => inState(seen, 'active'),
  remove: ({ is_member }) => yesIf(!is_member),
  // Who was invited may have accepted since.
  invite: ({ is_member }) => yesIf(is_member),
  update_memberships: (seen, { memberships }) => {
    if (memberships === undefined) return 'unknown';
    if (!seen.is_member) return 'differs';
    const { role_ids, department_ids } = memberships;
    const lists = [sameSet(seen.role_ids, role_ids), sameSet(seen.department_ids, department_ids)];
    return (['differs', 'unknown'] as const).find((state) => lists.includes(state)) ?? 'yes';
  },
};

const yesIf = (is: boolean): Verified => (is ? 'yes' : 'differs');

function inState({ is_member, account_state }: SeenUser, wanted: string): Verified {
  if (!is_member) return 'differs';
  return account_state === null ? 'unknown' : yesIf(account_state === wanted);
}

function sameSet(found: readonly string[] | null, wanted: readonly string[]): Verified {
  if (found === null) return 'unknown';
  const [here, there] = [new Set(found), new Set(wanted)];
  return yesIf(here.size === there.size && [...here].every((id) => there.has(id)));
}
