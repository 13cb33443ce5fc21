import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { type Readable, Writable } from 'node:stream';
import type { Stage } from './stage.ts';

const PSEUDO_TERMINAL = resolve('scripts/pictures/recording/pseudo-terminal.py');
const LONGEST_MS = 60_000;

/**
 * Reads each line from descriptor 3, shows it after a prompt, runs it, and marks where a command begins (C) and ends
 * (D), as shells do. It outlives a Ctrl-C, as a shell at a terminal does.
 */
const SCRIPT = String.raw`
trap : INT
status=0
while IFS= read -r line <&3; do
  printf '\033]133;C\033\\\033[32m$\033[39m \033[1m%s\033[22m\n' "$line"
  (exit $status)
  eval "$line" 3<&-
  status=$?
  printf '\033]133;D\033\\'
done`;

/**
 * A shell in a pseudo-terminal: `shown` is what the terminal is given, `keys` are typed there, `lines` are commands.
 */
export interface Shell {
  readonly shown: Readable;
  readonly keys: Writable;
  readonly lines: Writable;
  close(): Promise<void>;
}

/** Columns and rows of a terminal. */
type Size = readonly [columns: number, rows: number];

/** Starts a shell on a stage, at a terminal of this size, or without a terminal. It lives for a minute at most. */
export function openShell({ folder, env }: Stage, size: Size | null): Shell {
  const command = size === null ? ['sh', '-c', `exec 2>&1${SCRIPT}`] : ['sh', '-c', SCRIPT];
  const [file = '', ...args] =
    size === null ? command : ['python3', PSEUDO_TERMINAL, ...size.map(String), ...command];
  const child = spawn(file, args, {
    cwd: folder,
    env,
    stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
    timeout: LONGEST_MS,
  });
  const { stdout: shown, stdin: keys } = child;
  const lines = child.stdio[3];
  if (!shown || !keys || !(lines instanceof Writable)) throw new Error(`${file} cannot be started`);
  // That a shell is gone is told by the end of what it shows.
  for (const stream of [keys, lines]) stream.on('error', () => {});
  return { shown, keys, lines, close: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'close');
}
