import type { Scene, Step } from './scenes.ts';
import { openShell, type Shell } from './shell.ts';
import { openStage } from './stage.ts';
import { type Row, Terminal } from './terminal.ts';

/** The main job with its prompt takes 81, the last line of a run with its id 86. */
export const COLUMNS = 86;
/** Enough that nothing scrolls away. */
const ROWS = 60;

/** What is shown of a scene, top to bottom: the screen as it was at some moment. */
export interface Shot {
  readonly rows: readonly Row[];
  /** Which of the rows begin with a prompt. */
  readonly prompts: readonly number[];
  /** What came between it and the next one; null at the end. */
  readonly next: string | null;
}

/** Plays a scene with the built program, at a pseudo-terminal or without one, and tells what was seen. */
export async function record(scene: Scene, isTerminal = true): Promise<readonly Shot[]> {
  const stage = await openStage(scene);
  try {
    const shell = openShell(stage, isTerminal ? [COLUMNS, ROWS] : null);
    try {
      const recorder = new Recorder(shell);
      for (const step of scene.steps) await recorder.perform(step);
      return recorder.finish();
    } finally {
      await shell.close();
    }
  } finally {
    await stage.close();
  }
}

class Recorder {
  readonly #shell: Shell;
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #terminal = new Terminal(COLUMNS, ROWS);
  readonly #shots: Shot[] = [];
  readonly #prompts: number[] = [];
  /** The first row of the next shot. */
  #from = 0;
  #isRunning = false;

  constructor(shell: Shell) {
    this.#shell = shell;
    this.#pieces = shell.shown.iterator();
    this.#terminal.onMark((mark) => {
      this.#isRunning = mark === 'C';
      if (this.#isRunning) this.#prompts.push(this.#terminal.cursorRow);
    });
  }

  /** Runs a command to its end. Throws where the screen never looks as the step expects. */
  async perform({ command, moments = [] }: Step): Promise<void> {
    const words = typeof command === 'string' ? command : command(this.#terminal.text());
    this.#isRunning = true;
    this.#shell.lines.write(`${words}\n`);
    for (const moment of moments) {
      await this.#until(() => moment.when.test(this.#terminal.text()));
      if ('type' in moment) this.#shell.keys.write(moment.type);
      else this.#shootStill(moment.still);
    }
    await this.#until(() => !this.#isRunning);
  }

  /** All shots, the last one of the screen as it is now. */
  finish(): readonly Shot[] {
    this.#shoot(null);
    return this.#shots;
  }

  /** The shot after it begins again with the command that is running. */
  #shootStill(next: string): void {
    this.#shoot(next);
    this.#from = this.#prompts.at(-1) ?? 0;
  }

  #shoot(next: string | null): void {
    const prompts = this.#prompts.map((row) => row - this.#from).filter((row) => row >= 0);
    this.#shots.push({ rows: this.#terminal.rows(this.#from), prompts, next });
  }

  async #until(looksSo: () => boolean): Promise<void> {
    while (!looksSo()) {
      const { done, value } = await this.#pieces.next();
      if (done) throw new Error(`the shell ended before what was expected:\n${this.#terminal.text()}`);
      await this.#terminal.write(value);
    }
  }
}
