import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { CliError, EXIT } from '../errors.ts';
import type { Host } from '../host.ts';
import { locked } from '../lock.ts';

interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/**
 * Takes a run for this process; gives back what lets it go. A process that is no more loses it.
 * Throws `CliError` (exit 1) saying who holds it.
 */
export async function own(
  folder: string,
  host: Pick<Host, 'pid' | 'isAlive' | 'clock'>,
): Promise<() => void> {
  const file = join(folder, 'owner.json');
  const mine: Owner = { pid: host.pid, host: hostname(), since: new Date(host.clock.now()).toISOString() };
  await locked(file, () => {
    const other = read(file);
    if (other && holds(other, host)) throw held(other, file);
    writeFileSync(file, JSON.stringify(mine), { mode: 0o600 });
  });
  return () => rmSync(file, { force: true });
}

/**
 * What is said of another machine's process cannot be checked from here. One of our own number is no more: in a container
 * every process may be the first.
 */
function holds(owner: Owner, { pid, isAlive }: Pick<Host, 'pid' | 'isAlive'>): boolean {
  return owner.host !== hostname() || (owner.pid !== pid && isAlive(owner.pid));
}

function held({ pid, host, since }: Owner, file: string): CliError {
  const message = `process ${pid} on ${host} works on this run since ${since}`;
  return new CliError('RUN_HELD', EXIT.refused, message, `wait for it; if it is no more, remove ${file}`);
}

function read(file: string): Owner | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // No owner, or one that was killed while it wrote its name.
    return null;
  }
}
