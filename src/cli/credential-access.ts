import type { Credential } from '../auth/credentials.ts';
import { findCredential } from '../auth/find-credential.ts';
import { keychainOf, readSessionFacts } from '../auth/keychain-entry.ts';
import type { SessionStore } from '../auth/session-store.ts';
import type { SessionFacts } from '../auth/stored-session.ts';
import { memoize } from '../memoize.ts';
import type { Call } from './call.ts';
import { sandboxCredential } from './embedded-sandbox.ts';

/** Who asks the API in this call, and what is stored of sign-ins. */
export interface CredentialAccess {
  /** From the environment, else what is stored for the profile; throws `CliError` (exit 4) when there is none. */
  credential(): Promise<Credential>;
  /** What is stored for the profile, or for another one, without its secrets. */
  storedSession(profile?: string): SessionFacts | null;
  /** Runs `work` while no other process may change what is stored. */
  changeSessions<T>(work: (sessions: SessionStore) => Promise<T>): Promise<T>;
}

export function createCredentialAccess(call: Call): CredentialAccess {
  const { environment, settings, secrets, io } = call;
  const { folders } = environment;
  const keychain = keychainOf(environment, io.note);
  const search = { environment, settings, keychain, secrets, note: io.note };
  return {
    credential: memoize(() => (settings.inSandbox ? sandboxCredential(call) : findCredential(search))),
    storedSession: (profile = settings.profile()) => readSessionFacts(folders.config, profile),
    async changeSessions(work) {
      const { changeSessions } = await import('../auth/session-store.ts');
      return changeSessions(folders.config, keychain, environment, work);
    },
  };
}
