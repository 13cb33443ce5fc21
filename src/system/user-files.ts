import { constants, createReadStream, openSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { systemDetails, usageError } from '../errors/cli-errors.ts';
import { reason, systemCode } from '../errors/reason.ts';
import type { Environment, Input } from './environment.ts';
import { listsIn, type NearFiles, nearFiles, nearFilesHint } from './similar/nearest-files.ts';

/** The parts of the environment that reading needs. Stdin is opened on first use. */
type Reader = Pick<Environment, 'stdin' | 'signal'>;

/** The name of the file in an error, and its hint. */
interface Named {
  readonly name: string;
  readonly hint: string | null;
}

/**
 * The bytes of a file that the user names, or of stdin for `-`. Rejects with the signal's reason as soon as it aborts,
 * and with `CliError` (usage), naming the file, when it cannot be read.
 */
export async function* readUserFile(
  file: string,
  host: Reader,
  { name, hint }: Named = { name: file === '-' ? 'stdin' : file, hint: null },
): AsyncGenerator<Uint8Array> {
  refuseNoName(file);
  const { signal } = host;
  const unreadable = async (error: unknown): Promise<never> => {
    signal.throwIfAborted();
    const near = await filesNear(file, systemCode(error));
    const cure = near.similar.length > 0 ? nearFilesHint(near) : (hint ?? nearFilesHint(near));
    throw usageError(`cannot read ${name}: ${reason(error)}`, cure, systemDetails(error));
  };
  const chunks = iterate(file === '-' ? host.stdin : await open(file).catch(unreadable), signal);
  for (;;) {
    const { done, value } = await chunks.next().catch(unreadable);
    signal.throwIfAborted();
    if (done) return;
    yield typeof value === 'string' ? Buffer.from(value) : value;
  }
}

/** Refuses an empty name, as a variable that is not set leaves it. Throws `CliError` (usage). */
function refuseNoName(file: string): void {
  if (file !== '') return;
  throw usageError(
    'expected the path of a file, got ""',
    'name the file; a variable that was to name it is empty',
  );
}

/** The files that may have been meant by one that cannot be read for this reason. */
async function filesNear(file: string, code: string | null): Promise<NearFiles> {
  if (code === 'EISDIR') return { similar: [], beside: await listsIn(file) };
  return code === 'ENOENT' ? nearFiles(file) : { similar: [], beside: [] };
}

const MEGABYTE = 1024 * 1024;

/**
 * Reads a whole file that the user names, as `readUserFile` does. Rejects with `CliError` (usage) where it has more
 * than `most` MiB, because a device has no end.
 */
export async function readWholeUserFile(
  file: string,
  host: Reader,
  most: number,
  named: Named = { name: file === '-' ? 'stdin' : file, hint: null },
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of readUserFile(file, host, named)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > most * MEGABYTE) {
      throw usageError(`${named.name} has more than ${most} MiB, which is more than is read`, named.hint);
    }
  }
  return Buffer.concat(chunks);
}

type Source = Input | Socket;

/** Opens a named pipe without waiting for its writer, because such a wait could not be interrupted. */
async function open(file: string): Promise<Source> {
  if (!(await stat(file)).isFIFO()) return createReadStream(file);
  const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  return new Socket({ fd, readable: true, writable: false });
}

function iterate(source: Source, signal: AbortSignal): AsyncIterator<Uint8Array | string> {
  const stop = () => {
    if ('destroy' in source && typeof source.destroy === 'function') source.destroy(signal.reason);
  };
  source.on('close', () => signal.removeEventListener('abort', stop));
  signal.addEventListener('abort', stop, { once: true });
  return source[Symbol.asyncIterator]();
}
