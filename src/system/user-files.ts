import { constants, createReadStream, openSync } from 'node:fs';
import { open as openHandle, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { isatty, ReadStream } from 'node:tty';
import { systemDetails, usageError } from '../errors/cli-errors.ts';
import { reason, systemCode } from '../errors/reason.ts';
import { redactAddress } from '../secrets/addresses.ts';
import { counted } from '../text/counted.ts';
import { showUnseen } from '../text/shown.ts';
import { inputName } from '../validation/paths.ts';
import type { Environment, Input } from './environment.ts';
import { namesStdin, readOnce } from './reading/stdin.ts';
import { formHint } from './similar/form-hint.ts';
import { listsIn, type NearFiles, nearFiles, nearFilesHint } from './similar/nearest-files.ts';

/** The parts of the environment that reading needs. Stdin is opened on first use. */
type Reader = Pick<Environment, 'stdin' | 'signal'>;

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
  { name, hint }: Named = { name: inputName(file), hint: null },
): AsyncGenerator<Uint8Array> {
  refuseNoName(file);
  const { signal } = host;
  signal.throwIfAborted();
  const unreadable = async (error: unknown): Promise<never> => {
    signal.throwIfAborted();
    const near = await filesNear(file, systemCode(error));
    const other = file === '-' ? STDIN_CURE : (formHint(file) ?? nearFilesHint(near));
    const cure = near.similar.length > 0 ? nearFilesHint(near) : (hint ?? other);
    throw usageError(
      `cannot read ${showUnseen(redactAddress(name))}: ${reason(error)}`,
      cure,
      systemDetails(error),
    );
  };
  const { source, sizes, close } = (await namesStdin(file))
    ? { source: readOnce(host.stdin) }
    : await open(file).catch(unreadable);
  const chunks = iterate(source, signal);
  try {
    for (;;) {
      const { done, value } = await chunks.next().catch(unreadable);
      signal.throwIfAborted();
      refuseChanged(name, await sizes?.(done === true));
      if (done) return;
      yield typeof value === 'string' ? Buffer.from(value) : value;
    }
  } finally {
    await close?.();
  }
}

const STDIN_CURE = 'give a file after <, or a command that prints one before |';

/** A list that is still being written is not whole. Throws `CliError` (usage). */
function refuseChanged(name: string, sizes: Sizes | undefined): void {
  if (!sizes || sizes.now === sizes.before) return;
  throw usageError(
    `${name} changed while it was read: it had ${counted(sizes.before, 'byte')}, and now has ${sizes.now}`,
    'wait until it is written, then run the command again',
  );
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
  named: Named = { name: inputName(file), hint: null },
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

/** How many bytes a file had when it was opened, and how many it has. */
interface Sizes {
  readonly before: number;
  readonly now: number;
}

interface Opened {
  readonly source: Source;
  /** Asked after each piece and at the end; absent for what has no size. */
  readonly sizes?: (atEnd: boolean) => Promise<Sizes | undefined>;
  readonly close?: () => Promise<void>;
}

/** Nothing waits for what a pipe, a terminal or a device gives: such a wait could not be interrupted. */
const AT_ONCE = constants.O_RDONLY | constants.O_NONBLOCK;

async function open(file: string): Promise<Opened> {
  const found = await stat(file);
  if (found.isFile()) return openRegular(file);
  const fd = openSync(file, AT_ONCE);
  if (isatty(fd)) return { source: new ReadStream(fd) };
  if (found.isFIFO()) return { source: new Socket({ fd, readable: true, writable: false }) };
  return { source: createReadStream(file, { fd }) };
}

/** A file is read as far as it went when it was opened: one that grows faster than it is read has no end. */
async function openRegular(file: string): Promise<Opened> {
  const handle = await openHandle(file, AT_ONCE);
  const { size: before } = await handle.stat();
  // The files of /proc have no size, and are read to their end.
  const range = before === 0 ? {} : { end: before - 1 };
  const source = handle.createReadStream({ ...range, autoClose: false });
  return {
    source,
    sizes: async (atEnd) => (atEnd || before === 0 ? { before, now: (await handle.stat()).size } : undefined),
    close: async () => {
      source.destroy();
      await handle.close();
    },
  };
}

function iterate(source: Source, signal: AbortSignal): AsyncIterator<Uint8Array | string> {
  const stop = () => {
    if ('destroy' in source && typeof source.destroy === 'function') source.destroy(signal.reason);
  };
  // Prevents an uncaught exception between two reads; an active reader gets the error itself.
  source.on('error', () => {});
  source.on('close', () => signal.removeEventListener('abort', stop));
  signal.addEventListener('abort', stop, { once: true });
  // An interrupt while the program started is heard while the file is opened.
  if (signal.aborted) stop();
  return source[Symbol.asyncIterator]();
}
