import { PLAN_VERSION, type PlanHead } from '../../../approval/plan.ts';
import { planMarkdown } from '../../../approval/plan-table.ts';
import { planText } from '../../../approval/plan-text.ts';
import type { SeenUsers } from '../../../approval/seen-users.ts';
import type { Context } from '../../../cli/context.ts';
import { writeAnswerFile } from '../../../cli/files/answer-file.ts';
import type { View } from '../../../output/view.ts';
import { ciJob } from '../../../runs/ci-job.ts';
import { isAbsent, type Row } from '../../../runs/input/row.ts';
import { type ColumnsRead, countUsers } from '../../../runs/summary.ts';
import { fileWord } from '../../../text/shell-word.ts';
import { JUSTIFICATIONS } from '../../../validation/justification.ts';
import { ON_STDOUT } from '../../../validation/paths.ts';
import { version } from '../../../version.ts';
import { setPlanDigest } from '../../runs/execution/github-job.ts';
import { justification } from '../change/justification.ts';
import { whoIsSignedIn } from '../guards/who-is-signed-in.ts';
import type { CheckedRows } from '../run/checked-rows.ts';
import type { RunPreflight } from '../run/preflight-run.ts';
import type { RunSetup } from '../run/run-request.ts';
import { lookAtDraft } from './look-at-draft.ts';
import { planFile } from './plan-file.ts';

/**
 * In place of the question: looks at each user, and writes down what would be done. In: rows in ids. Out: the digest
 * of the plan. Sends no change. Throws `CliError` (usage) when the file cannot be written.
 */
export async function planRun(
  setup: RunSetup,
  rows: CheckedRows,
  file: string,
  { me }: Pick<RunPreflight, 'me'>,
): Promise<View> {
  const { context, draft, request } = setup;
  const idsOnly = request.idsOnly === true;
  const seen = await lookAt(setup, rows);
  const total = rows.count - (idsOnly ? rows.absent : 0);
  const head = await planHead(setup, total, me);
  const planned = plannedRows(draft.read(), seen, idsOnly);
  const { pieces, digest } = planText(head, planned, (json) => context.secrets.redactWritten(json));
  let text: string | null = null;
  if (file === ON_STDOUT) {
    const parts: string[] = [];
    for await (const piece of pieces) parts.push(piece);
    text = parts.join('');
  } else await writeAnswerFile(planFile(file), pieces);
  const answer = { plan: file, digest: digest(), total };
  await setPlanDigest(context, answer.digest);
  context.end.set(() => answer);
  const again = () => plannedRows(draft.read(), seen, idsOnly);
  return plannedView(context, { answer, text, head, rows: again });
}

async function lookAt(setup: RunSetup, rows: CheckedRows): Promise<SeenUsers> {
  if (rows.users.size === 0) return { users: new Map(), refused: null };
  const { context, request } = setup;
  const seen = await lookAtDraft(setup);
  const gone = [...seen.users].flatMap(([id, user]) => (user?.is_member === false ? [id] : []));
  if (gone.length > 0) {
    const more = gone.length > MOST_NAMED ? `, and ${gone.length - MOST_NAMED} more` : '';
    await context.io.note(
      `not in ${request.organization_id}: ${gone.slice(0, MOST_NAMED).join(', ')}${more}`,
    );
  }
  if (seen.refused !== null) {
    await context.io.note(
      `the API does not show how all users are: ${seen.refused}; that they changed since is not noticed later`,
    );
  }
  return seen;
}

const MOST_NAMED = 10;

async function planHead(
  { context, operation, request, draft }: RunSetup,
  total: number,
  me: string | null,
): Promise<PlanHead> {
  const { organization_id, missing, idsOnly } = request;
  const { reason, ticket } = justification(context, request);
  return {
    schema_version: PLAN_VERSION,
    action: operation.action,
    organization_id,
    origin: context.origin(),
    planned_by: me ?? (await whoIsSignedIn(context)),
    planned_at: new Date(context.environment.clock.now()).toISOString(),
    version,
    reason: reason ?? null,
    ticket: ticket ?? null,
    time_zone: context.setting('time-zone', request.timeZone).value,
    ci: ciJob(context.environment.env, context.secrets) ?? null,
    missing: missing === 'skip' ? missing : null,
    ids_only: idsOnly === true,
    columns_read: idsOnly ? justifyingColumns(draft.columnsRead) : (draft.columnsRead ?? null),
    left_out: draft.leftOut,
    total,
  };
}

/** Where only ids are wanted: that rows say themselves why they are changed, which their records show. */
function justifyingColumns(read: ColumnsRead | undefined): ColumnsRead | null {
  const used = Object.keys(read?.used ?? {}).filter((field) => JUSTIFICATIONS.some((name) => name === field));
  return used.length === 0
    ? null
    : { used: Object.fromEntries(used.map((field) => [field, field])), not_used: [] };
}

/** The rows with the states of their users; without what was typed where only ids are wanted. */
async function* plannedRows(
  rows: AsyncIterable<Row>,
  { users }: SeenUsers,
  idsOnly: boolean,
): AsyncGenerator<Row> {
  let number = 0;
  // How a user was when the address was looked up says nothing of the day on which the plan is applied.
  for await (const { already: _, ...row } of rows) {
    const seen = row.user_id === null ? null : (users.get(row.user_id) ?? null);
    if (!idsOnly) yield { ...row, seen };
    else if (!isAbsent(row)) {
      number += 1;
      yield withIdsOnly({ ...row, row: number, seen });
    }
  }
}

function withIdsOnly({ quoted: _, email: __, line: ___, seen, ...row }: Row): Row {
  if (!seen) return { ...row, input: {}, seen: null };
  const { full_name: ____, email: _____, ...state } = seen;
  return { ...row, input: {}, seen: state };
}

interface Planned {
  readonly answer: { readonly plan: string; readonly digest: string; readonly total: number };
  /** The plan itself, for stdout; null where it is in a file. */
  readonly text: string | null;
  readonly head: PlanHead;
  readonly rows: () => AsyncIterable<Row>;
}

/** The digest of a plan, and how it is applied; or the plan itself. */
async function plannedView(context: Context, { answer, text, head, rows }: Planned): Promise<View> {
  const { plan, digest, total } = answer;
  if (text !== null)
    return {
      raw: { body: context.format() === 'jsonl' ? inOneLine(text) : text },
      notes: [`the digest of the plan: ${digest}`],
    };
  const apply = context.next(`runs apply ${fileWord(plan)} --digest ${digest}`);
  return {
    json: answer,
    csv: { columns: Object.keys(answer), rows: [Object.values(answer)] },
    table: `plan    ${plan}\ndigest  ${digest}\nusers   ${total}\n`,
    ...(context.format() === 'markdown' && { markdown: await planMarkdown(head, digest, rows()) }),
    notes: [`${countUsers(total)} planned, nothing was sent; when it is approved: ${apply}`],
  };
}

/** JSON has line ends between its values alone. */
const inOneLine = (json: string): string => `${json.replaceAll('\n', '')}\n`;
