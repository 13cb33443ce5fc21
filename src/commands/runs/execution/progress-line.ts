import type { Context } from '../../../cli/context.ts';
import type { ResultRecord } from '../../../results/record.ts';
import type { ReadableRun } from '../../../runs/journal/recorded-results.ts';
import { progressText, waitingText } from '../../../runs/progress.ts';
import type { Limiter } from '../../../runs/rate-limit/gate.ts';
import { RowRate } from '../../../runs/row-rate.ts';

const EVERY_MS = 30_000;

/** What a first interrupt is answered with: a second one ends the process before anything can be said. */
const stoppingNotes = (run_id: string, again: string): readonly string[] => [
  `${run_id}: stopping once the requests under way are answered`,
  'a second Ctrl-C stops at once; requests under way may still take effect',
  `to continue later: ${again}`,
];

/** Tells what the checks before the first row wait for: each second at a terminal, elsewhere every half minute. */
export function tellWaits({ io, environment }: Context, waiting: Limiter['waiting']): () => void {
  const { clock } = environment;
  let next = 0;
  return clock.tick(1000, () => {
    const now = clock.monotonic();
    const [why] = waitingText({ waiting: waiting(), now });
    if (why === undefined || io.counting) return;
    if (io.animated) io.waits(why);
    else if (now >= next) {
      next = now + EVERY_MS;
      void io.note(`nothing was sent yet; ${why}`);
    }
  });
}

/**
 * Tells how far a run is: each second at a terminal; elsewhere after the first second, so that a run that is done at
 * once says nothing, and then every half minute. `again`: what continues the run after an interrupt.
 */
export async function followProgress(
  context: Context,
  { header, states }: ReadableRun,
  waiting: Limiter['waiting'],
  { wanted, again }: { readonly wanted: (row: number) => boolean; readonly again: string },
) {
  const { clock, signal } = context.environment;
  const counter = await context.io.counter();
  const total = states.count(wanted);
  const rate = new RowRate(clock.monotonic());
  const retried = new Set<number>();
  let [done, failed, unknown] = [0, 0, 0];
  const text = () => {
    const now = clock.monotonic();
    const counts = { total, done, failed, unknown, retried: retried.size };
    const standing = { ...counts, per_second: rate.perSecond(now), now, waiting: waiting() };
    return `${signal.aborted ? 'stopping; ' : ''}${progressText(standing)}`;
  };
  const terminal = context.io.animated;
  const tell = () => (terminal ? counter.say(text()) : void context.io.note(`${header.run_id}: ${text()}`));
  const stopTicking = clock.tick(terminal ? 1000 : EVERY_MS, tell);
  const stopFirst = clock.tick(1000, () => {
    stopFirst();
    if (!terminal) tell();
  });
  if (terminal) tell();
  let over = false;
  const stopping = async () => {
    context.io.pause();
    await Promise.all(stoppingNotes(header.run_id, again).map((text) => context.io.note(text)));
    if (terminal && !over) tell();
  };
  signal.addEventListener('abort', stopping, { once: true });
  return {
    /** A row is about to be sent again. */
    retried: (row: number) => void retried.add(row),
    settled: (row: number, { outcome }: ResultRecord) => {
      retried.delete(row);
      done += 1;
      rate.add(clock.monotonic());
      if (outcome === 'failed') failed += 1;
      else if (outcome === 'unknown') unknown += 1;
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
