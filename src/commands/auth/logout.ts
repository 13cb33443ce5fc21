import { Command } from '@commander-js/extra-typings';
import { signedInProfiles } from '../../auth/profiles.ts';
import type { Session } from '../../auth/stored-session.ts';
import type { Context } from '../../cli/context.ts';
import { examples, type Run } from '../../cli/options.ts';
import { reason } from '../../errors/reason.ts';
import { report } from '../../errors/report.ts';
import { listView, objectView, type View } from '../../output/view.ts';
import { credentialsFile } from '../../settings/configuration-folder.ts';
import { leftovers } from '../../settings/leftovers.ts';
import { overrideNotes } from './overrides.ts';

export const logoutCommand = (run: Run) =>
  new Command('logout')
    .summary('sign out, and forget the stored token')
    .description(
      'Forget the token stored for this profile, and tell the API. It is forgotten also when the API cannot be reached.',
    )
    .option('--all', 'every profile')
    .addHelpText('after', examples('auth logout', 'auth logout --profile staging', 'auth logout --all'))
    .action(({ all }) => run((context) => (all ? logoutAll(context) : logoutOne(context))));

/** What became of one profile's session. */
interface SignedOut {
  readonly profile: string;
  readonly signed_out: boolean;
  /** Whether the API heard of it; null when there was nothing to tell. */
  readonly api_told: boolean | null;
}

async function logoutOne(context: Context): Promise<View> {
  const warnings: string[] = [];
  const answer = await signOut(context, context.profile(), warnings);
  const { profile, signed_out } = answer;
  const text = signed_out ? `Signed out of profile ${profile}\n` : `Profile ${profile} was not signed in\n`;
  return { ...objectView({ ...answer }, text), notes: overrideNotes(context), warnings };
}

async function logoutAll(context: Context): Promise<View> {
  const warnings: string[] = [];
  const answers: SignedOut[] = [];
  for (const profile of signedInProfiles(context.environment.folders.config)) {
    answers.push(await signOut(context, profile, warnings));
  }
  const notes = answers.length === 0 ? ['nobody was signed in'] : [];
  return {
    ...listView(['profile', 'signed_out', 'api_told'], answers),
    notes: [...notes, ...overrideNotes(context)],
    warnings,
  };
}

/** Forgets first and tells then: an interrupt in between leaves no token behind. */
async function signOut(context: Context, profile: string, warnings: string[]): Promise<SignedOut> {
  if (context.storedSession(profile) === null) {
    // What a killed process left beside the file may hold a token: whoever may change the file removes it.
    if (leftovers(credentialsFile(context.environment.folders.config)).length > 0)
      await context.changeSessions(async () => {});
    return { profile, signed_out: false, api_told: null };
  }
  const session = await context.changeSessions((sessions) => sessions.forget(profile));
  if (session === null) return { profile, signed_out: true, api_told: null };
  const trouble = await tell(context, session);
  if (trouble !== null) {
    warnings.push(
      `the API was not told, so the token of profile ${profile} is good until it ends: ${trouble}`,
    );
  }
  return { profile, signed_out: true, api_told: trouble === null };
}

/** Tells the API that its token is not wanted any more; gives back why it could not be told. */
async function tell(context: Context, session: Session): Promise<string | null> {
  const { origin, access_token, refresh_token } = session;
  context.secrets.add(access_token);
  context.secrets.add(refresh_token);
  const chosen = context.need('api-url');
  const address = new URL(chosen).origin === origin ? chosen : origin;
  const options = { signal: context.environment.signal, retries: 0 };
  return context
    .apiAs(address, access_token)
    .then(({ auth }) => auth.logout(refresh_token === null ? {} : { refresh_token }, options))
    .then(
      () => null,
      // A token that the API refuses is as good as signed out.
      (error: unknown) => (report(error).body.status === 401 ? null : reason(error)),
    );
}
