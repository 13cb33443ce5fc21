import { counted } from '../../../text/counted.ts';
import { spanText } from '../../../text/durations.ts';
import type { RateTimeline } from '../../evidence/rate-bins.ts';
import type { ReportedRun } from '../report.ts';
import { htmlText } from './html-text.ts';

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
