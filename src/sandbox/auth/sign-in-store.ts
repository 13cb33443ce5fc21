import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withLockSync } from '../../system/locks/lock.ts';
import type { Waits } from '../../system/locks/lock-holder.ts';
import { makeFolders } from '../../system/written/made-folder.ts';
import { DamagedData, replaceSandboxFile } from '../data-files.ts';

export const SIGN_IN_FILE = 'sign-ins.json';

/** A code that was sent; times in milliseconds since 1970. */
interface SentCode {
  readonly user_id: string;
  readonly sent_at: number;
  readonly tries_left: number;
}

/** A signed-in person. */
export interface SandboxSession {
  readonly user_id: string;
  /** The only valid refresh token of this session. */
  readonly refresh_token: string;
  readonly device_id: string;
  /** Milliseconds since 1970. */
  readonly ends_at: number;
}

interface SignIns {
  readonly codes: Map<string, SentCode>;
  readonly sessions: Map<string, SandboxSession>;
}

export interface SignInStore {
  read(): SignIns;
  /** Runs `work` under the lock and stores what it changed, also when it throws. Rejects with what it throws. */
  change<T>(work: (kept: SignIns) => T): Promise<T>;
}

const noSignIns = (): SignIns => ({ codes: new Map(), sessions: new Map() });

/** Keeps sign-ins in memory, until the server closes. */
export function signInsInMemory(): SignInStore {
  const kept = noSignIns();
  return { read: () => kept, change: async (work) => work(kept) };
}

/**
 * Sign-ins in `sign-ins.json` of a folder that many processes may use at once.
 * See docs/decisions/2026-11-25-sandbox-sessions.md.
 */
export function signInsInFolder(folder: string, waits?: Waits): SignInStore {
  const file = signInFile(folder);
  let kept = noSignIns();
  let seen = '';

  const read = () => {
    const found = statSync(file, { throwIfNoEntry: false });
    const now = found ? `${found.ino} ${found.mtimeMs} ${found.size}` : '';
    if (now !== seen) kept = found ? parseSignIns(file) : noSignIns();
    seen = now;
    return kept;
  };

  return {
    read,
    change: (work) =>
      withLockSync(
        file,
        () => {
          const found = read();
          // Forces a reload after a failed write, because memory may then be ahead of the file.
          seen = 'changed';
          try {
            return work(found);
          } finally {
            write(file, found);
          }
        },
        waits,
      ),
  };
}

/** Ends every session and forgets every code. */
export async function deleteSignIns(folder: string, waits?: Waits): Promise<void> {
  const file = signInFile(folder);
  await withLockSync(file, () => rmSync(file, { force: true }), waits);
}

function signInFile(folder: string): string {
  makeFolders(folder);
  return join(folder, SIGN_IN_FILE);
}

function parseSignIns(file: string): SignIns {
  try {
    const { codes, sessions } = JSON.parse(readFileSync(file, 'utf8'));
    return { codes: new Map(Object.entries(codes)), sessions: new Map(Object.entries(sessions)) };
  } catch (cause) {
    throw new DamagedData(`${file}: not the sandbox's sign-ins`, { cause });
  }
}

function write(file: string, { codes, sessions }: SignIns): void {
  const text = JSON.stringify({ codes: Object.fromEntries(codes), sessions: Object.fromEntries(sessions) });
  replaceSandboxFile(file, `${text}\n`);
}
