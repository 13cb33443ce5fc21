import { cureFor, type RowsAfterCure } from '../../errors/api-cures.ts';
import { retypeAbout } from '../../errors/retyped-commands.ts';
import { operationOf } from '../../operations/by-action.ts';
import type { RowStates } from '../../runs/journal/row-states.ts';
import { countUsers, type Summary } from '../../runs/summary.ts';
import { counted } from '../../text/counted.ts';
import { waitText } from '../../text/durations.ts';

const MOST_KINDS = 5;

/** A command in full, with the typed options without which it would speak to another API. */
export type NextCommand = (command: string) => string;

/** The next commands for rows without a result: the rest, and a look at those whose change could be done twice. */
export function openSteps(summary: Summary, states: RowStates, next: NextCommand): readonly string[] {
  const { run_id, action, unknown } = summary;
  return [
    ...(states.countOpen() === 0 ? [] : [next(`runs resume ${run_id}`)]),
    ...(unknown > 0 && !operationOf[action].repeatable ? [next(`runs verify ${run_id}`)] : []),
  ];
}

/**
 * The next commands of a run, the one to begin with first: for the rows without a result, and for each kind of failure
 * what mends it. `stopped`: the run, or its retry, ended before its last row. Rows with an unknown outcome are only
 * looked at where repeating them could do the change twice.
 */
export function nextSteps(
  summary: Summary,
  states: RowStates,
  stopped: boolean,
  next: NextCommand,
): string[] {
  const { run_id, organization_id, not_sent } = summary;
  const retry = next(`runs retry ${run_id}`);
  const kinds = states.countFailures();
  const open = states.countOpen();
  const steps = open === 0 && stopped && kinds.length > 0 ? [retry] : [];
  steps.push(...openSteps(summary, states, next));
  const then: Readonly<Record<RowsAfterCure, string>> = {
    again: `then: ${retry}`,
    changed: `then a new run of these: ${next(`runs show ${run_id} --outcome failed -o csv`)}`,
    never: 'a retry will not help',
  };
  const alone = kinds.length === 1 && open === 0;
  const shown = kinds.slice(0, MOST_KINDS).map(({ count, ...kind }) => {
    const { step, rows } = cureFor(kind);
    const what = step === null ? retry : `${retypeAbout(organization_id, step, next)}; ${then[rows]}`;
    return alone && step === null ? retry : `${kind.code}, ${countUsers(count)}: ${what}`;
  });
  const others = kinds.length - shown.length;
  const rest =
    others === 0 ? [] : [`${counted(others, 'more kind')} of failure: ${next(`runs show ${run_id}`)}`];
  const all = [...steps, ...shown, ...rest];
  // Rows that were left out on purpose are no step of the run any more.
  return all.length > 0 || not_sent === 0 ? all : [next(`runs show ${run_id} --outcome not_sent`)];
}

/** The next command and the earliest time for it. */
export const later = (step: string, retry_after_s: number | null): string =>
  retry_after_s === null ? step : `in ${waitText(retry_after_s)}: ${step}`;
