import { reason } from '../errors/reason.ts';
import {
  credentialsFile,
  readContents,
  refuseForeignFolder,
} from '../settings/files/configuration-folder.ts';
import { writeProfile } from '../settings/files/configuration-writer.ts';
import { reserveSpace } from '../settings/files/disk-space.ts';
import { withLockedFile } from '../settings/files/locked-file.ts';
import type { Keychain } from '../system/keychain.ts';
import type { Processes } from '../system/locks/lock-holder.ts';
import type { CredentialStore } from '../validation/choices.ts';
import { entryOf, readSecrets, readSession, throwKeychainError } from './keychain-entry.ts';
import {
  profileValues,
  type Session,
  type SessionFacts,
  type SessionSecrets,
  sessionFacts,
} from './stored-session.ts';

/** The sessions of a configuration folder, while this process holds the lock on them. */
export interface SessionStore {
  read(profile: string): Promise<Session | null>;
  /**
   * Makes sure that a new session can be stored, before a refresh token is spent for it: reserves room on the disk,
   * and tries the keychain where that is the store. Gives back what frees that room, to be called before `write`.
   * Throws `CliError`.
   */
  reserveRoom(profile: string, store: CredentialStore, secrets: SessionSecrets | null): Promise<() => void>;
  /**
   * Stores a session in the place it names, and removes the old one from the other place. Gives back, in words, why
   * that could not be removed; else null.
   */
  write(profile: string, session: Session): Promise<string | null>;
  /**
   * Stores what is not secret of a session whose secrets stand there already, so that no keychain is asked. Where
   * another process took over the lock nothing is written.
   */
  writeFacts(profile: string, session: Session): void;
  /**
   * Adds whose session it is, which the API tells after it was stored. Nothing is written where it was renewed, removed
   * or replaced meanwhile: what it was would come back.
   */
  nameOwner(profile: string, session: Session, owner: Partial<SessionFacts>): Promise<void>;
  /** Removes a session and gives it back; null where its secrets were gone already. Throws `CliError`. */
  forget(profile: string): Promise<Session | null>;
  /** True when another process took over the lock, while this one was suspended: what it wrote counts. */
  lost(): boolean;
}

/**
 * Runs `work` under the lock on the stored sessions. Waits for another process that holds it, up to half a
 * minute. Throws `CliError` (exit 1) when the folder or the keychain fails, and every error of `work`.
 */
export async function changeSessions<T>(
  folder: string,
  keychain: Keychain,
  processes: Processes,
  work: (sessions: SessionStore) => Promise<T>,
): Promise<T> {
  const file = credentialsFile(folder);
  return withLockedFile(
    file,
    processes,
    (lost) => work(createSessionStore(folder, keychain, lost)),
    () => refuseForeignFolder(file),
  );
}

function createSessionStore(folder: string, keychain: Keychain, lost: () => boolean): SessionStore {
  const file = credentialsFile(folder);
  const facts = (profile: string) => sessionFacts(readContents(file), profile);
  return {
    lost,
    read: (profile) => readSession(folder, profile, keychain),
    async reserveRoom(profile, store, secrets) {
      const entry = entryOf(folder, profile);
      if (store === 'keychain') {
        const asked = secrets === null ? keychain.get(entry) : keychain.set(entry, serializeSecrets(secrets));
        await asked.catch(throwKeychainError);
      }
      return reserveSpace(file);
    },
    async write(profile, session) {
      const { store } = session;
      const entry = entryOf(folder, profile);
      if (store === 'keychain')
        await keychain.set(entry, serializeSecrets(session)).catch(throwKeychainError);
      const moved = facts(profile)?.store === 'keychain' && store === 'file';
      writeProfile(file, profile, profileValues(session));
      if (!moved) return null;
      return keychain.delete(entry).then(
        () => null,
        (error: unknown) => `the old token is still in the keychain, as ${entry}: ${reason(error)}`,
      );
    },
    writeFacts(profile, session) {
      if (!lost()) writeProfile(file, profile, profileValues(session));
    },
    async nameOwner(profile, { access_token }, owner) {
      const kept = await readSession(folder, profile, keychain);
      if (kept?.access_token === access_token && !lost())
        writeProfile(file, profile, profileValues({ ...kept, ...owner }));
    },
    async forget(profile) {
      const known = facts(profile);
      if (known === null) return null;
      const secrets = await readSecrets(folder, profile, keychain);
      if (known.store === 'keychain')
        await keychain.delete(entryOf(folder, profile)).catch(throwKeychainError);
      writeProfile(file, profile, null);
      return secrets && { ...known, ...secrets };
    },
  };
}

const serializeSecrets = ({ access_token, refresh_token }: SessionSecrets) =>
  JSON.stringify({ access_token, refresh_token });
