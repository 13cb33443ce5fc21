import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** What a command printed on stdout and stderr, in their order, and how it ended. */
export interface Printed {
  readonly output: string;
  readonly exit: number;
}

// A command comes on a descriptor of its own, so that none of them can read the next one from stdin. `$?` is carried
// from one command to the next. The mark after each output is a control character that nothing here prints.
const LOOP = `
carried=0
while IFS= read -r -d '' -u 3 command; do
  (exit "$carried")
  eval "$command" 3<&-
  carried=$?
  printf '\\036%s\\036' "$carried"
done`;
const MARK = '\u001e';
const LONGEST_COMMAND_MS = 20_000;

/** One bash process in which the commands of a page run one after the other. */
export class Shell {
  readonly #child: ChildProcess;
  readonly #commands: Writable;
  #text = '';
  #gone = false;
  #changed: () => void = () => {};

  /** Starts bash in this folder with this environment and no other. */
  constructor(cwd: string, env: Readonly<Record<string, string>>) {
    const script = `exec 2>&1 </dev/null\n${LOOP}`;
    this.#child = spawn('bash', ['--noprofile', '--norc', '-c', script], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
      // A group of its own, so that what a page left running ends with it.
      detached: true,
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#text += text;
      this.#changed();
    });
    this.#child.on('close', () => {
      this.#gone = true;
      this.#changed();
    });
    const commands = this.#child.stdio[3];
    if (commands === null || commands === undefined || !('write' in commands))
      throw new Error('no pipe to bash');
    this.#commands = commands;
    this.#commands.on('error', () => {});
  }

  /** Runs one command; throws when it takes too long or ends the shell. */
  async run(command: string): Promise<Printed> {
    this.#text = '';
    const limit = setTimeout(() => this.#kill(), LONGEST_COMMAND_MS);
    try {
      this.#commands.write(`${command}\0`);
      for (;;) {
        const [output = '', exit, rest] = this.#text.split(MARK);
        if (rest !== undefined) return { output, exit: Number(exit) };
        if (this.#gone) throw new Error(`the shell ended, or it took longer than ${LONGEST_COMMAND_MS} ms`);
        await new Promise<void>((resolve) => {
          this.#changed = resolve;
        });
      }
    } finally {
      clearTimeout(limit);
    }
  }

  /** Ends the shell and all that it started. */
  async end(): Promise<void> {
    const closed = this.#gone ? Promise.resolve() : once(this.#child, 'close');
    this.#kill();
    await closed;
  }

  #kill(): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, 'SIGKILL');
    } catch {
      // The group has ended already.
    }
  }
}
