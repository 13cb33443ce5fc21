import type { KnownSecrets } from '../secrets/known-secrets.ts';
import { credentialsFile, removeOthersAccess } from '../settings/files/configuration-folder.ts';
import type { ResolvedSettings } from '../settings/resolved-settings.ts';
import type { Environment } from '../system/environment.ts';
import type { Keychain } from '../system/keychain.ts';
import { type Credential, environmentCredential, sessionCredential } from './credentials.ts';
import { readSession } from './keychain-entry.ts';
import { notSignedInError } from './profiles.ts';

export interface CredentialSearch {
  readonly environment: Environment;
  readonly settings: Pick<ResolvedSettings, 'profile' | 'need'>;
  readonly keychain: Keychain;
  /** Gets the stored secrets before anything else is done with them; those of the environment are in it. */
  readonly secrets: KnownSecrets;
  readonly note: (text: string) => Promise<unknown>;
}

/**
 * The credential of this call: from the environment, or else the stored session of the profile. Throws
 * `CliError`: there is none, it is malformed or belongs to another origin (exit 4), or the file or the
 * keychain cannot be read (1 or 2).
 */
export async function findCredential(search: CredentialSearch): Promise<Credential> {
  const { environment, note } = search;
  const file = credentialsFile(environment.folders.config);
  if (removeOthersAccess(file, environment.platform))
    await note(`others could read ${file}; changed to mode 0600`);
  return environmentCredential(environment.env) ?? storedCredential(search);
}

async function storedCredential(search: CredentialSearch): Promise<Credential> {
  const { environment, settings, keychain, secrets } = search;
  const { config } = environment.folders;
  const profile = settings.profile();
  const session = await readSession(config, profile, keychain);
  if (session === null) throw notSignedInError(config, profile);
  secrets.add(session.access_token, session.refresh_token);
  return sessionCredential(session, settings.need('api-url'));
}
