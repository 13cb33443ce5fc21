import { readFileSync } from 'node:fs';
import { orElse } from '../or-else.ts';

/**
 * False while a shell has this process in the background of its terminal, as after Ctrl-Z and `bg`: the terminal is the
 * shell's then. Only Linux tells; Node itself cannot ask a terminal.
 */
export const isInForeground = (): boolean =>
  orElse(() => {
    const text = readFileSync('/proc/self/stat', 'latin1');
    // Behind the name, which may hold anything: state, parent, group, session, terminal, group in the foreground.
    const [, , group, , , foreground] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return Number(foreground) <= 0 || foreground === group;
  }, true);
