import type { Me } from '../../api/account.ts';
import type { Credential } from '../../auth/credentials.ts';
import { isoTime } from '../../auth/stored-session.ts';
import type { Context } from '../../cli/context.ts';
import { newCommand, type Run } from '../../cli/options.ts';
import { CliError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { type Cell, mayWrap, type View } from '../../output/view.ts';
import { CREDENTIAL_VARIABLES } from '../../secrets/environment.ts';
import { credentialsFile } from '../../settings/files/configuration-folder.ts';
import { distanceText } from '../../text/durations.ts';

export const statusCommand = (run: Run) =>
  newCommand('status', {
    summary: 'who is asking',
    description:
      'Ask the API whose token is used, and say where the token comes from and until when it is valid.\n' +
      'Exit 4 when there is none or it is not accepted: `aitronos auth status -q > /dev/null || exit` in a CI job.',
    examples: ['auth status', 'auth status --json', 'auth status --offline'],
  })
    .option('--offline', 'ask nobody: tell what is known here')
    .action(({ offline }) =>
      run({ records: { fields: STATUS_FIELDS, headings: HEADINGS } }, (context) =>
        status(context, offline === true),
      ),
    );

const STATUS_FIELDS = [
  'user_id',
  'full_name',
  'email',
  'organization_id',
  'kind',
  'source',
  'shadows',
  'store',
  'profile',
  'api_url',
  'expires_at',
  'expires_in_s',
  'renewable',
] as const satisfies readonly (keyof Status)[];

async function status(context: Context, offline: boolean): Promise<View> {
  const before = await context.credential().catch(throwNoToken);
  const me = offline ? null : await (await context.api()).account.me({ signal: context.environment.signal });
  // Read after the request, because the request may have refreshed the token.
  const who = describe(context, before, me);
  const view = statusView(context, who);
  const over = who.expires_in_s !== null && who.expires_in_s <= 0;
  if (!offline || !over || who.renewable) return view;
  const hint = 'sign in with `aitronos auth login`';
  const error = new CliError('TOKEN_EXPIRED', EXIT.signIn, 'the access token has expired', hint);
  return { ...view, error };
}

/** A keychain without a token means being signed out, which `auth status` reports with exit 4. */
function throwNoToken(error: unknown): never {
  if (!(error instanceof CliError) || error.code !== 'KEYCHAIN') throw error;
  throw new CliError(error.code, EXIT.signIn, error.message, error.hint, { cause: error });
}

function describe(context: Context, { kind, source, ...credential }: Credential, me: Me | null) {
  const session = source === 'stored' ? context.storedSession() : null;
  const now = context.environment.clock.now();
  const expires_at = session ? session.expires_at : isoTime(credential.expires_at);
  return {
    user_id: me?.id ?? session?.user_id ?? null,
    full_name: me?.full_name ?? null,
    email: me?.email ?? session?.email ?? null,
    organization_id: me?.current_organization_id ?? null,
    kind,
    source,
    shadows: listShadowed(context, source),
    store: session?.store ?? null,
    profile: context.profile(),
    api_url: source === 'sandbox' ? 'sandbox' : context.need('api-url'),
    expires_at,
    expires_in_s: expires_at === null ? null : Math.floor((Date.parse(expires_at) - now) / 1000),
    /** True when the token is refreshed before it expires. */
    renewable: session?.renewable ?? false,
  };
}

type Status = ReturnType<typeof describe>;

/** The credentials that would be used if this one were missing. */
function listShadowed(context: Context, source: Credential['source']): string[] {
  const stored = context.storedSession() === null ? [] : ['stored'];
  const all: string[] = [...CREDENTIAL_VARIABLES.filter((name) => context.environment.env[name]), ...stored];
  return all.filter((name) => name !== source);
}

function statusView(context: Context, who: Status): View {
  const { folders, clock } = context.environment;
  const { shadows, ...rest } = who;
  const flat: Record<string, Cell> = { ...rest, shadows: shadows.join(' ') };
  const place = who.store === 'keychain' ? 'the keychain' : credentialsFile(folders.config);
  const end = who.expires_at === null ? null : Date.parse(who.expires_at);
  const expires = end === null ? 'not known' : `${who.expires_at} (${distanceText(end, clock.now())})`;
  const rows: [string, Cell][] = [
    ['user', who.user_id],
    ['name', who.full_name],
    ['email', who.email],
    ['organization', who.organization_id],
    ['token source', who.source === 'stored' ? place : who.source],
    ['overrides', shadows.join(', ')],
    ['profile', who.profile],
    ['api', who.api_url],
    ['expires', expires],
    ['renewal', who.renewable ? 'automatic' : 'none'],
  ];
  return {
    json: who,
    csv: { columns: Object.keys(flat), rows: [Object.values(flat)] },
    table: { columns: ['fact', mayWrap('value')], rows, facts: true },
  };
}

const HEADINGS = {
  user: 'user_id',
  name: 'full_name',
  organization: 'organization_id',
  token_source: 'source',
  overrides: 'shadows',
  api: 'api_url',
  expires: 'expires_at',
  renewal: 'renewable',
};
