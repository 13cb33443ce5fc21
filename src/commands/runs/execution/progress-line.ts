import type { Context } from '../../../cli/context.ts';
import type { ResultRecord } from '../../../results/record.ts';
import type { ReadableRun } from '../../../runs/journal/recorded-results.ts';
import { progressText } from '../../../runs/progress.ts';
import type { Limiter } from '../../../runs/rate-limit/gate.ts';
import { RowRate } from '../../../runs/row-rate.ts';

const EVERY_MS = 30_000;
const STOPPING = 'stopping when what is under way has been answered (once more: at once)';

/** What stands on the screen when a second interrupt ends the process at once. */
const onceMore = (context: Context, run_id: string) =>
  `it may have happened then: ${context.next(`runs resume ${run_id}`)}`;

/**
 * Tells how far a run is: each second at a terminal; elsewhere after the first second, so that a run that is done at
 * once says nothing, and then every half minute.
 */
export async function followProgress(
  context: Context,
  { header, states }: ReadableRun,
  waiting: Limiter['waiting'],
  wanted: (row: number) => boolean,
) {
  const { clock, signal } = context.environment;
  const counter = await context.io.counter();
  const total = states.count(wanted);
  const rate = new RowRate(clock.monotonic());
  const retried = new Set<number>();
  let [done, failed] = [0, 0];
  const text = () => {
    const now = clock.monotonic();
    const counts = { total, done, failed, retried: retried.size };
    const standing = { ...counts, per_second: rate.perSecond(now), now, waiting: waiting() };
    return `${signal.aborted ? `${STOPPING}; ` : ''}${progressText(standing)}`;
  };
  const terminal = context.io.animated;
  const tell = () => (terminal ? counter.say(text()) : void context.io.note(`${header.run_id}: ${text()}`));
  const stopTicking = clock.tick(terminal ? 1000 : EVERY_MS, tell);
  const stopFirst = clock.tick(1000, () => {
    stopFirst();
    if (!terminal) tell();
  });
  if (terminal) tell();
  // Confirms a Ctrl-C at once, and says what a second one would leave behind: that one ends the process before
  // anything can be said.
  let over = false;
  const stopping = () => {
    context.io.pause();
    const said = context.io.note(`${header.run_id}: ${STOPPING}; ${onceMore(context, header.run_id)}`);
    if (terminal) void said.then(() => over || tell());
  };
  signal.addEventListener('abort', stopping, { once: true });
  return {
    /** A row is about to be sent again. */
    retried: (row: number) => void retried.add(row),
    settled: (row: number, { outcome }: ResultRecord) => {
      retried.delete(row);
      done += 1;
      rate.add(clock.monotonic());
      if (outcome === 'failed' || outcome === 'unknown') failed += 1;
    },
    stop: () => {
      over = true;
      signal.removeEventListener('abort', stopping);
      stopFirst();
      stopTicking();
      counter.stop();
    },
  };
}
