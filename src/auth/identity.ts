import type { Auth } from '../api/auth.ts';
import type { Bearer } from '../api/http/authorization.ts';
import type { KnownSecrets } from '../secrets/known.ts';
import { credentialsFile, keepPrivate, readContents } from '../settings/configuration-folder.ts';
import type { ResolvedSettings } from '../settings/resolved-settings.ts';
import type { Environment } from '../system/environment.ts';
import { patientKeychain } from '../system/keychain.ts';
import { type Credential, environmentCredential, sessionCredential } from './credentials.ts';
import { readSession } from './keychain-entry.ts';
import type * as profilesModule from './profiles.ts';
import type * as sessionsModule from './session-store.ts';
import { type SessionFacts, type SessionSecrets, sessionFacts } from './stored-session.ts';
import { refreshingBearer } from './token-refresh.ts';

/** Who asks the API in this call. */
export interface Identity {
  /** From the environment, else what is stored for the profile; throws `CliError` (exit 4) when there is none. */
  credential(): Promise<Credential>;
  /** The secret of a credential, or what renews it where that can be done. */
  asker(credential: Credential): Bearer | string;
  /** What is stored for the profile, or for another one, without its secrets. */
  storedSession(profile?: string): SessionFacts | null;
  /** Runs `work` while no other process may change what is stored. */
  changeSessions<T>(work: (sessions: sessionsModule.SessionStore) => Promise<T>): Promise<T>;
}

/** Where the user is told what goes on. */
interface Conversation {
  note(text: string): Promise<unknown>;
  warn(text: string): Promise<unknown>;
}

/** What is loaded, or opened, when it is needed. */
interface Parts {
  readonly auth: () => Promise<Auth>;
  readonly sessions: () => Promise<typeof sessionsModule>;
  readonly profiles: () => Promise<typeof profilesModule>;
}

export function createIdentity(
  environment: Environment,
  settings: ResolvedSettings,
  io: Conversation,
  secrets: KnownSecrets,
  parts: Parts,
): Identity {
  const { env, folders, clock } = environment;
  const { profile, need } = settings;
  // Who sits at a terminal can type what a dialog of the keychain wants.
  const keychain = patientKeychain(environment.keychain, () =>
    environment.stdin.isTTY && environment.stderr.isTTY
      ? { onWait: tellOfWait, signal: environment.signal }
      : undefined,
  );
  const tellOfWait = () =>
    void io.note('waiting for the keychain, which may have a dialog open; Ctrl-C ends the wait');
  const hideSession = ({ access_token, refresh_token }: SessionSecrets) =>
    secrets.add(access_token, refresh_token);
  const changeSessions: Identity['changeSessions'] = async (work) =>
    (await parts.sessions()).changeSessions(folders.config, keychain, environment, work);

  const stored = async (): Promise<Credential> => {
    const session = await readSession(folders.config, profile(), keychain);
    if (session === null) throw (await parts.profiles()).notSignedIn(folders.config, profile());
    hideSession(session);
    return sessionCredential(session, need('api-url'));
  };

  return {
    changeSessions,
    storedSession: (name = profile()) => sessionFacts(readContents(credentialsFile(folders.config)), name),
    async credential() {
      const file = credentialsFile(folders.config);
      if (keepPrivate(file, environment.platform))
        await io.note(`others could read ${file}; mended to mode 0600`);
      const found = environmentCredential(env) ?? (await stored());
      secrets.add(found.secret);
      return found;
    },
    asker({ secret, session }) {
      if (!session?.renewable) return secret;
      return refreshingBearer(session, {
        profile: profile(),
        clock,
        refresh: async (refresh_token, onAttempt) =>
          (await parts.auth()).refresh({ refresh_token }, { onAttempt }),
        change: changeSessions,
        onRenewed: hideSession,
        onTrouble: (words) => void io.warn(words),
      });
    },
  };
}
