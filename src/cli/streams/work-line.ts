import type { Clock } from '../../system/time/clock.ts';
import { counted } from '../../text/counted.ts';

/** Ends a piece of work; `answered`: the API answered. */
export type EndWork = (answered?: boolean) => void;

interface Line {
  say(text: string): void;
  clear(): void;
  /** True while something else has the line. */
  isTaken(): boolean;
}

interface Work {
  readonly about: string;
  readonly detail: (() => string) | undefined;
}

const EVERY_MS = 1_000;

/**
 * Tells what the call is busy with, once that takes over a second: the first piece of work that has begun and not
 * ended with the number of answers that it got so far. So a look-up that sends a hundred requests is
 * told by its own words, and a request that belongs to none by the request's.
 */
export class WorkLine {
  readonly #clock: Clock;
  readonly #line: Line;
  readonly #open = new Set<Work>();
  /** Waits for other processes, in words. */
  readonly #held = new Set<() => string>();
  readonly #answers = new Map<string, number>();
  #stopTicking: (() => void) | null = null;
  /** Why the next attempt waits. */
  #wait: string | null = null;

  constructor(clock: Clock, line: Line) {
    this.#clock = clock;
    this.#line = line;
  }

  /** Begins a piece of work. `detail` follows `about` in place of the number of answers; asked once a second. */
  begin(about: string, detail?: () => string): EndWork {
    const work = { about, detail };
    this.#wait = null;
    this.#open.add(work);
    this.#tick();
    return (answered = false) => {
      const [first = work] = this.#open;
      this.#open.delete(work);
      if (answered) this.#answers.set(first.about, (this.#answers.get(first.about) ?? 0) + 1);
    };
  }

  /** Begins a wait for another process, which is told before the work that it holds up. */
  beginWait(words: () => string): () => void {
    this.#held.add(words);
    this.#tick();
    return () => this.#held.delete(words);
  }

  /** Says at once why the next attempt of a request waits; until the next piece of work begins. */
  wait(text: string): void {
    this.#wait = text;
    this.#tell();
  }

  /** True while there is something to tell. */
  get isBusy(): boolean {
    return this.#open.size > 0 || this.isHeldUp || this.#wait !== null;
  }

  /** True while another process holds this one up. */
  get isHeldUp(): boolean {
    return this.#held.size > 0;
  }

  end(): void {
    this.#open.clear();
    this.#held.clear();
    this.#wait = null;
    this.#stopTicking?.();
    this.#stopTicking = null;
  }

  #tick(): void {
    this.#stopTicking ??= this.#clock.tick(EVERY_MS, () => this.#tell());
  }

  #tell(): void {
    if (this.#line.isTaken()) return;
    const [work] = this.#open;
    const [held] = this.#held;
    const text = held?.() ?? this.#wait ?? (work ? this.#words(work) : null);
    if (text === null) {
      this.#line.clear();
      this.end();
    } else {
      this.#line.say(text);
    }
  }

  #words({ about, detail }: Work): string {
    if (detail) return `${about}${detail()}`;
    const answers = this.#answers.get(about) ?? 0;
    return answers === 0 ? about : `${about}: ${counted(answers, 'answer')} so far`;
  }
}
