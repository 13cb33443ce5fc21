import { inputName } from '../../validation/paths.ts';
import type { Context } from '../context.ts';
import { during } from '../streams/during.ts';

type Told = Pick<Context, 'environment' | 'io'>;

/** Says what a file that is `-` waits for at a terminal. To be called before it is read. */
export async function tellWait({ environment, io }: Told, file: string, what: string): Promise<void> {
  if (file !== '-' || environment.stdin.isTTY !== true) return;
  await io.note(`waiting for ${what} on stdin; Ctrl-D ends the input`);
}

/** Reads a file, also `-`, and tells at a terminal that it is read: a named pipe may have no writer yet. */
export async function readTold<T>(
  context: Told,
  file: string,
  what: string,
  read: () => Promise<T>,
): Promise<T> {
  await tellWait(context, file, what);
  // A line would stand in the way of what is typed.
  const isTyped = file === '-' && context.environment.stdin.isTTY === true;
  return isTyped ? read() : during(context.io, `reading ${inputName(file)}`, read);
}
