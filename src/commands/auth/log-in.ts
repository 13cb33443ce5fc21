import { expiryOf } from '../../auth/expiry.ts';
import { subjectOf } from '../../auth/jwt.ts';
import { signIn } from '../../auth/sign-in.ts';
import type { Context } from '../../cli/context.ts';
import { CliError, usageError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { objectView, type View } from '../../output/view.ts';
import { credentialsFile } from '../../settings/files/configuration-folder.ts';
import { readValue } from '../../settings/precedence.ts';
import { readUnseen } from '../../system/typed-text.ts';
import { readWholeUserFile } from '../../system/user-files.ts';
import type { CredentialStore } from '../../validation/choices.ts';
import { email as emailForm } from '../../validation/names.ts';
import { type LoginResult, parseToken, parseTwoTokens, pastedLoginResult } from './login-result.ts';
import { overrideNotes } from './overrides.ts';
import { readSignedInUser } from './signed-in.ts';
import { signedInView } from './signed-in-view.ts';

interface LoginOptions {
  readonly withToken?: true | undefined;
  readonly refreshTokenStdin?: true | undefined;
  readonly email?: string | undefined;
  readonly keychain?: true | undefined;
}

/** Signs in as the options say, and stores the tokens. */
export async function logIn(context: Context, options: LoginOptions): Promise<View> {
  if (context.inSandbox) {
    throw usageError('the sandbox takes no sign-in: it has a token of its own', context.leaveSandbox());
  }
  context.change.planToStore();
  const { environment } = context;
  const { origin } = new URL(context.need('api-url'));
  const profile = context.profile();
  const store = options.keychain ? 'keychain' : context.need('credential-store');
  await checkStore(context, store);
  const { whoIs, checked, ...granted } = await obtainTokens(context, options);
  const { access_token, refresh_token, expires_at, email } = granted;
  context.secrets.add(access_token, refresh_token);
  context.change.begin();
  const stored_at = new Date(environment.clock.now()).toISOString();
  const renewable = refresh_token !== null;
  const how = { origin, stored_at, store, renewable, unheard: null, organization_id: null };
  const session = { ...granted, ...how };
  const left = await context.changeSessions((sessions) => sessions.write(profile, session));
  // The tokens are already stored: a failure of these requests must not lose them.
  const user = (await whoIs?.()) ?? null;
  const user_id = granted.user_id ?? user?.me?.id ?? null;
  const organization_id = user?.me?.current_organization_id ?? null;
  if (user_id !== granted.user_id || organization_id !== null) {
    await context.changeSessions((sessions) =>
      sessions.nameOwner(profile, session, { user_id, organization_id }),
    );
  }
  const file = store === 'file' ? credentialsFile(environment.folders.config) : null;
  const facts = { profile, origin, file, store, user_id, email, expires_at, renewable, checked };
  const place = file ?? 'the keychain';
  const warnings = left === null ? [] : [left];
  if (user !== null) {
    return signedInView(context, { ...facts, place }, user, warnings);
  }
  const text = `stored, not checked: token for ${origin}, profile ${profile}, in ${place}\n`;
  return {
    ...objectView({ ...facts, full_name: null, organization_id: null }, text),
    notes: [...overrideNotes(context), `to check it: ${context.next('auth status')}`],
    warnings,
  };
}

/** Checks that the token can be stored before asking the user for a secret. */
async function checkStore(context: Context, store: CredentialStore): Promise<void> {
  context.storedSession();
  await context.changeSessions(async (sessions) => {
    const freeRoom = await sessions.reserveRoom(context.profile(), store, null);
    freeRoom();
  });
}

async function obtainTokens(context: Context, options: LoginOptions): Promise<LoginResult> {
  if (options.withToken) return parseToken(await readStdin(context, 'the access token'));
  if (options.refreshTokenStdin)
    return parseTwoTokens(await readStdin(context, 'the access token and the refresh token, a line each,'));
  if (options.email !== undefined) return loginWithPassword(context, options.email);
  const ask = await context.questions(
    `give the token on stdin: ${context.next('auth login --with-token')} < token.txt`,
  );
  const way = await ask.choice('How do you want to sign in?', {
    token: 'Paste an access token',
    email: 'E-mail and password',
  });
  return way === 'email'
    ? loginWithPassword(context, null)
    : pastedLoginResult(await ask.secret('Access token'));
}

/** All of stdin; a terminal shows nothing of it. Throws `CliError` when it cannot be read (usage), or Ctrl-C comes. */
async function readStdin({ environment, io }: Context, what: string): Promise<Buffer> {
  if (environment.stdin.isTTY !== true) {
    return readWholeUserFile('-', environment, 1);
  }
  const note = `waiting for ${what} on stdin; Ctrl-D ends it, and nothing typed is shown`;
  const typed = await readUnseen(environment, () => io.note(note));
  if (typed !== null) return typed;
  throw new CliError('DECLINED', EXIT.interrupted, 'declined: nothing was stored');
}

/** Signs in with e-mail, password and the code sent by e-mail; asks for each value that is not given. */
async function loginWithPassword(context: Context, given: string | null): Promise<LoginResult> {
  const { clock, signal } = context.environment;
  const ask = await context.questions('give tokens on stdin: --with-token or --refresh-token-stdin');
  const email =
    given ?? readValue('e-mail', emailForm, await ask.text('E-mail address'), 'the same command asks again');
  const password = await ask.secret('Password');
  if (password === '') throw new CliError('NO_PASSWORD', EXIT.signIn, 'no password was given', AGAIN);
  context.secrets.add(password);
  const { auth } = await context.apiAs(context.need('api-url'), null);
  const tokens = await signIn({ auth, ask, email, password, signal });
  const { access_token, refresh_token, expires_in } = tokens;
  context.secrets.add(access_token, refresh_token);
  const expires_at = expiryOf(access_token, expires_in, clock.now());
  return {
    access_token,
    refresh_token,
    expires_at,
    user_id: tokens.user_id ?? subjectOf(access_token),
    email: tokens.email ?? email,
    checked: true,
    whoIs: () => readSignedInUser(context, access_token),
  };
}

const AGAIN = 'run the same command again; `aitronos auth login --with-token` does without a password';
