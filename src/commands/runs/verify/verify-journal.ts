import type { Context } from '../../../cli/context.ts';
import { during } from '../../../cli/streams/during.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import { type LongView, mayWrap, toCells } from '../../../output/view.ts';
import { findRun } from '../../../runs/journal/find-run.ts';
import {
  countStates,
  type Finding,
  isFault,
  type VerifiedJournals,
  verifyJournals,
} from '../../../runs/ledger/checks/verify-journals.ts';
import { runsFolder } from '../../../system/folders.ts';
import { counted } from '../../../text/counted.ts';
import type { Format } from '../../../validation/choices.ts';
import { sameCells } from '../../lists/same-cells.ts';
import { FINDING_FIELDS } from './shape.ts';

/** Compares the journals of these runs, or of all, with the ledger. */
export async function verifyJournal(
  { environment, format, io }: Context,
  prefixes: readonly string[],
): Promise<LongView> {
  const runs = runsFolder(environment);
  const choose = (all: readonly string[]) => {
    const whole = new Set(all);
    const chosen = prefixes.map((prefix) => (whole.has(prefix) ? prefix : oneOf(all, prefix, runs)));
    return prefixes.length === 0 ? all : [...new Set(chosen)];
  };
  const verified = await during(io, 'comparing the journals with the ledger', () =>
    verifyJournals(runs, environment, choose),
  );
  const faults = verified.findings.filter(isFault);
  return {
    ...findingsView(verified, format()),
    before: [verdict(verified, faults.length), ...kindNotes(verified)],
    ...(faults.length > 0 && { error: brokenError(faults, runs) }),
  };
}

/** The only id that begins so, also of a run that is gone. Throws `CliError` as `findRun` does. */
function oneOf(all: readonly string[], prefix: string, runs: string): string {
  const found = all.filter((id) => prefix !== '' && id.startsWith(prefix));
  const [only] = found;
  return only !== undefined && found.length === 1 ? only : findRun(runs, prefix);
}

/** A reader wants to see what is not as recorded; programs get all. */
function findingsView({ lines, ledger_digest, findings }: VerifiedJournals, format: Format): LongView {
  const shown = format === 'table' ? findings.filter(({ what }) => what !== null) : findings;
  const broken = findings.filter(isFault).length;
  const summary = { lines, ...countStates(findings), broken, ledger_digest };
  const forms = sameCells({
    names: FINDING_FIELDS,
    columns: ['RUN', 'LINE', 'STATE', mayWrap('WHAT')],
    cells: ({ run_id, line, state, what }: Finding) => toCells(run_id, line, state, what),
  });
  return { records: { within: { head: { summary }, list: 'results' }, each: () => shown, ...forms } };
}

/** What a tired reader wants to know, in a line. */
function verdict({ lines, findings, ledger_digest }: VerifiedJournals, faults: number): string {
  const { runs, intact, deleted } = countStates(findings);
  if (runs === 0 && faults === 0 && lines === 0) return 'there are no runs yet';
  const gone = deleted === 0 ? '' : `, ${deleted} deleted`;
  const digest = ledger_digest === null ? '' : `; digest of the last: ${ledger_digest}`;
  return `${intact} of ${counted(runs, 'run')} as recorded${gone}; ${counted(lines, 'line')} in the ledger${digest}`;
}

/** Runs that are not compared to the end, and why that is no fault. */
function kindNotes({ findings }: VerifiedJournals): string[] {
  const { in_progress } = countStates(findings);
  return in_progress === 0
    ? []
    : [`being worked on: ${counted(in_progress, 'run')}; only what is recorded of it counts`];
}

function brokenError(faults: readonly Finding[], runs: string): CliError {
  const what = faults.length === 1 ? '1 run or line is' : `${faults.length} runs or lines are`;
  const message = `${what} not as recorded in ${runs}`;
  const hint = faults.every(({ state }) => state === 'gone')
    ? 'put back what is gone from a backup; else it stays gone: `runs delete` alone makes it count as deleted'
    : 'compare the folder with a backup of it, and the digest with one that was kept elsewhere';
  return new CliError('JOURNALS_BROKEN', EXIT.partial, message, hint);
}
