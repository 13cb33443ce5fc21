import { appendFileSync, createReadStream } from 'node:fs';
import { reason, usageError } from '../errors.ts';
import type { Input } from '../host.ts';

/** The bytes of a file, or of stdin for `-`. Throws `CliError` (usage), naming it, when it cannot be read. */
export async function* bytesOf(file: string, stdin: Input): AsyncGenerator<Uint8Array> {
  const stream: AsyncIterable<Uint8Array | string> = file === '-' ? stdin : createReadStream(file);
  const chunks = stream[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await chunks.next().catch((error: unknown) => {
      if (error instanceof Error && error.name === 'AbortError') throw error;
      throw usageError(`cannot read ${file === '-' ? 'stdin' : file}: ${reason(error)}`);
    });
    if (done) return;
    yield typeof value === 'string' ? Buffer.from(value) : value;
  }
}

/** Adds a text to the page of a CI job; says why when it cannot: the run itself is none the worse. */
export function addToPage(file: string, text: string): string | null {
  try {
    appendFileSync(file, text);
    return null;
  } catch (error) {
    return `cannot write ${file}: ${reason(error)}`;
  }
}
