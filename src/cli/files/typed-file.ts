import type { Context } from '../context.ts';

/** Says what a file that is `-` waits for at a terminal. To be called before it is read. */
export async function tellWait({ environment, io }: Context, file: string, what: string): Promise<void> {
  if (file !== '-' || environment.stdin.isTTY !== true) return;
  await io.note(`waiting for ${what} on stdin; Ctrl-D ends the input`);
}
