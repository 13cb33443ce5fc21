import { Command } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { CliError, EXIT, usageError } from '../errors.ts';
import { objectView, type View } from '../output/view.ts';
import { expiresAt } from '../settings/credentials.ts';
import { credentialsFile } from '../settings/files.ts';
import { isToken } from '../values.ts';
import { examples, type Run } from './options.ts';

export const authCommand = (run: Run) =>
  new Command('auth')
    .description('Sign in and out, and see who is asking.')
    .addCommand(loginCommand(run))
    .addCommand(logoutCommand(run))
    .addCommand(statusCommand(run))
    .addCommand(tokenCommand(run));

const loginCommand = (run: Run) =>
  new Command('login')
    .summary('store an access token')
    .description(
      'Store an access token for this profile and API address. At a terminal it is asked for and not shown.',
    )
    .option('--with-token', 'read the access token from stdin')
    .addHelpText('after', examples('auth login', 'auth login --with-token < token.txt'))
    .action(({ withToken }) => run((context) => login(context, withToken === true)));

async function login(context: Context, fromStdin: boolean): Promise<View> {
  const { host } = context;
  const { origin } = new URL(context.need('api-url'));
  const typed = fromStdin ? await readAll(host.stdin) : await context.askSecret('Access token');
  const access_token = typed.replace(/\r?\n$/, '');
  if (!isToken(access_token)) {
    const what = access_token === '' ? 'no access token was given' : 'that cannot be an access token';
    throw new CliError('BAD_ACCESS_TOKEN', EXIT.signIn, `${what}: nothing was stored`);
  }
  const file = credentialsFile(host.folders.config);
  const stored_at = new Date(host.clock.now()).toISOString();
  await context.save(file, { access_token, origin, stored_at });
  const answer = { profile: context.profile(), origin, file, expires_at: moment(expiresAt(access_token)) };
  return {
    ...objectView(answer, `Signed in to ${origin} as profile ${answer.profile}; the token is in ${file}\n`),
    notes: shadowNotes(context),
  };
}

/** A stored token is of no use while the environment brings one. */
function shadowNotes({ host }: Context): string[] {
  return ['AITRONOS_ACCESS_TOKEN', 'AITRONOS_API_KEY']
    .filter((name) => host.env[name])
    .map((name) => `${name} is set and wins over the stored token`);
}

const logoutCommand = (run: Run) =>
  new Command('logout')
    .summary('forget the stored access token')
    .description('Forget the access token stored for this profile.')
    .addHelpText('after', examples('auth logout', 'auth logout --profile staging'))
    .action(() =>
      run(async (context) => {
        const signed_out = context.storedCredential() !== null;
        if (signed_out) await context.save(credentialsFile(context.host.folders.config), null);
        const profile = context.profile();
        const text = signed_out
          ? `Signed out of profile ${profile}\n`
          : `Profile ${profile} was not signed in\n`;
        return { ...objectView({ profile, signed_out }, text), notes: shadowNotes(context) };
      }),
    );

const statusCommand = (run: Run) =>
  new Command('status')
    .summary('who is asking')
    .description('Ask the API whose token is used; exit 4 when there is none or it is not accepted.')
    .addHelpText('after', examples('auth status', 'auth status --json'))
    .action(() => run(status));

async function status(context: Context): Promise<View> {
  const { kind, secret, source } = await context.credential();
  const me = await (await context.api()).account.me({ signal: context.host.signal });
  const answer = {
    user_id: text(me.id),
    full_name: text(me.full_name),
    email: text(me.email),
    kind,
    source,
    profile: context.profile(),
    api_url: source === 'sandbox' ? 'sandbox' : context.need('api-url'),
    expires_at: moment(expiresAt(secret)),
  };
  const columns = ['USER', 'NAME', 'EMAIL', 'SOURCE', 'PROFILE', 'API', 'EXPIRES'];
  const { user_id, full_name, email, profile, api_url, expires_at } = answer;
  return objectView(answer, {
    columns,
    rows: [[user_id, full_name, email, source, profile, api_url, expires_at]],
  });
}

const tokenCommand = (run: Run) =>
  new Command('token')
    .summary('print the access token')
    .description(
      'Print the access token that is used, for `curl` and other tools. Whoever sees it can use it.',
    )
    .addHelpText(
      'after',
      examples('auth token', 'auth token | pbcopy') +
        '\n  $ curl -H "Authorization: Bearer $(aitronos auth token)" https://api.aitronos.com/v1/user/me',
    )
    .action(() =>
      run(async (context) => {
        const { kind, secret, source } = await context.credential();
        if (kind === 'api_key') {
          throw usageError('an API key is used, not an access token', `it is in ${source}`);
        }
        return objectView({ access_token: secret, source }, `${secret}\n`);
      }),
    );

async function readAll(stream: AsyncIterable<string | Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

const moment = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** A field of the API's answer, which may leave it out. */
const text = (value: unknown) => (typeof value === 'string' ? value : null);
