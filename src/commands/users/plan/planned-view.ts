import type { PlanHead } from '../../../approval/plan.ts';
import { planMarkdown } from '../../../approval/plan-table.ts';
import type { Context } from '../../../cli/context.ts';
import type { View } from '../../../output/view.ts';
import type { Row } from '../../../runs/input/rows.ts';
import { countUsers } from '../../../runs/summary.ts';
import { fileWord } from '../../../text/shell-word.ts';

/** A plan that was written. */
interface Planned {
  readonly answer: { readonly plan: string; readonly digest: string; readonly total: number };
  /** The plan itself, for stdout; null where it is in a file. */
  readonly text: string | null;
  readonly head: PlanHead;
  readonly rows: () => AsyncIterable<Row>;
}

/** The digest of a plan, and how it is applied; or the plan itself. */
export async function plannedView(context: Context, { answer, text, head, rows }: Planned): Promise<View> {
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
