import { Option } from '@commander-js/extra-typings';
import type { Context } from '../../cli/context.ts';
import { newCommand, parseWith, type Run } from '../../cli/options.ts';
import { CliError, usageError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { objectView, type View } from '../../output/view.ts';
import { credentialsFile } from '../../settings/files/configuration-folder.ts';
import type { CredentialStore } from '../../validation/choices.ts';
import { email } from '../../validation/names.ts';
import { type LoginResult, parseToken, parseTwoTokens, pastedLoginResult } from './login-result.ts';
import { overrideNotes } from './overrides.ts';

export const loginCommand = (run: Run) =>
  newCommand('login', {
    summary: 'sign in, and store the access token',
    description:
      'Sign in for this profile and API address. At a terminal you choose: paste an access token, or give e-mail and password ' +
      'and then the code of four digits that comes by e-mail. With a refresh token you stay signed in. Nothing typed is shown.',
    examples: [
      'auth login',
      'auth login --email jane@example.com',
      'auth login --with-token < token.txt',
      'auth login --refresh-token-stdin < two-lines.txt',
    ],
  })
    .addOption(
      new Option('--with-token', 'read the access token from stdin').conflicts([
        'refreshTokenStdin',
        'email',
      ]),
    )
    .addOption(
      new Option(
        '--refresh-token-stdin',
        'read two lines from stdin: the access token, then the refresh token',
      ).conflicts('email'),
    )
    .option('--email <address>', 'sign in by e-mail; password and code are asked for', parseWith(email))
    .option('--keychain', 'keep the secrets in the keychain of this system, not in a file')
    .action((options) => run({ records: { fields: LOGIN_FIELDS } }, (context) => login(context, options)));

const LOGIN_FIELDS = [
  'profile',
  'origin',
  'file',
  'store',
  'user_id',
  'email',
  'expires_at',
  'renewable',
  'full_name',
  'organization_id',
  'checked',
];

interface LoginOptions {
  readonly withToken?: true | undefined;
  readonly refreshTokenStdin?: true | undefined;
  readonly email?: string | undefined;
  readonly keychain?: true | undefined;
}

async function login(context: Context, options: LoginOptions): Promise<View> {
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
    const { signedInView } = await import('./signed-in-view.ts');
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
  if (options.email !== undefined) return withPassword(context, options.email);
  const ask = await context.questions(
    `give the token on stdin: ${context.next('auth login --with-token')} < token.txt`,
  );
  const way = await ask.choice('How do you want to sign in?', {
    token: 'Paste an access token',
    email: 'E-mail and password',
  });
  return way === 'email' ? withPassword(context, null) : pastedLoginResult(await ask.secret('Access token'));
}

/** All of stdin; a terminal shows nothing of it. Throws `CliError` when it cannot be read (usage), or Ctrl-C comes. */
async function readStdin({ environment, io }: Context, what: string): Promise<Buffer> {
  if (environment.stdin.isTTY !== true) {
    const { readWholeUserFile } = await import('../../system/user-files.ts');
    return readWholeUserFile('-', environment, 1);
  }
  const { readUnseen } = await import('../../system/typed-text.ts');
  const note = `waiting for ${what} on stdin; Ctrl-D ends it, and nothing typed is shown`;
  const typed = await readUnseen(environment, () => io.note(note));
  if (typed !== null) return typed;
  throw new CliError('DECLINED', EXIT.interrupted, 'declined: nothing was stored');
}

async function withPassword(context: Context, given: string | null): Promise<LoginResult> {
  const { loginWithPassword } = await import('./password-login.ts');
  return loginWithPassword(context, given);
}
