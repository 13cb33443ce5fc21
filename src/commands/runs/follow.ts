import type { Context } from '../../context.ts';
import type { ResultRecord } from '../../operations/record.ts';
import type { Limiter } from '../../runs/limiter.ts';
import { progressText } from '../../runs/progress.ts';
import type { Run } from '../../runs/results.ts';

const EVERY_MS = 30_000;

/** Tells how far a run is: always at a terminal, every half minute elsewhere. */
export async function follow(
  context: Context,
  { header, states }: Run,
  waiting: Limiter['waiting'],
  wanted: (row: number) => boolean,
) {
  const { clock, stderr } = context.host;
  const progress = await context.progress();
  const started = clock.now();
  let [total, done, failed] = [0, 0, 0];
  for (let row = 1; row <= states.total; row += 1) if (wanted(row)) total += 1;
  const text = () => progressText({ total, done, failed, started, now: clock.now(), waiting: waiting() });
  const terminal = stderr.isTTY === true;
  const tell = () =>
    terminal ? progress.say(text()) : void context.screen.note(`${header.run_id}: ${text()}`);
  const stopTicking = clock.tick(terminal ? 1000 : EVERY_MS, tell);
  if (terminal) tell();
  return {
    settled: ({ outcome }: ResultRecord) => {
      done += 1;
      if (outcome === 'failed' || outcome === 'unknown') failed += 1;
    },
    stop: () => {
      stopTicking();
      progress.stop();
    },
  };
}
