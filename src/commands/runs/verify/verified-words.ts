import type { VerifiedResult } from '../../../audit/verified-results.ts';
import type { VerifiedRun } from '../../../audit/verify/verify-run.ts';
import type { Outcome } from '../../../results/record.ts';

/** What was found of a user of a run. */
export type VerifiedRecord = VerifiedResult & { readonly run_id: string };

/** Names the user of a record: by id, else by the address that was invited and of which no answer named a user. */
export function namer(runs: readonly VerifiedRun[]): (record: VerifiedRecord) => string | null {
  const addresses = new Map(runs.map((run) => [run.run_id, run.addresses]));
  return ({ run_id, row, user_id }) => user_id ?? addresses.get(run_id)?.get(row) ?? null;
}

/** The state of the user of a record in words, also of one who is no member or could not be asked; null for none. */
export function stateWriter(runs: readonly VerifiedRun[]): (record: VerifiedRecord) => string | null {
  const actions = new Map(runs.map(({ run_id, action }) => [run_id, action]));
  return ({ run_id, verified, account_state }) => {
    if (account_state !== null) return account_state;
    if (verified === 'unknown') return 'not known';
    return verified === (actions.get(run_id) === 'remove' ? 'yes' : 'differs') ? 'not there' : null;
  };
}

const MOST_FAILURES = 50;

/** Why a user is as before: the run itself did not do it. */
const UNDONE: Partial<Record<Outcome, string>> = {
  failed: 'the run failed for them',
  unknown: 'the run got no answer for them',
  not_sent: 'the run sent nothing for them',
};

/** Those who are not as a run wanted, in words: fifty at most. */
export function failureLines(
  records: readonly VerifiedRecord[],
  runs: readonly VerifiedRun[],
  whom: (record: VerifiedRecord) => string | null,
): string[] {
  const open = records.filter(({ verified }) => verified !== 'yes');
  const why = new Map(
    runs.map(({ run_id, refused, stopped }) => [run_id, refused ?? (stopped && 'it was not asked about')]),
  );
  const actions = new Map(runs.map(({ run_id, action }) => [run_id, action]));
  const differences = new Map(runs.map((run) => [run.run_id, run.differences]));
  const outcomes = new Map(runs.map((run) => [run.run_id, run.outcomes]));
  const lines = open.slice(0, MOST_FAILURES).map((record) => {
    const { run_id, row, verified, later_run } = record;
    const who = `${verified}: row ${row}, ${whom(record) ?? 'without an id'}`;
    if (verified === 'unknown') return `${who}: ${why.get(run_id) ?? 'the API does not tell'}`;
    const difference = differences.get(run_id)?.get(row);
    const state = foundWords(actions.get(run_id), record, difference);
    if (later_run !== null) return `${who}: ${state}; run ${later_run} changed them later`;
    const outcome = outcomes.get(run_id)?.get(row);
    const undone = outcome && UNDONE[outcome];
    return undone === undefined ? `${who}: ${state}` : `${who}: ${state}; ${undone}`;
  });
  return open.length > MOST_FAILURES ? [...lines, `and ${open.length - MOST_FAILURES} more`] : lines;
}

/** How a user is who is not as the run wanted. */
function foundWords(
  action: VerifiedRun['action'] | undefined,
  { account_state }: Pick<VerifiedRecord, 'account_state'>,
  difference: string | undefined,
): string {
  if (difference !== undefined) return `is ${account_state ?? 'a member'}, ${difference}`;
  if (account_state === null) return action === 'remove' ? 'is still a member' : 'is not in the organization';
  return `is ${account_state}`;
}
