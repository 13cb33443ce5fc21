import { signedInProfiles } from '../../auth/profiles.ts';
import type { Session } from '../../auth/stored-session.ts';
import type { Context } from '../../cli/context.ts';
import { newCommand, type Run } from '../../cli/options.ts';
import { isUnauthorized } from '../../errors/api-errors.ts';
import { reason } from '../../errors/reason.ts';
import { isRefusedRenewal } from '../../errors/retryable.ts';
import { listView, objectView, type View } from '../../output/view.ts';
import { credentialsFile } from '../../settings/files/configuration-folder.ts';
import { findLeftovers } from '../../settings/files/leftovers.ts';
import { overrideNotes } from './overrides.ts';

export const logoutCommand = (run: Run) =>
  newCommand('logout', {
    summary: 'sign out, and forget the stored token',
    description:
      'Forget the token stored for this profile, and tell the API. It is forgotten also when the API cannot be reached.',
    examples: ['auth logout', 'auth logout --profile staging', 'auth logout --all'],
  })
    .option('--all', 'every profile')
    .action(({ all }) =>
      run({ records: { fields: LOGOUT_FIELDS } }, (context) =>
        all ? logoutAll(context) : logoutOne(context),
      ),
    );

const LOGOUT_FIELDS = ['profile', 'signed_out', 'api_told'] as const;

interface SignedOut {
  readonly profile: string;
  readonly signed_out: boolean;
  /** Whether the API revoked the token; null when there was no token to revoke. */
  readonly api_told: boolean | null;
  readonly warnings: readonly string[];
}

async function logoutOne(context: Context): Promise<View> {
  const { warnings, ...answer } = await signOut(context, context.profile());
  const { profile, signed_out } = answer;
  const text = signed_out ? `Signed out of profile ${profile}\n` : `Profile ${profile} was not signed in\n`;
  return { ...objectView(answer, text), notes: overrideNotes(context), warnings };
}

async function logoutAll(context: Context): Promise<View> {
  const answers: SignedOut[] = [];
  for (const profile of signedInProfiles(context.environment.folders.config)) {
    answers.push(await signOut(context, profile));
  }
  const notes = answers.length === 0 ? ['nobody was signed in'] : [];
  return {
    ...listView(
      LOGOUT_FIELDS,
      answers.map(({ warnings: _, ...answer }) => answer),
    ),
    notes: [...notes, ...overrideNotes(context)],
    warnings: answers.flatMap(({ warnings }) => warnings),
  };
}

/** Deletes the token before telling the API, so that an interrupt leaves no token behind. */
async function signOut(context: Context, profile: string): Promise<SignedOut> {
  if (context.storedSession(profile) === null) {
    // A killed process may have left a token in a temporary file; locking the store removes such files.
    if (findLeftovers(credentialsFile(context.environment.folders.config)).length > 0)
      await context.changeSessions(async () => {});
    return { profile, signed_out: false, api_told: null, warnings: [] };
  }
  context.change.beginToStore();
  const session = await context.changeSessions((sessions) => sessions.forget(profile));
  if (session === null) return { profile, signed_out: true, api_told: null, warnings: [] };
  const trouble = await revokeToken(context, session);
  if (trouble === null) return { profile, signed_out: true, api_told: true, warnings: [] };
  const warning = `the API was not told, so the token of profile ${profile} is valid until it expires: ${trouble}`;
  return { profile, signed_out: true, api_told: false, warnings: [warning] };
}

type Tokens = Pick<Session, 'access_token' | 'refresh_token'>;

/** Asks the API to revoke the tokens; returns the reason when that failed, else null. */
async function revokeToken(context: Context, { origin, ...stored }: Session): Promise<string | null> {
  const chosen = context.need('api-url');
  const address = new URL(chosen).origin === origin ? chosen : origin;
  const options = { signal: context.environment.signal, retries: 0 };
  const revoke = async ({ access_token, refresh_token }: Tokens) => {
    context.secrets.add(access_token, refresh_token);
    const { auth } = await context.apiAs(address, access_token);
    await auth.logout(refresh_token === null ? {} : { refresh_token }, options);
  };
  // An access token that has ended ends no session, and the refresh token is good for longer.
  const revokeRenewed = async ({ refresh_token }: Tokens) => {
    if (refresh_token === null) return;
    const { auth } = await context.apiAs(address, null);
    const renewed = await auth.refresh({ refresh_token }, options).catch(nullWhereRefused);
    if (renewed) await revoke({ ...renewed, refresh_token: renewed.refresh_token ?? refresh_token });
  };
  return revoke(stored)
    .catch((error: unknown) => {
      if (!isUnauthorized(error)) throw error;
      return revokeRenewed(stored);
    })
    .then(
      () => null,
      // Tokens that the API no longer accepts need no revoking.
      (error: unknown) => (isUnauthorized(error) ? null : reason(error)),
    );
}

function nullWhereRefused(error: unknown): null {
  if (isRefusedRenewal(error)) return null;
  throw error;
}
