import { createHash } from 'node:crypto';
import { closeSync, openSync, read, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { systemDetails, usageError } from '../../errors/cli-errors.ts';
import { reason } from '../../errors/reason.ts';
import { orElse } from '../../or-else.ts';
import type { Environment } from '../../system/environment.ts';
import { readUserFile } from '../../system/user-files.ts';
import { isRunId } from '../../validation/ids.ts';
import { inputName } from '../../validation/paths.ts';
import { MOST_PIPED_BYTES, MOST_PLAN_BYTES } from '../plan.ts';
import { PlanScanner, type RowText } from './plan-scanner.ts';

type Reader = Pick<Environment, 'stdin' | 'signal'>;

/** The bytes of a plan, which are there as often as they are asked for. */
export interface PlanBytes {
  /** The most that it may have. */
  readonly most: number;
  /** Null where that is known as they are read. */
  readonly size: number | null;
  chunks(): AsyncIterable<Uint8Array>;
  close(): void;
}

const PIECE_BYTES = 256 * 1024;

/**
 * Opens a plan that the user names, or stdin for `-`. A file is opened once and stays open, so that none can be put in
 * its place while it is read again; what comes through a pipe is kept in memory. Throws as `readUserFile` does.
 */
export function openPlanBytes(file: string, host: Reader): PlanBytes {
  return (file === '-' ? null : openFile(file, host)) ?? pipedBytes(file, host);
}

/** Null for what is no regular file, or cannot be opened: reading it says why. */
function openFile(file: string, { signal }: Reader): PlanBytes | null {
  const found = orElse(() => statSync(file), null);
  const fd = found?.isFile() ? orElse(() => openSync(file, 'r'), null) : null;
  if (found === null || fd === null) return null;
  const unreadable = (error: unknown): never => {
    throw usageError(`cannot read ${file}: ${reason(error)}`, null, systemDetails(error));
  };
  return {
    most: MOST_PLAN_BYTES,
    size: found.size,
    async *chunks() {
      for (let at = 0; ; at += PIECE_BYTES) {
        const piece = await readPiece(fd, at).catch(unreadable);
        signal.throwIfAborted();
        if (piece.length > 0) yield piece;
        if (piece.length < PIECE_BYTES) return;
      }
    },
    close: () => closeSync(fd),
  };
}

const readAt = promisify(read);

/** All bytes of a piece, so that the pieces of a file are the same each time; fewer at its end. */
async function readPiece(fd: number, at: number): Promise<Uint8Array> {
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  for (let length = 0; ; ) {
    const { bytesRead } = await readAt(fd, piece, length, PIECE_BYTES - length, at + length);
    length += bytesRead;
    if (bytesRead === 0 || length === PIECE_BYTES) return piece.subarray(0, length);
  }
}

function pipedBytes(file: string, host: Reader): PlanBytes {
  let kept: readonly Uint8Array[] | null = null;
  return {
    most: MOST_PIPED_BYTES,
    size: null,
    async *chunks() {
      if (kept !== null) return yield* kept;
      const chunks: Uint8Array[] = [];
      const named = { name: inputName(file), hint: runCure(file) };
      for await (const chunk of readUserFile(file, host, named)) {
        chunks.push(chunk);
        yield chunk;
      }
      kept = chunks;
    },
    close() {
      kept = [];
    },
  };
}

/** The next step where the id of a run stands for a plan; null for any other name. */
const runCure = (file: string): string | null =>
  isRunId(file)
    ? `a plan is the file that --plan wrote; this is the id of a run: \`aitronos runs show ${file}\` says what ` +
      'became of it, and runs resume, retry and undo take it'
    : null;

/** Thrown where a plan is not the same as when it was read before. */
export class Changed extends Error {}

/** One reading of a plan: its rows as texts, and what stands around them. */
export class PlanReading {
  readonly digests: string[] = [];
  readonly scanner = new PlanScanner();
  readonly #bytes: PlanBytes;
  readonly #known: readonly string[] | null;

  /** `known`: the digests of the pieces as they were read before; null the first time. */
  constructor(bytes: PlanBytes, known: readonly string[] | null) {
    this.#bytes = bytes;
    this.#known = known;
  }

  /**
   * Throws `Changed` before any row of a piece that is not as it was, `TooLong`, a `TypeError` for what is no UTF-8,
   * and what reading throws. `onLength`: called with the number of bytes so far.
   */
  async *rows(onLength: (length: number) => void = () => {}): AsyncGenerator<readonly RowText[]> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let length = 0;
    for await (const chunk of this.#bytes.chunks()) {
      length += chunk.length;
      onLength(length);
      this.#compare(chunk);
      const rows = this.scanner.read(decoder.decode(chunk, { stream: true }));
      if (rows.length > 0) yield rows;
    }
    if (this.#known !== null && this.#known.length !== this.digests.length) throw new Changed();
    this.scanner.read(decoder.decode());
    this.scanner.end();
  }

  #compare(chunk: Uint8Array): void {
    const digest = createHash('sha256').update(chunk).digest('base64');
    if (this.#known !== null && this.#known[this.digests.length] !== digest) throw new Changed();
    this.digests.push(digest);
  }
}
