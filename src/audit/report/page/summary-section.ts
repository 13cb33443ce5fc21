import { counted } from '../../../text/counted.ts';
import type { RunsReport } from '../report.ts';
import { deletedWords, lostWords, timeWords } from '../report-words.ts';
import { htmlText } from './html-text.ts';

/** The head of the page: what was asked for, the counts, and what is missing. */
export function reportHead(report: RunsReport): string {
  const { asked, made_at, version, organizations, counts, gaps } = report;
  const leads = [deletedWords(report), lostWords(report)].filter((words) => words !== null);
  const failed = counts.failed + counts.unknown + counts.not_sent - counts.done_later;
  const inRuns = `${counted(counts.people, 'person', 'people')} in ${counted(counts.runs, 'run')}`;
  const figures = [
    figure(counts.changed + counts.recovered, 'changed', ''),
    figure(counts.unchanged, 'unchanged', ''),
    figure(failed, 'failed or not known', failed > 0 ? 'bad' : ''),
    figure(counts.late, 'over a day after the last day', counts.late > 0 ? 'late' : ''),
    figure(counts.verified, 'verified', ''),
    figure(counts.differs, 'not as wanted', counts.differs > 0 ? 'bad' : ''),
  ];
  const more = [
    [counts.done_later, 'failed, and done by a later run', ''],
    [counts.given_back, 'have access again', 'bad'],
    [counts.not_found, 'not found', ''],
  ] as const;
  for (const [count, words, className] of more) if (count > 0) figures.push(figure(count, words, className));
  return `<header>
<p class="kind">Evidence of access changes</p>
<h1>${organizations.length === 0 ? 'No organization' : organizations.map(htmlText).join(', ')}</h1>
<p class="lead">${inRuns}. Asked for: ${htmlText(asked)}. Made ${htmlText(timeWords(made_at))} by aitronos ${htmlText(version)}.</p>
${leads.map((words) => `<p class="lead">${htmlText(words)}.</p>\n`).join('')}${gapsBox(gaps)}<ul class="figures">${figures.join('')}</ul>
</header>
`;
}

const figure = (count: number, words: string, className: string): string =>
  `<li${className === '' ? '' : ` class="${className}"`}><strong>${count.toLocaleString('en')}</strong> ${words}</li>`;

/** A reader has to see it before anything else: the report is not the whole evidence. */
const gapsBox = (gaps: readonly string[]): string =>
  gaps.length === 0
    ? ''
    : `<section class="gaps" aria-labelledby="gaps"><h2 id="gaps">This report is incomplete</h2><ul>${gaps
        .map((gap) => `<li>${htmlText(gap)}</li>`)
        .join('')}</ul></section>\n`;
