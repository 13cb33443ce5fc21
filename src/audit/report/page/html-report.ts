import { createHash } from 'node:crypto';
import { counted } from '../../../text/counted.ts';
import type { RunsReport } from '../report.ts';
import { deletedWords, lostWords, rowsWords, timeWords } from '../report-words.ts';
import { htmlText } from './html-text.ts';
import { peopleSection } from './people-section.ts';
import { runSections } from './run-section.ts';
import script from './script.js?raw';
import style from './style.css?raw';

/**
 * The report as one page that needs nothing else: it reads from disk, on paper, and in ten years. Its own policy lets
 * it run its own script and nothing more, and lets it send nothing.
 * See docs/decisions/2026-11-26-report-page.md.
 */
export function* htmlReport(report: RunsReport): Generator<string> {
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="aitronos ${htmlText(report.version)}">
<title>${htmlText(titleOf(report))}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#people">Skip to the people</a>
`;
  yield reportHead(report);
  yield '<main>\n';
  yield* peopleSection(report);
  yield* runSections(report);
  yield `</main>
<footer>Made by aitronos ${htmlText(report.version)} from journals on disk, without a request. A dash stands for what is not known.</footer>
<script>${script}</script>
</body>
</html>
`;
}

const titleOf = ({ organizations, made_at }: RunsReport): string =>
  `Access changes ${organizations.join(', ')} ${made_at.slice(0, 10)}`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const POLICY = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function reportHead(report: RunsReport): string {
  const { asked, made_at, version, organizations, counts, gaps } = report;
  const leads = [deletedWords(report), lostWords(report)].filter((words) => words !== null);
  const failed = counts.failed + counts.unknown + counts.not_sent - counts.done_later;
  const inRuns = `${counted(counts.people, 'person', 'people')} in ${counted(counts.runs, 'run')}${rowsWords(report)}`;
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
