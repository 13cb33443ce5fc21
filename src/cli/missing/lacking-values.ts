import { credentialVariable } from '../../auth/credentials.ts';
import { refuseMisspeltProfile, signInHint } from '../../auth/profiles.ts';
import type { CliError } from '../../errors/cli-errors.ts';
import { retypeCommands } from '../../errors/retyped-commands.ts';
import { orElse } from '../../or-else.ts';
import { changeProfile } from '../../settings/files/profile-changes.ts';
import type { Context } from '../context.ts';
import { type Missing, missingError } from './missing-error.ts';

const stored = (name: string, kind: string, variable: string) =>
  `give --${name} <${kind}>, set ${variable}, or store one: \`aitronos config set ${name} <${kind}>\``;

/** The values without which some command cannot go on: their words, and what brings them. */
const VALUES = {
  user: ['a user', 'name a user: an id (usr_…) or an e-mail address'],
  users: ['a user', 'name a user: an id (usr_…) or an e-mail address; or a file of them with --from'],
  plan: ['a plan', 'name the file of the plan, or - for stdin'],
  method: ['a method', 'give the method of the request: get, post, put, patch or delete'],
  path: ['a path', 'give the path of the request, as in `aitronos api get /v1/user/me`'],
  email: ['an e-mail address', 'name whom to invite; or a file of them with --from'],
  '--roster': ['--roster', 'name the roster: --roster <file>, or --roster - for stdin'],
  '--org': [
    '--org',
    `${stored('org', 'organization', 'AITRONOS_ORG')}; \`aitronos organizations list\` shows yours`,
  ],
  '--transfer-to': [
    '--transfer-to',
    `${stored('transfer-to', 'department', 'AITRONOS_TRANSFER_TO')}; \`aitronos departments list\` shows them`,
  ],
  '--role': [
    '--role',
    'both lists are replaced: give --role <role> for each that the user should have, or --no-roles',
  ],
  '--department': [
    '--department',
    'both lists are replaced: give --department <department> for each that the user should have, or --no-departments',
  ],
  '--reason': [
    '--reason',
    'the setting require wants a reason: give --reason <text>, set AITRONOS_REASON, or a column reason in a file',
  ],
  '--ticket': [
    '--ticket',
    'the setting require wants a ticket: give --ticket <id>, set AITRONOS_TICKET, or a column ticket in a file',
  ],
} as const satisfies Readonly<Record<string, readonly [words: string, cure: string]>>;

export type RequiredValue = keyof typeof VALUES;

/**
 * The organization that the sign-in knows, where it alone is lacking (`null`) and is taken at a terminal. Throws one
 * `CliError` (usage) for all that is lacking, the access token too unless the call is `offline`.
 */
export async function offerOrRefuse(
  context: Context,
  found: { readonly [V in RequiredValue]?: unknown },
  offline: boolean,
): Promise<string> {
  const named = context.namedProfile();
  // A misspelt profile lacks what the one that was meant has stored.
  if (named !== null) refuseMisspeltProfile(context.environment.folders.config, named);
  const names = Object.keys(VALUES).filter(isRequiredValue);
  const lacking = names.filter((name) => found[name] === null);
  const known = lacking.includes('--org') ? knownOrganization(context) : null;
  if (known !== null && lacking.length === 1 && (await offerOrganization(context, known))) return known;
  const missing = lacking.map((name) =>
    name === '--org' && (known !== null || context.inSandbox) ? knownAs(known) : describe(name),
  );
  throw errorForLacking(context, missing, offline);
}

/**
 * One usage error for what a call lacks, the access token too unless the call is `offline`. `more`: hints that bring
 * nothing of it.
 */
export function errorForLacking(
  context: Context,
  missing: readonly Missing[],
  offline: boolean,
  more: readonly string[] = [],
): CliError {
  const all = offline || hasCredential(context) ? missing : [...missing, token(context)];
  return missingError(
    all.map((one) => ({ ...one, cure: retypeCommands(one.cure, context.next) })),
    more,
  );
}

const token = ({ environment, profile }: Context): Missing => ({
  name: 'access token',
  words: 'an access token',
  cure: signInHint(environment.folders.config, profile()),
});

/** The organization, where the sign-in says which one it probably is; null for the one of the sandbox. */
const knownAs = (id: string | null): Missing => ({
  name: '--org',
  words: '--org',
  cure:
    id === null
      ? 'the sandbox has one organization: give --org org_xyz789, or set AITRONOS_ORG'
      : `your sign-in is for ${id}: give --org ${id}, or store it: \`aitronos config set org ${id}\``,
});

function describe(name: RequiredValue): Missing {
  const [words, cure] = VALUES[name];
  return { name: name === 'users' ? 'user' : name, words, cure };
}

const isRequiredValue = (name: string): name is RequiredValue => Object.hasOwn(VALUES, name);

/** Whether there is a credential, as far as that can be told without asking a keychain. */
function hasCredential({ environment, inSandbox, storedSession }: Context): boolean {
  if (inSandbox || credentialVariable(environment.env) !== undefined) return true;
  // A file that cannot be read has an error of its own, which comes when the values are there.
  return orElse(() => storedSession() !== null, true);
}

/**
 * The organization that the stored sign-in named, where it is this sign-in's token that the call would send; null
 * where that is not known.
 */
function knownOrganization(context: Context): string | null {
  const { environment, inSandbox } = context;
  if (inSandbox || credentialVariable(environment.env) !== undefined) return null;
  // A file that cannot be read has an error of its own, which comes when the values are there.
  return orElse(() => {
    const session = context.storedSession();
    return session?.origin === context.origin() ? session.organization_id : null;
  }, null);
}

/**
 * Asks at a terminal whether this organization is meant, and stores it for the profile; false where nothing can be
 * asked. Throws `CliError` (exit 130) when it is declined.
 */
async function offerOrganization(context: Context, organization_id: string): Promise<boolean> {
  if (!context.canAsk()) return false;
  await context.confirm(`Use ${organization_id}, the organization of your sign-in, and remember it?`);
  const { environment } = context;
  await changeProfile(environment, context.profile(), (stored) => ({
    ...stored,
    org: organization_id,
  }));
  const other = context.next('config set org <organization>');
  await context.io.note(`org is now ${organization_id}; another one: --org, or ${other}`);
  return true;
}
