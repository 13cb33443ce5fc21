import { memoize } from '../../memoize.ts';
import type { Progress, Spinner } from '../../output/progress.ts';
import type { KnownSecrets } from '../../secrets/known-secrets.ts';
import type { Environment } from '../../system/environment.ts';
import { canRedraw } from '../../system/terminal-kind.ts';

interface Manner {
  readonly quiet: boolean;
  readonly debug: boolean;
  /** Whether stderr gets colour. */
  readonly colour: boolean;
  readonly secrets: KnownSecrets;
}

/** The line of progress of one call, which any part of it may start and the end of the call stops. */
interface ProgressLine {
  /** The display of this call; silent with `--quiet` and when stderr is no terminal. */
  line(): Promise<Progress>;
  /** The same for a run: until it is stopped, `counting` is true. */
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

/** The code that draws loads on first use. */
export function createProgressLine({ stderr, env, signal }: Environment, manner: Manner): ProgressLine {
  let shown = SILENCE;
  let over = false;
  let counting = false;
  let held = false;
  const animated = stderr.isTTY === true && canRedraw(env);
  const line = memoize(async (): Promise<Progress> => {
    if (manner.quiet || manner.debug || !animated) return SILENCE;
    const { createSpinner } = await import('../../output/progress.ts');
    if (over) return shown;
    const spinner = createSpinner(stderr, manner.colour, signal);
    const say = (text: string) => {
      if (!held) spinner.say(manner.secrets.redact(text));
    };
    shown = { ...spinner, say };
    return shown;
  });
  return {
    line,
    async counter() {
      const { say, stop } = await line();
      counting = true;
      return {
        say,
        stop: () => {
          counting = false;
          stop();
        },
      };
    },
    get counting() {
      return counting;
    },
    animated,
    pause() {
      if (!held) shown.stop();
    },
    hold(until) {
      shown.stop();
      held = true;
      void until.finally(() => {
        held = false;
      });
    },
    end() {
      over = true;
      shown.end();
    },
  };
}
