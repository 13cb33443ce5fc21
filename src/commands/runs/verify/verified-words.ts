import type { VerifiedResult } from '../../../audit/verified-results.ts';
import type { VerifiedRun } from '../../../audit/verify/verify-run.ts';
import type { Outcome } from '../../../results/record.ts';

export type VerifiedRecord = VerifiedResult & { readonly run_id: string };

/** The user of a record of this run: the id, else the address that was invited and of which no answer named a user. */
export const whomOf = ({ row, user_id }: VerifiedRecord, run: VerifiedRun | undefined): string | null =>
  user_id ?? run?.addresses.get(row) ?? null;

/** The state of the user of a record in words, also of one who is no member or could not be asked; null for none. */
export function stateOf(
  { verified, account_state }: VerifiedRecord,
  run: VerifiedRun | undefined,
): string | null {
  if (account_state !== null) return account_state;
  if (verified === 'unknown') return 'not known';
  return verified === (run?.action === 'remove' ? 'yes' : 'differs') ? 'not there' : null;
}

const MOST_FAILURES = 50;

/** Why a user is as before: the run itself did not do it. */
const UNDONE: Partial<Record<Outcome, string>> = {
  failed: 'the run failed for them',
  unknown: 'the run got no usable answer for them',
  not_sent: 'the run sent nothing for them',
};

/** Those who are not as a run wanted, in words: fifty at most. `runs`: by their ids. */
export function failureLines(
  records: readonly VerifiedRecord[],
  runs: ReadonlyMap<string, VerifiedRun>,
): string[] {
  const open = records.filter(({ verified }) => verified !== 'yes');
  const lines = open.slice(0, MOST_FAILURES).map((record) => {
    const run = runs.get(record.run_id);
    const whom = whomOf(record, run) ?? 'without an id';
    return `${record.verified}: row ${record.row}, ${whom}: ${whyNotVerified(record, run)}`;
  });
  return open.length > MOST_FAILURES ? [...lines, `and ${open.length - MOST_FAILURES} more`] : lines;
}

function whyNotVerified(record: VerifiedRecord, run: VerifiedRun | undefined): string {
  const { row, verified, later_run } = record;
  if (verified === 'unknown')
    return run?.refused ?? (run?.stopped ? 'it was not asked about' : 'the API does not tell');
  const state = foundWords(record, run);
  if (later_run !== null) return `${state}; run ${later_run} changed them later`;
  const outcome = run?.outcomes.get(row);
  const undone = outcome && UNDONE[outcome];
  return undone === undefined ? state : `${state}; ${undone}`;
}

function foundWords({ row, account_state }: VerifiedRecord, run: VerifiedRun | undefined): string {
  const difference = run?.differences.get(row);
  if (difference !== undefined) return `is ${account_state ?? 'a member'}, ${difference}`;
  if (account_state !== null) return `is ${account_state}`;
  return run?.action === 'remove' ? 'is still a member' : 'is not in the organization';
}
