import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { reason } from '../errors/reason.ts';
import { credentialsFile, readContents } from '../settings/configuration-folder.ts';
import type { Environment } from '../system/environment.ts';
import { type Keychain, patientKeychain } from '../system/keychain.ts';
import {
  type Session,
  type SessionFacts,
  type SessionSecrets,
  secretsIn,
  sessionFacts,
} from './stored-session.ts';

/** The keychain of this machine. At a terminal it is waited for while it has a dialog open; `note` tells that. */
export function keychainOf(environment: Environment, note: (text: string) => Promise<unknown>): Keychain {
  const { keychain, signal } = environment;
  const onWait = () =>
    void note('waiting for the keychain, which may have a dialog open; Ctrl-C ends the wait');
  // Looking at stdin opens it, so that is left until the keychain is asked.
  const canAnswer = () => environment.stdin.isTTY && environment.stderr.isTTY;
  return patientKeychain(keychain, () => (canAnswer() ? { onWait, signal } : undefined));
}

/** What is stored for a profile, without its secrets; null when nobody is signed in. Asks no keychain. */
export const readSessionFacts = (folder: string, profile: string): SessionFacts | null =>
  sessionFacts(readContents(credentialsFile(folder)), profile);

/** The name under which the keychain holds a profile's secrets: another configuration folder has others. */
export const entryOf = (folder: string, profile: string) => `${profile} (${folder})`;

/** What is stored for a profile, its secrets from where they are. Throws `CliError`: the file or the keychain is the trouble (exit 1 or 2), or it holds nothing (4). */
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

/** The secrets of a profile, from where they are; null when they are not there. */
export async function readSecrets(
  folder: string,
  profile: string,
  keychain: Keychain,
): Promise<SessionSecrets | null> {
  const contents = readContents(credentialsFile(folder));
  if (sessionFacts(contents, profile)?.store !== 'keychain') return secretsIn(contents.profiles[profile]);
  return secretsIn(parse(await keychain.get(entryOf(folder, profile)).catch(keychainError)));
}

/** The keychain is the trouble. A file would be no secret place, so none is used instead. */
export function keychainError(error: unknown): never {
  // Whoever interrupts the wait is told that, and not that the keychain is the trouble.
  if (error instanceof DOMException) throw error;
  const hint =
    'see that it is there and unlocked; to keep the token in a file: `aitronos config set credential-store file`, then `aitronos auth login`';
  throw new CliError('KEYCHAIN', EXIT.refused, `the keychain cannot be reached: ${reason(error)}`, hint, {
    cause: error,
  });
}

function parse(secret: string | null): Record<string, unknown> | undefined {
  if (secret === null) return undefined;
  try {
    const json: unknown = JSON.parse(secret);
    return typeof json === 'object' && json !== null ? { ...json } : undefined;
  } catch {
    return undefined;
  }
}
