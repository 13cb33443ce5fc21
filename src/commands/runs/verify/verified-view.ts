import type { VerifiedResult } from '../../../audit/verified-results.ts';
import type { VerifiedRun } from '../../../audit/verify/verify-run.ts';
import { EXIT, type ExitCode } from '../../../errors/exit-codes.ts';
import { report } from '../../../errors/report.ts';
import { mayCut, mayShorten, toCells, type View } from '../../../output/view.ts';
import { namedFirst } from '../../../text/counted.ts';
import { VERIFIED_FIELDS } from './shape.ts';
import { failureLines, stateOf, type VerifiedRecord, whomOf } from './verified-words.ts';
import { type CheckCounts, type CheckEnd, checkedText, verifyError } from './verify-error.ts';

interface VerifySummary extends CheckCounts {
  /** Why the API's own log was not compared; null where it was. */
  readonly audit_log_unreadable: string | null;
  /** The users whom a run changed, and of whom the API's log says nothing. */
  readonly not_in_audit_log: readonly string[];
  /** What the API's log says was done to these users, and no run of ours did. */
  readonly only_in_audit_log: readonly {
    readonly user_id: string;
    readonly action: string | null;
    readonly actor: string | null;
    readonly at: string | null;
  }[];
  /** The digest of the newest line of the ledger that has what was found; null where it could not be kept. */
  readonly ledger_digest: string | null;
  readonly exit_code: ExitCode;
}

/** The answer of a check: a record for each user, and what does not agree in words. */
export function verifiedView(
  runs: readonly VerifiedRun[],
  end: CheckEnd,
): View & { readonly summary: VerifySummary } {
  const records = runs.flatMap(({ run_id, results }) => results.map((result) => ({ run_id, ...result })));
  const counts = countStates(runs, records);
  const error = verifyError(counts, runs, end);
  const exit_code = error === null ? EXIT.ok : report(error).exit;
  const summary: VerifySummary = { ...counts, ...logDifferences(runs), exit_code };
  const runOf = new Map(runs.map((run) => [run.run_id, run]));
  return {
    summary,
    records: {
      within: { head: { summary }, list: 'results' },
      each: () => records,
      csv: (page: readonly VerifiedRecord[]) => ({
        columns: VERIFIED_FIELDS.flatMap((field) => (field === 'audit' ? AUDIT_COLUMNS : [field])),
        rows: page.map(csvCells),
      }),
      table: (page: readonly VerifiedRecord[]) => ({
        columns: ['USER', 'VERIFIED', 'STATE', mayCut('CHANGED BY'), mayShorten('CHANGED AT'), 'LATER RUN'],
        rows: page.map((record) => {
          const { verified, audit, later_run } = record;
          const run = runOf.get(record.run_id);
          const [whom, state] = [whomOf(record, run), stateOf(record, run)];
          return toCells(whom, verified, state, audit?.actor, audit?.at, later_run);
        }),
      }),
    },
    failures: failureLines(records, runOf),
    before: [checkedText(summary), ...logNotes(summary)],
    ...(error !== null && { error }),
  };
}

const AUDIT_COLUMNS = ['audit_actor', 'audit_at'] as const;

const csvCells = (record: VerifiedRecord) =>
  VERIFIED_FIELDS.flatMap((field) =>
    field === 'audit' ? toCells(record.audit?.actor, record.audit?.at) : toCells(record[field]),
  );

function countStates(runs: readonly VerifiedRun[], records: readonly VerifiedRecord[]): CheckCounts {
  const count = (verified: VerifiedResult['verified']) =>
    records.filter((record) => record.verified === verified).length;
  return {
    run_ids: runs.map(({ run_id }) => run_id),
    total: records.length,
    yes: count('yes'),
    differs: count('differs'),
    unknown: count('unknown'),
  };
}

function logDifferences(runs: readonly VerifiedRun[]) {
  const unreadable = runs.flatMap(({ log }) => (log.readable ? [] : [log.why]));
  return {
    audit_log_unreadable: unreadable[0] ?? null,
    not_in_audit_log: runs.flatMap(({ unlogged }) => unlogged),
    only_in_audit_log: runs.flatMap(({ log }) =>
      log.readable
        ? log.foreign.map(({ user_id, action, actor, at }) => ({ user_id, action, actor, at }))
        : [],
    ),
    ledger_digest: runs.at(-1)?.kept.ledger_digest ?? null,
  };
}

const MOST_NAMED = 5;

/** Both ways in which the API's log and our records may disagree. */
function logNotes(summary: VerifySummary): string[] {
  const { audit_log_unreadable: why, not_in_audit_log: absent, only_in_audit_log: foreign } = summary;
  const more = foreign.length > MOST_NAMED ? ` and ${foreign.length - MOST_NAMED} more` : '';
  const done = foreign
    .slice(0, MOST_NAMED)
    .map(({ user_id, action, actor, at }) =>
      [user_id, action ?? 'changed', actor && `by ${actor}`, at && `at ${at}`].filter(Boolean).join(' '),
    );
  return [
    ...(why === null ? [] : [`the API's audit log was not compared: ${why}`]),
    ...(absent.length === 0
      ? []
      : [`the API's audit log has no entry for what the run did to ${namedFirst(absent, MOST_NAMED)}`]),
    ...(foreign.length === 0
      ? []
      : [`the API's audit log has changes that no run of ours made: ${done.join('; ')}${more}`]),
    ...clockNotes(absent, foreign),
  ];
}

/** Entries are found by their time: where a clock was wrong, one change is missing and too much at once. */
function clockNotes(
  absent: VerifySummary['not_in_audit_log'],
  foreign: VerifySummary['only_in_audit_log'],
): string[] {
  const named = new Set(foreign.map(({ user_id }) => user_id));
  const both = absent.filter((user_id) => named.has(user_id)).length;
  if (both === 0) return [];
  const whom = both === 1 ? 'one user' : `${both} users`;
  return [
    `both concern ${whom}: if a clock was wrong, it is one change; \`aitronos doctor\` compares the clocks`,
  ];
}
