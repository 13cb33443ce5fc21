import type { Context } from '../../cli/context.ts';
import { CliError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { retypeCommands } from '../../errors/retyped-commands.ts';
import { safeText } from '../../output/safe/safe-text.ts';
import { listView, type View } from '../../output/view.ts';
import type { Diagnosis } from './diagnosis.ts';
import { diagnoseMachine } from './machine.ts';
import { diagnoseCertificates, diagnoseProxy } from './network.ts';
import { diagnoseReach } from './reach.ts';
import { diagnoseToken } from './token.ts';

/** Examines every precondition, from this machine to the token. */
export async function examine(context: Context): Promise<View> {
  const here = [...diagnoseMachine(context), diagnoseProxy(context), await diagnoseCertificates(context)];
  const { reached, found } = await diagnoseReach(context);
  const diagnoses = [...here, ...found, await diagnoseToken(context, reached)];
  const all = diagnoses.map(({ cure, ...one }) => ({
    ...one,
    cure: cure && retypeCommands(cure, context.next),
  }));
  const failures = all.filter(({ result }) => result === 'failed');
  const view = { ...listView(['check', 'result', 'detail', 'cure'], all), table: renderPage(all) };
  if (failures.length === 0) return view;
  const message = `${failures.length} of ${all.length} checks failed`;
  const hint = failures[0]?.cure ?? null;
  return { ...view, error: new CliError('CHECKS_FAILED', EXIT.refused, message, hint) };
}

/**
 * One line for each diagnosis and its remedy below: as table columns they would be too wide for a terminal.
 */
function renderPage(all: readonly Diagnosis[]): string {
  const width = Math.max(...all.map(({ check }) => check.length)) + 2;
  const lines = all.flatMap(({ check, result, detail, cure }) => {
    const start = `${result.padEnd(9)}${check.padEnd(width)}`;
    const line = `${start}${safeText(detail)}`;
    return cure === null ? [line] : [line, `${' '.repeat(start.length)}cure: ${safeText(cure)}`];
  });
  return `${lines.join('\n')}\n`;
}
