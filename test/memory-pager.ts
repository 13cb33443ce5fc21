import type { PagerCommand } from '../src/system/pager/pager-command.ts';
import type { Pager, PagerEnd } from '../src/system/pager/running-pager.ts';

/** A pager in memory, whose reader leaves when the text has ended, or when it was given this many pieces. */
export class MemoryPager {
  /** How it was started, each time. */
  readonly commands: PagerCommand[] = [];
  text = '';
  readonly #leaveAfter: number;
  readonly #failure: Exclude<PagerEnd, 'left'> | null;
  /** Called just before its reader leaves. */
  readonly #onLeave: () => void;

  constructor({
    leaveAfter = Infinity,
    failure = null as Exclude<PagerEnd, 'left'> | null,
    onLeave = () => {},
  } = {}) {
    this.#leaveAfter = leaveAfter;
    this.#failure = failure;
    this.#onLeave = onLeave;
  }

  start(command: PagerCommand): Pager {
    this.commands.push(command);
    let pieces = 0;
    let leave: (how: PagerEnd) => void = () => {};
    const ended = new Promise<PagerEnd>((resolve) => {
      leave = resolve;
    });
    const end = () => {
      this.#onLeave();
      leave(this.#failure ?? 'left');
    };
    return {
      write: async (text) => {
        if (this.#failure !== null || pieces >= this.#leaveAfter) {
          end();
          return false;
        }
        this.text += String(text);
        pieces += 1;
        return true;
      },
      close: end,
      ended,
    };
  }
}
