import { compareUser, standingOfAbsent, type UserStanding } from '../../../approval/drift.ts';
import { PLAN_AGAIN } from '../../../errors/cli-errors.ts';
import { isAbsent } from '../../../runs/input/row.ts';
import type { Row, RowProblem } from '../../../runs/input/rows.ts';
import { countUsers } from '../../../runs/summary.ts';
import { typedAddress } from '../../../runs/typed-address.ts';
import { namedFirst } from '../../../text/counted.ts';
import { rowProblemsError } from '../problems/row-problems.ts';
import type { CheckedRows } from '../run/checked-rows.ts';
import type { AppliedPlan, RunSetup } from '../run/run-request.ts';
import { lookAtDraft, lookUpAbsent } from './look-at-draft.ts';

const MOST_NAMED = 10;

/**
 * Looks at each user of a plan again, and marks the rows for which nothing is to be sent: those whose users are as the
 * plan wants them already, and with `--drift skip` those who otherwise changed since. Returns the facts about the rows
 * then. Throws `CliError` (usage, `PLAN_DRIFT`) with everybody who changed where they are not to be left out.
 */
export async function lookAgain(
  setup: RunSetup,
  rows: CheckedRows,
  applied: AppliedPlan,
): Promise<CheckedRows> {
  const { context, operation, draft } = setup;
  if (rows.users.size + rows.absent === 0) return rows;
  const { come, refused } = await lookUpAbsent(setup);
  const now = await lookAtDraft(setup);
  const standingOf = (row: Row): UserStanding =>
    row.user_id === null
      ? standingOfAbsent(come.has(row.email ?? ''), isAbsent(row) && refused !== null)
      : compareUser(
          operation.action,
          row,
          now.users.get(row.user_id) ?? null,
          typedAddress(row.input, applied.plan.head.columns_read),
        );
  const found = new Findings(applied.name);
  for await (const row of draft.read()) found.add(row, standingOf(row));
  if (found.drifted.length > 0 && !applied.skipsDrift) throw driftError(applied.name, found.drifted);
  for (const text of found.leftOut()) await context.io.warn(text);
  for (const text of found.notes(now.refused ?? refused)) await context.io.note(text);
  const settled = found.asPlanned + found.drifted.length;
  if (settled === 0) return rows;
  for await (const row of draft.rewrite()) {
    const standing = standingOf(row);
    draft.keep(standing.kind === 'settled' ? { ...row, settled: standing.row } : row);
  }
  return { ...rows, absent: rows.absent + settled - come.size };
}

/** What was found about the users of a plan, counted, and the first of each kind by name. */
class Findings {
  readonly drifted: RowProblem[] = [];
  asPlanned = 0;
  #unknown = 0;
  readonly #named: string[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  add({ user_id, email }: Row, standing: UserStanding): void {
    if (standing.kind === 'not_known') this.#unknown += 1;
    if (standing.kind !== 'settled') return;
    if (standing.row.outcome === 'unchanged') {
      this.asPlanned += 1;
      if (this.#named.length < MOST_NAMED) this.#named.push(String(user_id));
    } else {
      const message = `${user_id ?? email} ${standing.row.why}`;
      this.drifted.push({ file: this.#file, line: null, column: null, message });
    }
  }

  leftOut(): string[] {
    const shown = this.drifted.slice(0, MOST_NAMED).map(({ message }) => `left out: ${message}`);
    const more = this.drifted.length - shown.length;
    return [
      ...shown,
      ...(more === 0 ? [] : [`left out: ${more} more, ${countUsers(this.drifted.length)} in all`]),
    ];
  }

  notes(refused: string | null): string[] {
    const named = namedFirst(this.#named, MOST_NAMED, this.asPlanned);
    const why = refused === null ? 'the plan or the API does not say how they are' : refused;
    return [
      ...(this.asPlanned === 0 ? [] : [`already as planned: ${named}`]),
      ...(this.#unknown === 0
        ? []
        : [`whether ${countUsers(this.#unknown)} changed since is not checked: ${why}`]),
    ];
  }
}

function driftError(name: string, problems: readonly RowProblem[]) {
  const hint = `--drift skip leaves them out; or ${PLAN_AGAIN}`;
  return rowProblemsError({ name, problems, code: 'PLAN_DRIFT', hint });
}
