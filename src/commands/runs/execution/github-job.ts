import type { Context } from '../../../cli/context.ts';
import { findWantedFile } from '../../../cli/files/wanted-file.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import type { ExitCode } from '../../../errors/exit-codes.ts';
import { escapeMarkdown } from '../../../output/safe/markdown-text.ts';
import { shortText } from '../../../output/safe/safe-text.ts';
import type { LongView } from '../../../output/view.ts';
import { addToJobFile, summaryMarkdown } from '../../../runs/job-page.ts';
import type { Summary } from '../../../runs/summary.ts';
import { isRunId } from '../../../validation/ids.ts';

/**
 * GitHub shows no page of a step that is larger.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
const MOST_PAGE_BYTES = 1024 * 1024;

/** Far above any sentence of ours; a message of the API may have any length. */
const LONGEST_LINE = 400;

/** A file that GitHub Actions names for a step; null outside of it. */
function jobFile({ env }: Context['environment'], variable: JobVariable): string | null {
  return env['GITHUB_ACTIONS'] === 'true' ? (env[variable] ?? null) || null : null;
}

type JobVariable = 'GITHUB_STEP_SUMMARY' | 'GITHUB_OUTPUT';

/** Adds the first of these texts that fits to a file of the step. Warns where that fails, or would harm that file. */
async function addTo(
  { environment, io }: Context,
  variable: JobVariable,
  texts: readonly string[],
  most_bytes = Number.POSITIVE_INFINITY,
): Promise<void> {
  const file = jobFile(environment, variable);
  if (file === null) return;
  const trouble = refusalOf(file, variable, environment) ?? addToJobFile(file, texts, most_bytes);
  if (trouble !== null) await io.warn(trouble);
}

function refusalOf(file: string, variable: JobVariable, environment: Context['environment']): string | null {
  try {
    findWantedFile(file, variable, environment);
    return null;
  } catch (error) {
    return error instanceof CliError ? `nothing is added to a file: ${error.message}` : null;
  }
}

/** Adds the counts of a run, its first failures and the next command to the summary page of a job. */
export async function addToPage(
  context: Context,
  summary: Summary,
  { failures = [], error }: Pick<LongView, 'failures' | 'error'>,
): Promise<void> {
  const { environment, secrets } = context;
  if (jobFile(environment, 'GITHUB_STEP_SUMMARY') === null) return;
  const markdown = (text: string) => escapeMarkdown(shortText(secrets.redact(text), LONGEST_LINE));
  const hint = error instanceof CliError ? error.hint : null;
  const counts = secrets.redact(summaryMarkdown(summary));
  const steps = hint?.split('\n').map((step) => `\nNext: ${withCode(step, markdown)}\n`);
  const next = steps?.join('') ?? '';
  const list = failures.length === 0 ? '' : `\n${failures.map((line) => `- ${markdown(line)}\n`).join('')}`;
  const texts = [counts + list + next, counts + next];
  await addTo(context, 'GITHUB_STEP_SUMMARY', texts, MOST_PAGE_BYTES);
}

/** A hint is a command, or a sentence with commands in backticks. */
function withCode(hint: string, markdown: (text: string) => string): string {
  const code = (text: string) => `<code>${markdown(text)}</code>`;
  const parts = hint.split('`');
  if (parts.length === 1) return code(hint);
  return parts.map((part, index) => (index % 2 === 0 ? markdown(part) : code(part))).join('');
}

interface StepCounts extends Pick<Summary, 'changed' | 'recovered' | 'failed' | 'ledger_digest'> {
  /** Null where no run was made. */
  readonly run_id: string | null;
}

/**
 * Sets the outputs of a step: `run_id`, `exit_code`, `changed`, `failed` and `ledger_digest`. A later call of the same
 * step wins. No value holds a character that could end its line, and so set another output.
 */
export function setOutputs(
  context: Context,
  { run_id, changed, recovered, failed, ledger_digest }: StepCounts,
  exit_code: ExitCode | null,
): Promise<void> {
  return addOutputs(context, {
    ...(isRunId(run_id) && { run_id }),
    exit_code: exit_code ?? '',
    changed: changed + recovered,
    failed,
    ledger_digest: ledger_digest ?? '',
  });
}

/** Sets the output `plan_digest`. */
export const setPlanDigest = (context: Context, plan_digest: string): Promise<void> =>
  addOutputs(context, { plan_digest });

const addOutputs = (context: Context, outputs: Readonly<Record<string, string | number>>): Promise<void> =>
  addTo(context, 'GITHUB_OUTPUT', [
    Object.entries(outputs)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  ]);
