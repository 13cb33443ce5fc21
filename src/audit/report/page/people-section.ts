import { lagText } from '../csv-report.ts';
import type { RunsReport } from '../report.ts';
import { byUrgency, isDifferent, isFailure, isLate, type ReportPerson } from '../report-person.ts';
import { laterWords, noRunWords, outcomeWords, roundLag, UNKNOWN } from '../report-words.ts';
import { htmlElement, htmlText } from './html-text.ts';

/** Rows of one table: a browser lays out only the tables that are on the screen. */
const BLOCK_ROWS = 50;

const COLUMNS = [
  ...['Person', 'Roles, departments', 'Outcome', 'Last day', 'Access ended (UTC)', 'Lag', 'By, approval'],
  ...['Reason, ticket', 'Verified', 'Run, request'],
];
const COLS = `<colgroup>${'<col>'.repeat(COLUMNS.length)}</colgroup>`;
const HEAD = `${COLS}<thead><tr>${COLUMNS.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>`;

/** The people, the urgent ones first, in tables of fifty. */
export function* peopleSection(report: RunsReport): Generator<string> {
  const { people, counts } = report;
  const counted = people.length === counts.people ? 'people' : 'rows';
  const begin = `<section id="people" data-of="${counted}" tabindex="-1" aria-labelledby="who"><h2 id="who">People</h2>`;
  if (people.length === 0) {
    const why = noRunWords(report);
    yield `${begin}<p>None${why === null ? '' : `: ${why}`}.</p></section>\n`;
    return;
  }
  yield `${begin}\n${TOOLS}`;
  const sorted = people.toSorted(byUrgency);
  for (let start = 0; start < sorted.length; start += BLOCK_ROWS) {
    const rows = sorted.slice(start, start + BLOCK_ROWS).map(personRow);
    yield `<div class="block"><table>${HEAD}<tbody>\n${rows.join('')}</tbody></table></div>\n`;
  }
  yield '</section>\n';
}

/** What the script of the page works with; without it, these are not shown. */
const TOOLS = `<div class="tools" role="search">
<label>Search <input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="name, address, id, ticket …"></label>
<label>Show <select id="only"><option value="">everyone</option><option value="failed">failed or not known</option><option value="late">late</option><option value="differs">not as wanted</option><option value="open">not verified</option></select></label>
<label>Sort <select id="order"><option value="">urgent first</option>${COLUMNS.map(
  (name, column) => `<option value="${column}">${name.replace(/,.*| \(.*/, '')}</option>`,
).join('')}</select></label>
<label><input id="down" type="checkbox"> descending</label>
<p id="shown" role="status"></p>
</div>
<table class="names" aria-hidden="true">${HEAD.replaceAll(' scope="col"', '')}</table>
`;

function personRow(person: ReportPerson): string {
  const { full_name, email, user_id, role_ids, department_ids, last_day, removed_at, lag } = person;
  const [name, ...others] = [full_name, email, user_id].filter((text) => text !== null && text !== '');
  const cells = [
    `<b>${htmlText(name ?? null)}</b>${others.map((text) => htmlElement('i', text)).join('')}`,
    htmlText(role_ids?.join(', ') ?? null) + htmlElement('i', department_ids?.join(', ') ?? null),
    htmlElement('em', outcomeWords(person)) +
      htmlElement('i', person.error).replaceAll('_', '_<wbr>') +
      htmlElement('i', laterWords(person)),
    htmlText(last_day),
    removed_at === null
      ? UNKNOWN
      : `${htmlText(removed_at.slice(0, 10))}<i>${htmlText(removed_at.slice(11, 19))}</i>`,
    lag === null ? UNKNOWN : `<data value="${roundLag(lag)}">${lagText(person)} d</data>`,
    htmlText(person.by) + htmlElement('i', shortDigest(person.plan_digest), 'm'),
    htmlText(person.reason) + htmlElement('i', person.ticket),
    verifiedCell(person),
    `<i class="m">${htmlText(person.run_id)}</i>${htmlElement('i', person.request_id, 'm')}`,
  ];
  return `<tr${classOf(person)}>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`;
}

/** The beginning of a plan's digest: its run has the whole. */
const shortDigest = (digest: string | null): string | null =>
  digest === null ? null : `plan ${digest.replace(/^sha256:/, '').slice(0, 12)}…`;

function verifiedCell({ verified, verified_at, verified_state }: ReportPerson): string {
  if (verified === null) return UNKNOWN;
  const state = verified === 'differs' ? htmlElement('i', verified_state) : '';
  return `<em class="${verified}">${verified}</em>${state}${htmlElement('i', verified_at?.slice(0, 16).replace('T', ' ') ?? null)}`;
}

function classOf(person: ReportPerson): string {
  const names = [
    isFailure(person) ? 'failed' : '',
    isLate(person) ? 'late' : '',
    isDifferent(person) ? 'differs' : '',
    person.verified === 'yes' ? '' : 'open',
  ].filter((name) => name !== '');
  return names.length === 0 ? '' : ` class="${names.join(' ')}"`;
}
