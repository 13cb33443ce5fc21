import { ignoresHangUp } from './nohup.ts';

const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A signal that aborts at the first Ctrl-C, SIGTERM or SIGHUP, so that what is under way can end in order. The second
 * one ends the process at once, as if there was no handler. A hang-up counts for nothing under `nohup`.
 */
export function interruptSignal(current: NodeJS.Process): AbortSignal {
  const interrupt = new AbortController();
  const onSignal = (name: NodeJS.Signals) => {
    if (name === 'SIGHUP' && ignoresHangUp(current.env, current.ppid)) return;
    if (!interrupt.signal.aborted) return interrupt.abort();
    for (const each of INTERRUPTS) current.removeAllListeners(each);
    current.kill(current.pid, name);
  };
  for (const name of INTERRUPTS) current.on(name, onSignal);
  return interrupt.signal;
}
