import { counted } from '../../../text/counted.ts';
import { spanText } from '../../../text/durations.ts';
import type { RateTimeline } from '../../evidence/rate-bins.ts';
import type { ReportedRun, RunsReport } from '../report.ts';
import { timeWords, UNKNOWN, withoutDigest } from '../report-words.ts';
import { htmlText } from './html-text.ts';

/** The runs of a report with their digests, in the order of time. */
export function* runSections({ runs, unreadable }: RunsReport): Generator<string> {
  yield '<section aria-labelledby="how"><h2 id="how">Runs</h2>\n';
  for (const run of runs) yield runCard(run);
  for (const { run_id, why } of unreadable) {
    yield `<article class="run"><h3>${htmlText(run_id)}</h3><p class="remark">It cannot be read: ${htmlText(why)}</p></article>\n`;
  }
  if (runs.length + unreadable.length === 0) yield '<p>None.</p>\n';
  else yield CHECKING;
  yield '</section>\n';
}

/** How to compute the digests again without this program. */
const CHECKING = `<div class="checking"><h3>How to check the digests</h3>
<p>Each is the SHA-256 of bytes in the state folder, which <code>aitronos doctor</code> names:</p>
<ul>
<li>Rows: the file <code>runs/&lt;run&gt;/rows.jsonl</code>. For a change of one user: the value of <code>row</code> in the first line of <code>runs/&lt;run&gt;.jsonl</code>, and a line end.</li>
<li>Journal: the complete lines of <code>runs/&lt;run&gt;/journal.jsonl</code>. For a change of one user: <code>runs/&lt;run&gt;.jsonl</code>.</li>
<li>Ledger: the last line of <code>runs/ledger.jsonl</code> that names the run and has no <code>verified</code>, without its line end.</li>
<li>Check, as <code>verified</code> in the last line that has it: the file <code>runs/&lt;run&gt;/verified.jsonl</code>. For a change of one user: <code>runs/&lt;run&gt;.verified.jsonl</code>.</li>
<li>Plan: the RFC 8785 form of the plan, without its field <code>digest</code>.</li>
</ul>
<p>They show what was edited later; a copy kept elsewhere shows also what was cut off.</p></div>
`;

function runCard(run: ReportedRun): string {
  const { summary, digests, approval, job } = run;
  const facts: readonly (readonly [string, string | null])[] = [
    ['Began', htmlText(timeWords(run.created_at))],
    ['Took', `${(summary.duration_ms / 1000).toFixed(1)} s, exit code ${summary.exit_code ?? UNKNOWN}`],
    ['By', htmlText(run.by)],
    ['Reason', run.reason === null ? null : htmlText(run.reason)],
    ['Ticket', run.ticket === null ? null : htmlText(run.ticket)],
    ['Takes back', run.undoes === null ? null : htmlText(run.undoes)],
    [
      approval?.digest_given === false ? 'Plan' : 'Approved plan',
      approval === null
        ? null
        : `<code>${htmlText(approval.plan_digest)}</code> planned by ${htmlText(approval.planned_by)}${withoutDigest(approval)}`,
    ],
    [
      'Job',
      job === null
        ? null
        : `${htmlText(job.provider)}, ${htmlText(job.actor)}, ${htmlText(job.url)}, commit ${htmlText(job.commit)}`,
    ],
    [
      'Where',
      `${htmlText(run.origin)}, by version ${htmlText(run.version)}, days end in ${htmlText(run.time_zone)}`,
    ],
    ['Rows', `<code>${htmlText(digests.rows)}</code>`],
    ['Journal', `<code>${htmlText(digests.journal)}</code>`],
    ['Ledger', digests.ledger === null ? UNKNOWN : `<code>${htmlText(digests.ledger)}</code>`],
  ];
  const shown = facts.filter(([, value]) => value !== null);
  return `<article class="run"><h3>${htmlText(run.run_id)}</h3>
<p>${htmlText(run.action.replace('_', ' '))} ${counted(summary.total, 'person', 'people')} of ${htmlText(run.organization_id)}: ${outcomes(run)}</p>
${run.remarks.map((remark) => `<p class="remark">${htmlText(remark)}</p>\n`).join('')}${rateChart(run)}<dl>${shown
    .map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`)
    .join('')}</dl></article>
`;
}

function outcomes({ summary }: ReportedRun): string {
  const parts: readonly (readonly [number, string])[] = [
    [summary.changed, 'changed'],
    [summary.recovered, 'recovered'],
    [summary.unchanged, 'unchanged'],
    [summary.failed, 'failed'],
    [summary.unknown, 'in doubt'],
    [summary.not_sent, 'not sent'],
    [summary.not_found, 'not found'],
    [summary.not_due, 'not due'],
  ];
  const some = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return some.join(', ') || 'nothing done';
}

const HEIGHT = 40;
const BIN = 5;

/** How many answers came when, as a drawing with its words; nothing where all came at once. */
export function rateChart({ timeline }: Pick<ReportedRun, 'timeline'>): string {
  if (timeline === null) return '';
  const { start, width_ms, counts, waits } = timeline;
  const width = counts.length * BIN;
  const most = Math.max(...counts);
  const end = start + counts.length * width_ms;
  const x = (time: number): number => ((time - start) / width_ms) * BIN;
  const shades = waits.map(
    ({ from, to }) =>
      `<rect class="wait" x="${x(from)}" y="0" width="${x(to) - x(from)}" height="${HEIGHT}"/>`,
  );
  return `<figure class="rate"><svg viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${htmlText(words(timeline, most))}">${shades.join('')}<path d="${bars(counts, most)}"/></svg>
<figcaption><span>${clock(start)}</span><span>${htmlText(words(timeline, most))}</span><span>${clock(end)}</span></figcaption></figure>
`;
}

const bars = (counts: readonly number[], most: number): string =>
  counts
    .map((count, bin) =>
      count === 0 ? '' : `M${bin * BIN} ${HEIGHT}v-${height(count, most)}h${BIN - 1}V${HEIGHT}z`,
    )
    .join('');

/** At least a line, so that one answer is seen. */
const height = (count: number, most: number): string => Math.max(1, (count / most) * HEIGHT).toFixed(1);

function words({ width_ms, waits }: RateTimeline, most: number): string {
  const rate = (most * 1000) / width_ms;
  const fastest =
    rate >= 1 ? `${rate.toFixed(1)} answers a second` : `${(rate * 60).toFixed(1)} answers a minute`;
  const longest = Math.max(0, ...waits.map(({ from, to }) => to - from));
  const waited =
    waits.length === 0
      ? 'no waits'
      : `${counted(waits.length, 'wait')}, the longest ${spanText(Math.round(longest / 1000))}`;
  return `at most ${fastest}; ${waited}`;
}

/** `12:00:05`, in UTC. */
const clock = (time: number): string => new Date(time).toISOString().slice(11, 19);
