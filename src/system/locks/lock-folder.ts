import { mkdirSync } from 'node:fs';
import { isFleeting, systemCode } from '../../errors/reason.ts';

const GOING_AWAY_MS = 1000;

/** Makes a folder, which only one process can: false where it is there. Throws the system's error. */
export function makeAlone(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** True where a folder cannot be made just now; believed for a second, because a folder may also be refused. */
export const isGoingAway = (error: unknown, waited_ms: number): boolean =>
  isFleeting(error) && waited_ms < GOING_AWAY_MS;
