import type { Clock } from '../../src/system/time/clock.ts';

interface Sleeper {
  readonly until: number;
  readonly ms: number;
  wake(): void;
}

/** A clock that stands still until a test moves it. */
export interface VirtualClock extends Clock {
  /** Moves on and wakes whoever has slept long enough. */
  advance(ms: number): void;
  /** Resolves with the length of each sleep as soon as `count` are asleep. */
  asleep(count: number): Promise<number[]>;
  readonly sleepers: number;
}

/** Starts at the time of the documented example. */
export function virtualClock(): VirtualClock {
  let time = Date.UTC(2025, 11, 22, 15, 30);
  let sleeping: Sleeper[] = [];
  let watchers: { readonly count: number; readonly call: () => void }[] = [];
  const addSleeper = (sleeper: Sleeper) => {
    sleeping.push(sleeper);
    for (const watcher of watchers) if (sleeping.length >= watcher.count) watcher.call();
    watchers = watchers.filter((watcher) => sleeping.length < watcher.count);
  };
  const remove = (sleeper: Sleeper) => {
    sleeping = sleeping.filter((other) => other !== sleeper);
  };
  return {
    now: () => time,
    monotonic: () => time,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { until: time + ms, ms, wake: resolve };
        signal?.addEventListener('abort', () => {
          remove(sleeper);
          reject(signal.reason);
        });
        addSleeper(sleeper);
      }),
    tick: () => () => {},
    alarm: (ms, ring) => {
      const sleeper = { until: time + ms, ms, wake: ring };
      addSleeper(sleeper);
      return () => remove(sleeper);
    },
    advance: (ms) => {
      time += ms;
      const due = sleeping.filter(({ until }) => until <= time);
      sleeping = sleeping.filter(({ until }) => until > time);
      for (const sleeper of due) sleeper.wake();
    },
    asleep: async (count) => {
      if (sleeping.length < count) await new Promise<void>((call) => watchers.push({ count, call }));
      return sleeping.map(({ ms }) => ms);
    },
    get sleepers() {
      return sleeping.length;
    },
  };
}
