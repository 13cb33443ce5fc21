import type { ChildProcess } from 'node:child_process';

/** The system's keychain. Rejects with the reason, in words, when it cannot be reached; never waits longer than two seconds for it. */
export interface Keychain {
  get(entry: string): Promise<string | null>;
  set(entry: string, secret: string): Promise<void>;
  /** Also when there is none. */
  delete(entry: string): Promise<void>;
}

const LIMIT_MS = 2000;
// Before it asks, the process has to start, which a busy machine may take long for.
const START_LIMIT_MS = 10_000;
const SERVICE = 'aitronos';

interface Request {
  readonly act: 'get' | 'set' | 'delete';
  readonly entry: string;
  readonly secret?: string;
}

/**
 * The keychain through a process of its own (`bin/keychain.js`): what asks the system for it may block for good, which
 * nothing but the end of a process ends. The secret goes through pipes, never through arguments.
 */
export function keychainProcess(start: () => ChildProcess): Keychain {
  const ask = (act: Request['act'], entry: string, more: Pick<Request, 'secret'> = {}) =>
    answer(start(), { act, entry, ...more });
  return {
    get: (entry) => ask('get', entry),
    set: async (entry, secret) => void (await ask('set', entry, { secret })),
    delete: async (entry) => void (await ask('delete', entry)),
  };
}

/** The answer's secret, if it has one. */
function answer(child: ChildProcess, request: Request): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let said = '';
    let late = false;
    const giveUp = () => {
      late = true;
      child.kill('SIGKILL');
    };
    let limit = setTimeout(giveUp, START_LIMIT_MS);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      // An empty line says that it begins to ask.
      if (said === '') {
        clearTimeout(limit);
        limit = setTimeout(giveUp, LIMIT_MS);
      }
      said += text;
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(JSON.stringify({ service: SERVICE, ...request }));
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(limit);
      const { secret = null, error = null } = read(said);
      if (late) reject(new Error(`it did not answer within ${LIMIT_MS / 1000} s`));
      else if (error !== null) reject(new Error(error));
      else resolve(secret);
    });
  });
}

function read(said: string): { readonly secret?: string | null; readonly error?: string } {
  try {
    return JSON.parse(said);
  } catch {
    return { error: 'its process ended without an answer' };
  }
}
