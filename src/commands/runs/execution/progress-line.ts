import type { Context } from '../../../cli/context.ts';
import type { ResultRecord } from '../../../results/record.ts';
import type { ReadableRun } from '../../../runs/journal/recorded-results.ts';
import { progressText } from '../../../runs/progress.ts';
import type { Limiter } from '../../../runs/rate-limit/gate.ts';

const EVERY_MS = 30_000;
const STOPPING = 'stopping when what is under way has been answered (once more: at once)';

/** Shows the progress of a run: continuously at a terminal, every half minute elsewhere. */
export async function followProgress(
  context: Context,
  { header, states }: ReadableRun,
  waiting: Limiter['waiting'],
  wanted: (row: number) => boolean,
) {
  const { clock, signal } = context.environment;
  const progress = await context.io.progress();
  const started = clock.monotonic();
  const total = states.count(wanted);
  let [done, failed] = [0, 0];
  const text = () => {
    const standing = { total, done, failed, started, now: clock.monotonic(), waiting: waiting() };
    return `${signal.aborted ? `${STOPPING}; ` : ''}${progressText(standing)}`;
  };
  const terminal = context.io.animated;
  const tell = () => (terminal ? progress.say(text()) : void context.io.note(`${header.run_id}: ${text()}`));
  const stopTicking = clock.tick(terminal ? 1000 : EVERY_MS, tell);
  if (terminal) tell();
  // Confirms a Ctrl-C at once, and says what a second one would do.
  const stopping = () => {
    if (terminal) tell();
    else void context.io.note(`${header.run_id}: ${STOPPING}`);
  };
  signal.addEventListener('abort', stopping, { once: true });
  return {
    settled: ({ outcome }: ResultRecord) => {
      done += 1;
      if (outcome === 'failed' || outcome === 'unknown') failed += 1;
    },
    stop: () => {
      signal.removeEventListener('abort', stopping);
      stopTicking();
      progress.stop();
    },
  };
}
