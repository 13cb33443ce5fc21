import type { ChildProcess } from 'node:child_process';
import { orElse } from '../or-else.ts';

/**
 * The system's keychain. Rejects with the reason, in words, when it cannot be reached.
 * Waits two seconds for it, or as long as `dialog` says.
 */
export interface Keychain {
  get(entry: string, dialog?: DialogWait): Promise<string | null>;
  set(entry: string, secret: string, dialog?: DialogWait): Promise<void>;
  /** Resolves also when there is no such entry. */
  delete(entry: string, dialog?: DialogWait): Promise<void>;
}

/** A longer wait for an interactive user: the keychain may show a dialog that asks for a password. */
export interface DialogWait {
  /** Called when the wait exceeds two seconds. */
  readonly onWait: () => void;
  /** Ends the wait; the promise rejects with its reason. */
  readonly signal: AbortSignal;
}

const LIMIT_MS = 2000;
const LONGEST_DIALOG_MS = 120_000;
// Time for the keychain's process to start, long enough for a busy machine.
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
 * See docs/decisions/2026-11-25-process-for-keychain.md.
 */
export function keychainProcess(start: () => ChildProcess): Keychain {
  return {
    get: (entry, dialog) => requestAnswer(start(), { act: 'get', entry }, dialog),
    set: async (entry, secret, dialog) =>
      void (await requestAnswer(start(), { act: 'set', entry, secret }, dialog)),
    delete: async (entry, dialog) => void (await requestAnswer(start(), { act: 'delete', entry }, dialog)),
  };
}

/** A keychain with a longer wait whenever `dialog` returns one. */
export function keychainWithDialogs(keychain: Keychain, dialog: () => DialogWait | undefined): Keychain {
  return {
    get: (entry) => keychain.get(entry, dialog()),
    set: (entry, secret) => keychain.set(entry, secret, dialog()),
    delete: (entry) => keychain.delete(entry, dialog()),
  };
}

/** The answer's secret, if it has one. */
function requestAnswer(child: ChildProcess, request: Request, dialog?: DialogWait): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let said = '';
    let limit_ms = 0;
    let late = false;
    const end = () => child.kill('SIGKILL');
    const giveUp = () => {
      if (dialog && limit_ms === LIMIT_MS) {
        dialog.onWait();
        limit_ms = LONGEST_DIALOG_MS;
        limit = setTimeout(giveUp, LONGEST_DIALOG_MS - LIMIT_MS);
        return;
      }
      late = true;
      end();
    };
    dialog?.signal.addEventListener('abort', end, { once: true });
    if (dialog?.signal.aborted) end();
    let limit = setTimeout(giveUp, START_LIMIT_MS);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      // The process prints an empty line when it starts to ask.
      if (said === '') {
        clearTimeout(limit);
        limit_ms = LIMIT_MS;
        limit = setTimeout(giveUp, LIMIT_MS);
      }
      said += text;
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(JSON.stringify({ service: SERVICE, ...request }));
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      clearTimeout(limit);
      dialog?.signal.removeEventListener('abort', end);
      const { secret = null, error = null } = read(said);
      if (dialog?.signal.aborted) reject(dialog.signal.reason);
      // A Ctrl-C at the terminal reaches the keychain's process too, and perhaps first.
      else if (signal === 'SIGINT') reject(new DOMException('interrupted', 'AbortError'));
      else if (late) reject(new Error(`it did not answer within ${(limit_ms || START_LIMIT_MS) / 1000} s`));
      else if (error !== null) reject(new Error(error));
      else resolve(secret);
    });
  });
}

const read = (said: string): { readonly secret?: string | null; readonly error?: string } =>
  orElse(() => JSON.parse(said), { error: 'its process ended without an answer' });
