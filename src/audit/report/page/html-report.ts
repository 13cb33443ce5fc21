import { createHash } from 'node:crypto';
import type { RunsReport } from '../report.ts';
import { htmlText } from './html-text.ts';
import { peopleSection } from './people-section.ts';
import { runSections } from './run-section.ts';
import script from './script.js?raw';
import style from './style.css?raw';
import { reportHead } from './summary-section.ts';

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
