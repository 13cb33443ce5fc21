import { fstatSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { usageError } from '../../errors/cli-errors.ts';
import { orElse } from '../../or-else.ts';
import type { Input } from '../environment.ts';

/** What was read to its end has nothing more to say, and would be an empty list. */
export function readOnce(stdin: Input): Input {
  if (READ.has(stdin))
    throw usageError('stdin (-) can be read for one thing alone', 'name a file for the other');
  READ.add(stdin);
  return stdin;
}

const READ = new WeakSet<Input>();

/**
 * True for `-`, and for the pipe or socket that stdin already is, as `/dev/stdin`: opened once more, a named pipe would
 * wait for another writer where the first one is gone, and a socket, as other programs give it, cannot be opened.
 */
export async function namesStdin(file: string): Promise<boolean> {
  if (file === '-') return true;
  const found = await stat(file).catch(() => null);
  if (!found?.isFIFO() && !found?.isSocket()) return false;
  const stdin = orElse(() => fstatSync(0), null);
  return found.dev === stdin?.dev && found.ino === stdin.ino;
}
