import { escapeMarkdown } from '../../output/safe/markdown-text.ts';
import { safeText } from '../../output/safe/safe-text.ts';
import { counted } from '../../text/counted.ts';
import { isId, isRunId } from '../../validation/ids.ts';
import type { ReportedRun, RunsReport } from './report.ts';
import { byUrgency, type ReportPerson } from './report-person.ts';
import {
  deletedWords,
  lagWords,
  laterWords,
  lostWords,
  noRunWords,
  outcomeWords,
  rowsWords,
  timeWords,
  UNKNOWN,
  withoutDigest,
} from './report-words.ts';

/** The report as Markdown: a table of facts, the runs with their digests, and the people, the urgent ones first. */
export function* markdownReport(report: RunsReport): Generator<string> {
  yield head(report);
  yield* report.runs.map(runText);
  yield '## People\n\n';
  if (report.people.length === 0) {
    yield 'None.\n';
    return;
  }
  yield `${tableLine(PEOPLE_COLUMNS)}${tableLine(PEOPLE_COLUMNS.map(() => '---'))}`;
  for (const person of report.people.toSorted(byUrgency)) yield tableLine(personCells(person));
}

const tableLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

function head(report: RunsReport): string {
  const { asked, made_at, version, organizations, counts, gaps } = report;
  const none = noRunWords(report);
  const leads = [deletedWords(report), lostWords(report)].filter((words) => words !== null);
  const facts: readonly (readonly [string, string])[] = [
    ['asked for', cell(asked)],
    ['made', `${cell(timeWords(made_at))}, by aitronos ${cell(version)}`],
    ['organization', organizations.map(cell).join(', ') || UNKNOWN],
    ['runs', String(counts.runs)],
    ['people', `${counts.people}${rowsWords(report)}`],
    ['changed', String(counts.changed + counts.recovered)],
    ['unchanged', String(counts.unchanged)],
    [
      'failed, unknown or not sent',
      `${counts.failed + counts.unknown + counts.not_sent}${counts.done_later === 0 ? '' : `, of them ${counts.done_later} done by a later run`}`,
    ],
    ...(counts.given_back === 0
      ? []
      : [['have access again by a later run', String(counts.given_back)] as const]),
    ['not found', String(counts.not_found)],
    ['after the last day', `${counts.after_last_day}, of them ${counts.late} by more than a day`],
    ['verified', `${counts.verified}; ${counted(counts.differs, 'differs', 'differ')}`],
  ];
  const missing = gaps.map((gap) => `> - ${cell(gap)}\n`).join('');
  return [
    '# Evidence of access changes\n\n',
    tableLine(['', '']),
    tableLine(['---', '---']),
    ...facts.map(tableLine),
    gaps.length === 0 ? '' : `\n> **This report is incomplete:**\n>\n${missing}`,
    ...leads.map((words) => `\n${cell(words)}\n`),
    none === null ? '' : `\nN${none.slice(1)}.\n`,
    '\n',
  ].join('');
}

function runText(run: ReportedRun): string {
  const { summary, digests, approval, job } = run;
  const lines = [
    `${cell(run.action)} ${counted(summary.total, 'person', 'people')} of ${cell(run.organization_id)} at ${cell(run.origin)}`,
    `began ${cell(timeWords(run.created_at))}, took ${(summary.duration_ms / 1000).toFixed(1)} s, exit code ${summary.exit_code ?? UNKNOWN}`,
    `by ${cell(run.by)}${job === null ? '' : `, in a job of ${cell(job.provider)} by ${cell(job.actor)}: ${cell(job.url)}, commit ${cell(job.commit)}`}`,
    run.reason === null && run.ticket === null
      ? ''
      : `reason ${cell(run.reason)}, ticket ${cell(run.ticket)}`,
    run.undoes === null ? '' : `takes back ${cell(run.undoes)}`,
    approval === null
      ? ''
      : `${approval.digest_given ? 'approved plan' : 'plan'} ${cell(approval.plan_digest)}, planned by ` +
        `${cell(approval.planned_by)}${withoutDigest(approval)}`,
    `SHA-256 of the rows \`${hex(digests.rows)}\`, of the journal \`${hex(digests.journal)}\`, of the ledger's line ${digests.ledger === null ? UNKNOWN : `\`${hex(digests.ledger)}\``}`,
    ...run.remarks.map((remark) => `**${cell(remark)}**`),
  ];
  const items = lines.filter((line) => line !== '').map((line) => `- ${line}\n`);
  return `## Run ${cell(run.run_id)}\n\n${items.join('')}\n`;
}

const hex = (digest: string): string => digest.replaceAll(/[^0-9a-f]/g, '');

const PEOPLE_COLUMNS = [
  ...['person', 'address', 'roles', 'departments', 'outcome', 'last day', 'access ended', 'lag'],
  ...['by', 'reason', 'ticket', 'approval', 'verified', 'run', 'request'],
];

function personCells(person: ReportPerson): string[] {
  const { full_name, user_id, error, removed_at, lag, verified, verified_at } = person;
  const later = laterWords(person);
  return [
    full_name === null ? cell(user_id) : `${cell(full_name)} (${cell(user_id)})`,
    cell(person.email),
    cell(person.role_ids?.join(', ') ?? null),
    cell(person.department_ids?.join(', ') ?? null),
    `${outcomeWords(person)}${error === null ? '' : `: ${cell(error)}`}${later === null ? '' : `; ${later}`}`,
    cell(person.last_day),
    removed_at === null ? UNKNOWN : cell(timeWords(removed_at)),
    lag === null ? UNKNOWN : lagWords(lag),
    cell(person.by),
    cell(person.reason),
    cell(person.ticket),
    cell(person.plan_digest),
    verified === null ? UNKNOWN : `${verified}, ${cell(timeWords(verified_at ?? ''))}`,
    cell(person.run_id),
    cell(person.request_id),
  ];
}

const DIGEST = /^sha256:[0-9a-f]+$/;
const TIME = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2} UTC)?$/;

/** A text from elsewhere as a part of Markdown, in which it can do nothing; ids, times and digests stay readable. */
function cell(text: string | null): string {
  if (text === null || text === '') return UNKNOWN;
  if (isId(text) || isRunId(text) || DIGEST.test(text) || TIME.test(text)) return text;
  return escapeMarkdown(safeText(text));
}
