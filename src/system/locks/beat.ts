import { statSync } from 'node:fs';
import { orElse } from '../../or-else.ts';
import { systemClock } from '../time/clock.ts';
import { type Holder, holderState, type Processes } from './lock-holder.ts';
import { type LockWait, tellWhile } from './lock-wait.ts';
import { silenceOf } from './silence.ts';

/**
 * A holder beats every other second. One that was silent for so long has ended, even if a process with its number runs.
 */
const ENDED_MS = 60_000;
/** How long a holder of unknown state is watched: it beats meanwhile, or it has ended. */
export const WATCHED_MS = 20_000;
/** How often it is looked at. */
export const TURN_MS = 50;

/** How a holder is watched that may have ended. */
export const watchOf = ({ waits }: Processes): LockWait => ({
  waits,
  does: 'is working on this run, or has ended',
  longest_ms: WATCHED_MS,
});

/** The clock by which a holder is watched: the machine's, but in tests. */
export const watchClockOf = ({ watchClock = systemClock }: Processes): WatchClock => watchClock;

type WatchClock = NonNullable<Processes['watchClock']>;

/** False for a file or folder that was not touched for a minute. `probe`: as for `silenceOf`. */
export const isBeating = (beating: string, probe: string): boolean =>
  orElse(() => silenceOf(beating, probe) < ENDED_MS, true);

/**
 * Whether the process that touches a file every other second still works. One that cannot be seen from here is
 * watched for up to 20 s. `holder`: null where none is named.
 */
export async function isStillBeating(
  file: string,
  probe: string,
  holder: Holder | null,
  processes: Processes,
): Promise<boolean> {
  const state = holder === null ? 'unknown' : holderState(holder, processes);
  if (state !== 'unknown') return state === 'alive';
  if (!isBeating(file, probe)) return false;
  return tellWhile(watchOf(processes), (sees) =>
    beatsAgain(file, watchClockOf(processes), () => sees(holder)),
  );
}

async function beatsAgain(file: string, clock: WatchClock, looks: () => void): Promise<boolean> {
  const seen = beatOf(file);
  for (const begun = clock.monotonic(); clock.monotonic() - begun < WATCHED_MS; ) {
    looks();
    if (beatOf(file) !== seen) return true;
    await clock.sleep(TURN_MS);
  }
  return false;
}

const beatOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
