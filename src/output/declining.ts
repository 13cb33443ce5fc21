import type { Readable } from 'node:stream';
import type { Input } from '../host.ts';

/**
 * Asks, and takes Ctrl-D and a terminal that goes away for declining, as Ctrl-C and Escape are: the prompt closes at them
 * without an answer, and a program that waits for nothing any more ends as if all were well.
 */
export async function declinable<T>(
  stdin: Input,
  ask: (options: { readonly input: Readable; readonly signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const input = stdin as Readable;
  const end = new AbortController();
  const gone = () => end.abort();
  const pressed = (_text: string | undefined, key?: { readonly ctrl?: boolean; readonly name?: string }) => {
    if (key?.ctrl && key.name === 'd') end.abort();
  };
  if (input.readableEnded || input.destroyed) end.abort();
  input.on('keypress', pressed).on('end', gone).on('close', gone);
  try {
    return await ask({ input, signal: end.signal });
  } finally {
    input.off('keypress', pressed).off('end', gone).off('close', gone);
  }
}
