import { type Credential, credentialVariable } from '../auth/credentials.ts';
import { findCredential } from '../auth/find-credential.ts';
import { keychainOf, readSessionFacts } from '../auth/keychain-entry.ts';
import type { SessionStore } from '../auth/session-store.ts';
import type { SessionFacts } from '../auth/stored-session.ts';
import { memoize } from '../memoize.ts';
import type { Call } from './call.ts';
import { sandboxCredential } from './embedded-sandbox.ts';

export interface CredentialAccess {
  /** The credential from the environment, else the stored session. Throws `CliError` (exit 4) when there is none. */
  credential(): Promise<Credential>;
  /** The variable that brings the credential of this call; undefined where none does. */
  readonly credentialVariable: string | undefined;
  /** The stored session of this or another profile, without its secrets; null where there is none. */
  storedSession(profile?: string): SessionFacts | null;
  /** Runs `work` under the lock on the stored sessions. */
  changeSessions<T>(work: (sessions: SessionStore) => Promise<T>): Promise<T>;
}

export function createCredentialAccess(call: Call): CredentialAccess {
  const { environment, settings, secrets, io } = call;
  const { folders } = environment;
  const keychain = keychainOf(environment, io.note);
  const search = { environment, settings, keychain, secrets, note: io.note };
  return {
    credential: memoize(() => (settings.inSandbox ? sandboxCredential(call) : findCredential(search))),
    credentialVariable: settings.inSandbox ? undefined : credentialVariable(environment.env),
    storedSession: (profile = settings.profile()) => readSessionFacts(folders.config, profile),
    async changeSessions(work) {
      const { changeSessions } = await import('../auth/session-store.ts');
      return changeSessions(folders.config, keychain, environment, work);
    },
  };
}
