import { memoize } from '../../memoize.ts';
import type { Progress, Spinner } from '../../output/progress.ts';
import type { Environment } from '../../system/environment.ts';
import { canRedraw } from '../../system/terminal-kind.ts';
import type { OutputOptions } from './output-options.ts';
import { type EndWork, WorkLine } from './work-line.ts';

/** The line of progress of one call, which any part of it may start and the end of the call stops. */
export interface ProgressLine {
  /** False where nothing is ever drawn: with `--quiet` or `--debug`, and when stderr is no terminal that can redraw. */
  readonly tellsWork: boolean;
  /** Begins a piece of work, which is told once it has taken a second; to be ended. */
  working(about: string, detail?: () => string): EndWork;
  /** Begins a wait for another process, told in its own words in the same way. */
  beginWait(words: () => string): () => void;
  /** Says why the next attempt of a request waits. */
  waits(text: string): void;
  /** The display of a run: until it is stopped, `counting` is true, and nothing else has the line. */
  counter(): Promise<Progress>;
  readonly counting: boolean;
  /** True when it is a spinner. */
  readonly animated: boolean;
  /** Removes the line until its next update. */
  pause(): void;
  /** Shows nothing until this settles. */
  hold(until: Promise<unknown>): void;
  /** Removes the line for good. */
  end(): void;
}

const SILENCE: Spinner = { say: () => {}, stop: () => {}, end: () => {} };
const NOTHING_TOLD: EndWork = () => {};

/** The code that draws loads on first use. `options.colour`: whether stderr gets colour. */
export function createProgressLine(environment: Environment, options: OutputOptions): ProgressLine {
  const { stderr, env, clock } = environment;
  let spinner = SILENCE;
  let over = false;
  let counting = false;
  let held = false;
  const animated = stderr.isTTY === true && canRedraw(env);
  const tellsWork = animated && !options.quiet && !options.debug;
  const load = memoize(async (): Promise<void> => {
    if (!tellsWork) return;
    const { createSpinner } = await import('../../output/progress.ts');
    if (!over) spinner = createSpinner(environment, options.colour);
  });
  const say = (text: string) => {
    if (!held) spinner.say(options.secrets.redact(text));
  };
  const work = new WorkLine(clock, {
    // An update of the program may have replaced the file: then the work goes on untold.
    say: (text) =>
      void load().then(
        () => work.isBusy && say(text),
        () => {},
      ),
    clear: () => spinner.stop(),
    isTaken: () => held || (counting && !work.isHeldUp),
  });
  return {
    tellsWork,
    working: (about, detail) => (tellsWork ? work.begin(about, detail) : NOTHING_TOLD),
    beginWait: (words) => (tellsWork ? work.beginWait(words) : NOTHING_TOLD),
    waits: (text) => work.wait(text),
    async counter() {
      await load();
      counting = true;
      return {
        say: (text) => {
          if (!work.isHeldUp) say(text);
        },
        stop: () => {
          counting = false;
          spinner.stop();
        },
      };
    },
    get counting() {
      return counting;
    },
    animated,
    pause() {
      if (!held) spinner.stop();
    },
    hold(until) {
      spinner.stop();
      held = true;
      void until.finally(() => {
        held = false;
      });
    },
    end() {
      over = true;
      work.end();
      spinner.end();
    },
  };
}
