import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLockSync } from '../../system/lock.ts';

export const SIGN_IN_FILE = 'sign-ins.json';

/** A code that was sent; times in milliseconds since 1970. */
export interface SentCode {
  readonly user_id: string;
  readonly sent_at: number;
  readonly tries_left: number;
}

/** Somebody who is signed in. */
export interface Session {
  readonly user_id: string;
  /** The only one that still counts. */
  readonly refresh_token: string;
  readonly device_id: string;
  /** Milliseconds since 1970. */
  readonly ends_at: number;
}

export interface SignIns {
  readonly codes: Map<string, SentCode>;
  readonly sessions: Map<string, Session>;
}

/** Where codes and sessions are kept. */
export interface SignInStore {
  read(): SignIns;
  /** Keeps what `work` makes of it, also when it throws, while nobody else changes it. Rejects with what it throws. */
  change<T>(work: (kept: SignIns) => T): Promise<T>;
}

const nothing = (): SignIns => ({ codes: new Map(), sessions: new Map() });

/** Sign-ins that end with the server. */
export function signInsInMemory(): SignInStore {
  const kept = nothing();
  return { read: () => kept, change: async (work) => work(kept) };
}

/**
 * Sign-ins in `sign-ins.json` of a folder that many processes may use at once.
 * See docs/decisions/2026-11-25-sandbox-sessions.md.
 */
export function signInsInFolder(folder: string): SignInStore {
  const file = signInFile(folder);
  let kept = nothing();
  let seen = '';

  const read = () => {
    const found = statSync(file, { throwIfNoEntry: false });
    const now = found ? `${found.ino} ${found.mtimeMs} ${found.size}` : '';
    if (now !== seen) kept = found ? parsed(file) : nothing();
    seen = now;
    return kept;
  };

  return {
    read,
    change: async (work) => {
      let answer: { readonly value: ReturnType<typeof work> } | undefined;
      await withLockSync(file, () => {
        const found = read();
        // What is in memory from here on may be ahead of the file.
        seen = 'changed';
        try {
          answer = { value: work(found) };
        } finally {
          write(file, found);
        }
      });
      if (!answer) throw new Error(`${file}: was not changed`);
      return answer.value;
    },
  };
}

/** Signs everybody out. */
export async function forgetSignIns(folder: string): Promise<void> {
  const file = signInFile(folder);
  await withLockSync(file, () => rmSync(file, { force: true }));
}

function signInFile(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, SIGN_IN_FILE);
}

function parsed(file: string): SignIns {
  try {
    const { codes, sessions } = JSON.parse(readFileSync(file, 'utf8'));
    return { codes: new Map(Object.entries(codes)), sessions: new Map(Object.entries(sessions)) };
  } catch (cause) {
    throw new Error(`${file}: not the sandbox's sign-ins`, { cause });
  }
}

/** In one step, so that nobody reads half of it. */
function write(file: string, { codes, sessions }: SignIns): void {
  const fresh = `${file}.new`;
  const text = JSON.stringify({ codes: Object.fromEntries(codes), sessions: Object.fromEntries(sessions) });
  writeFileSync(fresh, `${text}\n`, { mode: 0o600 });
  // The mode counts for a new file only: one that was left behind keeps its own.
  chmodSync(fresh, 0o600);
  renameSync(fresh, file);
}
