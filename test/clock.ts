import type { Clock } from '../src/system/time/clock.ts';

interface Timer {
  due: number;
  readonly ring: () => void;
}

/**
 * A clock that moves only when the program is idle: it jumps to the next timer as soon as a sleeping server holds back
 * every attempt under way (each has set an alarm).
 * So waits of minutes pass at once, and never too early.
 */
export class VirtualClock implements Clock {
  #now: number;
  readonly #sleeping = new Set<Timer>();
  readonly #alarms = new Set<Timer>();
  readonly #held = new Set<Timer>();
  readonly #ticking = new Map<Timer, number>();
  /**
   * Answers that a server still holds back although their client gave up: time waits until the server has noticed.
   */
  #abandoned = 0;
  /** Called whenever the program begins to wait, with the milliseconds. */
  onSleep: (ms: number) => void = () => {};

  constructor(start = Date.parse('2026-03-01T12:00:00Z')) {
    this.#now = start;
  }

  /** What the wall clock is ahead of the one that is never set. */
  ahead_ms = 0;

  now(): number {
    return this.#now + this.ahead_ms;
  }

  monotonic(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const slept = this.#wait(this.#sleeping, ms, signal);
    this.onSleep(ms);
    return slept;
  }

  alarm(ms: number, ring: () => void): () => void {
    return this.#set(this.#alarms, ms, ring);
  }

  /** Rings when time has passed, but is never what time passes for. */
  tick(ms: number, ring: () => void): () => void {
    const timer = { due: this.#now + ms, ring };
    this.#ticking.set(timer, ms);
    return () => this.#ticking.delete(timer);
  }

  /** The same time for a server: what it sleeps, it holds back an answer. */
  readonly server: Clock = {
    now: () => this.now(),
    monotonic: () => this.#now,
    sleep: (ms, signal) => this.#wait(this.#held, ms, signal),
    alarm: (ms, ring) => this.#set(this.#held, ms, ring),
    tick: (ms, ring) => this.tick(ms, ring),
  };

  #wait(timers: Set<Timer>, ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = () => {
        cancel();
        reject(signal?.reason);
      };
      const cancel = this.#set(timers, ms, () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      });
      signal?.addEventListener('abort', stop, { once: true });
    });
  }

  #set(timers: Set<Timer>, ms: number, ring: () => void): () => void {
    const timer = { due: this.#now + ms, ring };
    timers.add(timer);
    this.#check();
    return () => {
      if (timers.delete(timer) && timers === this.#held && this.#abandoned > 0) this.#abandoned--;
      this.#check();
    };
  }

  #check(): void {
    // Lets the code that was just woken act first: promises settle before the next turn of the event loop.
    setImmediate(() => {
      if (this.#abandoned > 0 || this.#alarms.size > this.#held.size) return;
      const all = [this.#sleeping, this.#held, this.#alarms];
      const due = Math.min(...all.flatMap((timers) => [...timers].map((timer) => timer.due)));
      if (!Number.isFinite(due)) return;
      this.#now = Math.max(this.#now, due);
      for (const timers of all) this.#ring(timers);
      this.#tick();
      this.#check();
    });
  }

  #tick(): void {
    for (const [timer, ms] of this.#ticking) {
      if (timer.due > this.#now) continue;
      timer.due = this.#now + ms;
      timer.ring();
    }
  }

  #ring(timers: Set<Timer>): void {
    for (const timer of [...timers].filter(({ due }) => due <= this.#now)) {
      timers.delete(timer);
      if (timers === this.#alarms && this.#held.size > 0) this.#abandoned++;
      timer.ring();
    }
  }
}

/** The same clock, but that its time of day is so many milliseconds ahead. */
export const clockAhead = (clock: Clock, ahead_ms: number): Clock => ({
  now: () => clock.now() + ahead_ms,
  monotonic: () => clock.monotonic(),
  sleep: (ms, signal) => clock.sleep(ms, signal),
  alarm: (ms, ring) => clock.alarm(ms, ring),
  tick: (ms, ring) => clock.tick(ms, ring),
});
