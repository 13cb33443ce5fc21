import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { reason } from '../errors/reason.ts';
import { credentialsFile, readContents } from '../settings/files/configuration-folder.ts';
import type { Environment } from '../system/environment.ts';
import { type Keychain, keychainWithDialogs } from '../system/keychain.ts';
import { tryParseJson } from '../text/json.ts';
import { isObject } from '../validation/objects.ts';
import {
  type Session,
  type SessionFacts,
  type SessionSecrets,
  secretsIn,
  sessionFacts,
} from './stored-session.ts';

/** The keychain of this machine. At a terminal the program waits while it has a dialog open, and says so by `note`. */
export function keychainOf(environment: Environment, note: (text: string) => Promise<unknown>): Keychain {
  const { keychain, signal } = environment;
  const onWait = () =>
    void note('waiting for the keychain, which may have a dialog open; Ctrl-C ends the wait');
  // A function, because reading `stdin.isTTY` opens stdin: it runs only when the keychain is used.
  const canAnswer = () => environment.stdin.isTTY && environment.stderr.isTTY;
  return keychainWithDialogs(keychain, () => (canAnswer() ? { onWait, signal } : undefined));
}

/** The stored session of a profile without its secrets; null where there is none. Does not access the keychain. */
export const readSessionFacts = (folder: string, profile: string): SessionFacts | null =>
  sessionFacts(readContents(credentialsFile(folder)), profile);

/**
 * The name of a profile's secrets in the keychain. The folder is part of it, for each folder has profiles of its own.
 */
export const entryOf = (folder: string, profile: string) => `${profile} (${folder})`;

/**
 * The stored session of a profile with its secrets from the file or the keychain; null where there is none.
 * Throws `CliError`: the file or the keychain cannot be read (exit 1 or 2), or the keychain lost the secrets (4).
 */
export async function readSession(
  folder: string,
  profile: string,
  keychain: Keychain,
): Promise<Session | null> {
  const facts = readSessionFacts(folder, profile);
  if (facts === null) return null;
  const secrets = await readSecrets(folder, profile, keychain);
  if (secrets !== null) return { ...facts, ...secrets };
  const message = `the keychain no longer holds the access token of profile ${profile}`;
  throw new CliError('NOT_SIGNED_IN', EXIT.signIn, message, 'sign in again: `aitronos auth login`');
}

/** The secrets of a profile from the file or the keychain; null where they are gone. */
export async function readSecrets(
  folder: string,
  profile: string,
  keychain: Keychain,
): Promise<SessionSecrets | null> {
  const contents = readContents(credentialsFile(folder));
  if (sessionFacts(contents, profile)?.store !== 'keychain') return secretsIn(contents.profiles[profile]);
  return secretsIn(parseSecrets(await keychain.get(entryOf(folder, profile)).catch(throwKeychainError)));
}

/** Throws `CliError`: the keychain failed. A file is no place of the same secrecy, so none is used instead. */
export function throwKeychainError(error: unknown): never {
  // The user interrupted the wait: that is told, and no failure of the keychain.
  if (error instanceof DOMException) throw error;
  const hint =
    'see that it is there and unlocked; to keep the token in a file: `aitronos config set credential-store file`, then `aitronos auth login`';
  throw new CliError('KEYCHAIN', EXIT.refused, `the keychain cannot be reached: ${reason(error)}`, hint, {
    cause: error,
  });
}

function parseSecrets(secret: string | null): Record<string, unknown> | undefined {
  const json = secret === null ? null : tryParseJson(secret);
  return isObject(json) ? json : undefined;
}
