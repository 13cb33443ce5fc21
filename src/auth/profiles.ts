import { CliError, usageError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { configFile, credentialsFile, readContents } from '../settings/files/configuration-folder.ts';
import { didYouMean, findNearest } from '../text/nearest.ts';
import { shownWord } from '../validation/bad-value.ts';
import { SIGN_IN } from './credentials.ts';
import { sessionFacts } from './stored-session.ts';

/** The profiles of a configuration folder: those with settings, those with a token, `default` and the one in use. */
export function profileNames(folder: string): string[] {
  const config = readContents(configFile(folder));
  const names = [config, readContents(credentialsFile(folder))].flatMap(({ profiles }) =>
    Object.keys(profiles),
  );
  const used = typeof config.profile === 'string' ? [config.profile] : [];
  return [...new Set(['default', ...used, ...names])].sort();
}

/** The profiles with a sign-in. */
export function signedInProfiles(folder: string): string[] {
  const contents = readContents(credentialsFile(folder));
  return Object.keys(contents.profiles)
    .filter((name) => sessionFacts(contents, name) !== null)
    .sort();
}

/** The error for a profile without a sign-in. */
export function notSignedInError(folder: string, profile: string): CliError {
  const message = `no access token: none in the environment, none stored for profile ${profile}`;
  return new CliError('NOT_SIGNED_IN', EXIT.signIn, message, signInHint(folder, profile));
}

/** How to sign in to a profile, and the one that was probably meant, or where the others are shown. */
export function signInHint(folder: string, profile: string): string {
  const others = signedInProfiles(folder).filter((name) => name !== profile);
  const [meant] = findNearest(profile, others);
  if (meant !== undefined) return `did you mean --profile ${meant}? Or ${SIGN_IN}`;
  return others.length === 0 ? SIGN_IN : `${SIGN_IN}; ${LIST}`;
}

const LIST = '`aitronos auth list` shows which profiles are signed in';

/** Throws `CliError` (usage) for a profile of which nothing is stored. */
export function requireProfile(folder: string, profile: string): void {
  const names = profileNames(folder);
  if (names.includes(profile)) return;
  const nearest = findNearest(profile, names);
  const meant = didYouMean(nearest);
  const message = `there is no profile ${shownWord(profile)}${meant === null ? '' : `; ${meant}`}`;
  throw usageError(
    message,
    '`aitronos auth list` shows the profiles',
    nearest.length === 0 ? {} : { nearest },
  );
}

/**
 * The same for the profile of a call, which may be one of which nothing is stored where no other has a name: with a
 * misspelt name the defaults would be used, of which one is the address. Throws as `requireProfile` does.
 */
export function refuseMisspeltProfile(folder: string, profile: string): void {
  const { profile: usual, profiles } = readContents(configFile(folder));
  const isKnown = profile === 'default' || profile === usual || Object.hasOwn(profiles, profile);
  if (isKnown || profileNames(folder).length === 1) return;
  requireProfile(folder, profile);
}
