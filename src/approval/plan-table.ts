import { operationOf } from '../operations/by-action.ts';
import { escapeMarkdown } from '../output/safe/markdown-text.ts';
import { shortText } from '../output/safe/safe-text.ts';
import type { Row, SeenUser } from '../runs/input/row.ts';
import { countUsers } from '../runs/summary.ts';
import { typedAddress } from '../runs/typed-address.ts';
import type { PlanHead } from './plan.ts';

/** A page of a pull request holds 65,536 characters. https://docs.github.com/en/rest/issues/comments */
const MOST_CHARACTERS = 60_000;
const LONGEST_CELL = 200;

/**
 * A plan as Markdown for a pull request: what would be done, by whom it was planned, the digest to approve, and a
 * table of the first users, as many as a comment holds. No text in it can become anything but text.
 */
export async function planMarkdown(
  head: PlanHead,
  digest: string,
  rows: Iterable<Row> | AsyncIterable<Row>,
): Promise<string> {
  const { action, organization_id, origin, total, planned_by, planned_at, reason, ticket, left_out } = head;
  const facts = [
    `Organization ${code(organization_id)} at ${code(origin)}`,
    `planned by ${planned_by === null ? 'an unknown user' : code(planned_by)} at ${planned_at}`,
    ...(reason === null ? [] : [`reason: ${text(reason)}`]),
    ...(ticket === null ? [] : [`ticket: ${text(ticket)}`]),
    ...(left_out.not_due === 0 ? [] : [`not due, and left out: ${left_out.not_due}`]),
    ...(left_out.not_chosen === 0 ? [] : [`not meant, and left out: ${left_out.not_chosen}`]),
  ];
  const begin = [
    `### aitronos: plan to ${operationOf[action].verb} ${countUsers(total)}`,
    '',
    ...facts.map((fact) => `- ${fact}`),
    `- digest: ${code(digest)}`,
    '',
  ];
  const table = [
    '| row | user | name | email | state | roles | change |',
    '| ---: | --- | --- | --- | --- | --- | --- |',
  ];
  let length = [...begin, ...table].join('\n').length;
  const lines: string[] = [];
  for await (const row of rows) {
    const line = rowLine(row, head);
    length += line.length + 1;
    if (length > MOST_CHARACTERS) break;
    lines.push(line);
  }
  const left = total - lines.length;
  const more = left === 0 ? [] : ['', `And ${countUsers(left)} more: the plan has them all.`];
  return `${[...begin, ...(total === 0 ? [] : [...table, ...lines, ...more])].join('\n')}\n`;
}

function rowLine(
  { row, user_id, email, seen, input, ...change }: Row,
  { columns_read }: Pick<PlanHead, 'columns_read'>,
): string {
  const typed = typedAddress(input, columns_read);
  const address = change.invitation?.email ?? email ?? seen?.email ?? typed;
  const name = change.invitation?.full_name ?? seen?.full_name ?? null;
  const who = user_id === null ? '-' : code(user_id);
  const roles = seen?.role_ids?.map(code).join(', ') || '-';
  const cells = [row, who, cell(name), cell(address), cell(stateText(seen)), roles, changeText(change, seen)];
  return `| ${cells.join(' | ')} |`;
}

function stateText(seen: SeenUser | null | undefined): string | null {
  if (!seen) return null;
  return seen.is_member ? seen.account_state : 'not a member';
}

type Due = 'last_day' | 'effective_at';
type Change = Pick<Row, 'department_id' | 'invitation' | 'memberships' | 'reason' | 'ticket' | Due>;

/** All that would be sent, and why: from the days a report computes how long access was kept. */
function changeText(
  { department_id, invitation, memberships, ...why }: Change,
  seen: SeenUser | null | undefined,
): string {
  const lists = invitation ?? memberships;
  const ids = (what: string, list: readonly string[] | null | undefined) =>
    list ? [`${what} ${list.length === 0 ? 'none' : list.map(code).join(', ')}`] : [];
  const said = (what: string, words: string | undefined) =>
    words === undefined ? [] : [`${what}: ${text(words)}`];
  const parts = [
    ...(department_id === null ? [] : [`resources to ${code(department_id)}`]),
    ...ids('roles', lists?.role_ids),
    ...ids('departments', lists?.department_ids),
    ...(memberships ? ids('in place of departments', seen?.department_ids) : []),
    ...(invitation?.send_invitation === false ? ['no e-mail'] : []),
    ...said('message', invitation?.custom_message),
    ...said('last day', why.last_day),
    ...said('effective at', why.effective_at),
    ...said('reason', why.reason),
    ...said('ticket', why.ticket),
  ];
  return parts.join('; ') || '-';
}

const text = (foreign: string): string => escapeMarkdown(shortText(foreign, LONGEST_CELL));
/** Ids, digests and addresses are code as they stand; anything else is escaped before it is. */
const code = (foreign: string): string =>
  /^[\w.:/-]{1,200}$/.test(foreign) ? `\`${foreign}\`` : `<code>${text(foreign)}</code>`;
const cell = (value: string | null): string => (value === null || value === '' ? '-' : text(value));
