import { fstatSync, readFileSync, type Stats } from 'node:fs';
import { systemCode } from '../errors/reason.ts';
import { orElse } from '../or-else.ts';
import { withoutSecrets } from '../secrets/environment.ts';
import type { Environment, Input } from './environment.ts';
import { foldersOf } from './folders.ts';
import { keychainProcess } from './keychain.ts';
import { LockWaits } from './locks/lock-wait.ts';
import { pagerProcess } from './pager/running-pager.ts';
import { listenForInterrupts, listenForStops } from './signals.ts';
import { systemClock } from './time/clock.ts';

/**
 * The environment of a real process, and the only place that uses `process`. A second signal ends the process at once.
 * `keychainScript`: the script that calls the system's keychain.
 * Uses the global `process`, because importing it opens its streams.
 */
export function nodeEnvironment(keychainScript: string): Environment {
  const { argv, env, stdout, stderr, versions } = process;
  const { signal, leaveCtrlC } = listenForInterrupts(process, () => performance.now());
  // A failed write reports to its caller through the callback; without this listener it would end the process as well.
  for (const stream of [stdout, stderr]) stream.on('error', () => {});
  let stdin: Input | undefined;
  const clock = { ...systemClock, monotonic };
  return {
    argv: argv.slice(2),
    env,
    // Opened on first use, because opening stdin takes time and can fail, and most calls never read it.
    get stdin() {
      stdin ??= keepRawMode(closeOnAbort(process.stdin, signal));
      return stdin;
    },
    stdout,
    stderr,
    isFile: (stream) => kindOf(stream === 'stdout' ? 1 : 2)?.isFile() ?? false,
    clock,
    watchClock: clock,
    random: Math.random,
    signal,
    isInForeground,
    async takeTyped() {
      // In the background it was typed for the shell, whose mode of the terminal would be taken for the usual one.
      if (!isInForeground()) return '';
      const { takeTyped } = await import('./typed-text.ts');
      return takeTyped(this.stdin);
    },
    onStop: (before, after) => listenForStops(process, before, after),
    folders: foldersOf(env, process.platform),
    platform: process.platform,
    pid: process.pid,
    uid: process.geteuid?.() ?? null,
    isAlive,
    waits: new LockWaits(signal),
    program: argv[1] ?? '',
    node: nodeOf(versions),
    keychain: keychainProcess(() => {
      const { spawn } = process.getBuiltinModule('node:child_process');
      return spawn(process.execPath, [keychainScript], {
        stdio: ['pipe', 'pipe', 'ignore'],
        env: { ...withoutSecrets(env) },
        windowsHide: true,
      });
    }),
    startPager({ file, args, env: variables }) {
      const { spawn } = process.getBuiltinModule('node:child_process');
      const stdio = ['pipe', 'inherit', 'inherit'] as const;
      const child = spawn(file, args, { stdio: [...stdio], env: { ...variables } });
      const pager = pagerProcess(child, signal, () => heardCtrlC());
      const heardCtrlC = leaveCtrlC(pager.ended);
      return pager;
    },
  };
}

/**
 * Used instead of `performance.now()`, which loads ten of Node's modules on first use.
 * See docs/decisions/2026-11-26-start-up-modules.md.
 */
function monotonic(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

type Stdin = typeof process.stdin;

/**
 * A shell gives a terminal its own mode while this process is stopped, and does not put the other one back with `fg`:
 * what is typed unseen would be seen. Node does nothing where it takes the mode for the same.
 */
function keepRawMode(stdin: Stdin): Stdin {
  process.on('SIGCONT', () => {
    if (stdin.isTTY && stdin.isRaw) stdin.setRawMode(false).setRawMode(true);
  });
  return stdin;
}

function closeOnAbort(stdin: Stdin, signal: AbortSignal): Stdin {
  // Prevents an uncaught exception while stdin is not read; an active reader gets the error itself.
  stdin.on('error', () => {});
  // Node would take a folder for a stream that ends at once.
  if (kindOf(0)?.isDirectory()) stdin.destroy(Object.assign(new Error('a folder'), { code: 'EISDIR' }));
  const close = () => stdin.destroy(signal.reason);
  signal.addEventListener('abort', close, { once: true });
  // An interrupt may come before stdin is opened.
  if (signal.aborted) close();
  return stdin;
}

/** What a stream leads to; null for a closed one. */
const kindOf = (descriptor: number): Stats | null => orElse(() => fstatSync(descriptor), null);

/** Signal 0 only tests for existence; EPERM means that another user's process exists. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** The version of Node, and what calls itself Node with that version. */
export function nodeOf({ node, bun, deno }: NodeJS.ProcessVersions): string {
  if (bun) return `${node} (Bun ${bun})`;
  return deno ? `${node} (Deno ${deno})` : node;
}

/**
 * False while a shell has this process in the background of its terminal, as after Ctrl-Z and `bg`: the terminal is the
 * shell's then. Only Linux tells; Node itself cannot ask a terminal.
 */
const isInForeground = (): boolean =>
  orElse(() => {
    const text = readFileSync('/proc/self/stat', 'latin1');
    // Behind the name, which may hold anything: state, parent, group, session, terminal, group in the foreground.
    const [, , group, , , foreground] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return Number(foreground) <= 0 || foreground === group;
  }, true);
