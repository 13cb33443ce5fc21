import type { Context } from '../../cli/context.ts';
import { CliError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { retypeCommands } from '../../errors/retyped-commands.ts';
import { safeText } from '../../output/safe/safe-text.ts';
import { wrapToWidth } from '../../output/tables/cut.ts';
import { listView, type View } from '../../output/view.ts';
import { lineWidth } from '../../system/terminal-kind.ts';
import { type Diagnosis, warningResult } from './diagnosis.ts';
import { diagnoseMachine } from './machine.ts';
import { diagnoseCertificates, diagnoseProxy } from './network.ts';
import { diagnoseReach } from './reach.ts';
import { diagnoseSettings } from './settings.ts';
import { diagnoseToken } from './token.ts';

/** Examines every precondition, from this machine to the token. */
export async function examine(context: Context): Promise<View> {
  const here = [
    ...diagnoseMachine(context),
    ...diagnoseSettings(context),
    diagnoseProxy(context),
    await diagnoseCertificates(context),
  ];
  const { reached, found } = await diagnoseReach(context);
  const diagnoses = [...here, ...found, await diagnoseToken(context, reached)];
  const all = diagnoses.map(toldOnce).map(({ cure, ...one }) => ({
    ...one,
    cure: cure && retypeCommands(cure, context.next),
  }));
  const failures = all.filter(({ result }) => result === 'failed');
  const view = {
    ...listView(['check', 'result', 'detail', 'cure'], all),
    table: renderPage(all, lineWidth(context.environment.stdout)),
  };
  if (failures.length === 0) return view;
  const message = `${failures.length} of ${all.length} checks failed`;
  const hint = failures[0]?.cure ?? null;
  return { ...view, error: new CliError('CHECKS_FAILED', EXIT.refused, message, hint) };
}

/** What several checks fail by is told by the first of them. */
function toldOnce(one: Diagnosis, index: number, all: readonly Diagnosis[]): Diagnosis {
  const first = all.findIndex(({ result, detail }) => result === 'failed' && detail === one.detail);
  const before = index > first && one.result === 'failed' ? all[first] : undefined;
  return before ? warningResult(one.check, `not checked: see ${before.check}`, null) : one;
}

/** Terminals below so many columns have no room for what is found beside what was looked at. */
const NARROW = 60;

/**
 * What was looked at and what was found, with its remedy below: as table columns they would be too wide for a terminal.
 * Words that have no room on a line of `columns` go on below the first of them.
 */
function renderPage(all: readonly Diagnosis[], columns: number): string {
  const width = Math.max(...all.map(({ check }) => check.length)) + 2;
  const lines = all.flatMap(({ check, result, detail, cure }) => {
    const start = `${result.padEnd(9)}${check.padEnd(width)}`;
    const indent = columns < NARROW ? 2 : start.length;
    const found = [detail, ...(cure === null ? [] : [`cure: ${cure}`])].flatMap((text) =>
      wrapToWidth(safeText(text), columns - indent),
    );
    const below = found.map((line) => ' '.repeat(indent) + line);
    return columns < NARROW ? [start.trimEnd(), ...below] : [start + found[0], ...below.slice(1)];
  });
  return `${lines.join('\n')}\n`;
}
