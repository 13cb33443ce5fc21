import { credentialVariable, SIGN_IN } from '../../auth/credentials.ts';
import { isOrganizationName } from '../../validation/names.ts';
import type { Context } from '../context.ts';
import { knownOrganization, offerOrganization } from './known-organization.ts';
import { type Missing, missingError } from './missing-error.ts';
import { resolveOrganization } from './named-organization.ts';

const stored = (name: string, kind: string, variable: string) =>
  `give --${name} <${kind}>, set ${variable}, or store one: aitronos config set ${name} <${kind}>`;

/** The values without which some command cannot go on: their words, and what brings them. */
const VALUES = {
  user: ['a user', 'name a user: an id (usr_…) or an e-mail address'],
  users: ['a user', 'name a user: an id (usr_…) or an e-mail address; or a file of them with --from'],
  email: ['an e-mail address', 'name whom to invite; or a file of them with --from'],
  '--roster': [
    '--roster',
    'name the list of everybody who is there: --roster <file>, or --roster - for stdin',
  ],
  '--org': ['--org', stored('org', 'organization', 'AITRONOS_ORG')],
  '--transfer-to': [
    '--transfer-to',
    `${stored('transfer-to', 'department', 'AITRONOS_TRANSFER_TO')}; \`aitronos departments list\` shows them`,
  ],
  '--role': [
    '--role',
    'both lists are replaced: give --role <role> for each that the user is to have, or --no-roles',
  ],
  '--department': [
    '--department',
    'both lists are replaced: give --department <department> for each that the user is to have, or --no-departments',
  ],
} as const satisfies Readonly<Record<string, readonly [words: string, cure: string]>>;

type RequiredValue = keyof typeof VALUES;

/** The values that a call has by now; null for what it lacks. */
type Found<T> = { readonly [V in keyof T]: T[V] | null };

/**
 * The values that a command cannot go on without. Throws one `CliError` (usage) for all that are missing, which also
 * names the access token where that is missing too; `offline`: the command needs none. Sends nothing. At a terminal an
 * organization that the sign-in knows is offered, and stored when it is taken.
 */
export async function requireAll<T extends { readonly [V in RequiredValue]?: unknown }>(
  context: Context,
  found: Found<T>,
  { offline = false }: { readonly offline?: boolean | undefined } = {},
): Promise<T> {
  if (isComplete<T>(found)) return withOrganizationId<T>(context, found);
  const names = Object.keys(VALUES).filter(isRequiredValue);
  const lacking = names.filter((name) => found[name] === null);
  const known = lacking.includes('--org') ? knownOrganization(context) : null;
  if (known !== null && lacking.length === 1 && (await offerOrganization(context, known))) {
    const completed: Found<T> = { ...found, '--org': known };
    if (isComplete<T>(completed)) return completed;
  }
  const missing = lacking.map((name) =>
    name === '--org' && known !== null ? inSignIn(known) : describe(name),
  );
  throw missingError(offline || hasCredential(context) ? missing : [...missing, TOKEN]);
}

/** The same values, with the id of an organization that was named: one list is read for that. */
async function withOrganizationId<T extends { readonly '--org'?: unknown }>(
  context: Context,
  found: T,
): Promise<T> {
  const org = found['--org'];
  if (typeof org !== 'string' || !isOrganizationName(org)) return found;
  return { ...found, '--org': await resolveOrganization(context, org) };
}

/** The organization alone, which most commands need. Throws as `requireAll` does. */
export async function requireOrganization(
  context: Context,
  typed: string | undefined,
  options: { readonly offline?: boolean | undefined } = {},
): Promise<string> {
  const org = context.setting('org', typed).value;
  const found = await requireAll<{ readonly '--org': string }>(context, { '--org': org }, options);
  return found['--org'];
}

const TOKEN: Missing = { name: 'access token', words: 'an access token', cure: SIGN_IN };

/** The organization, where the sign-in says which one it probably is. */
const inSignIn = (id: string): Missing => ({
  name: '--org',
  words: '--org',
  cure: `your sign-in is for ${id}: give --org ${id}, or store it: aitronos config set org ${id}`,
});

function describe(name: RequiredValue): Missing {
  const [words, cure] = VALUES[name];
  return { name: name === 'users' ? 'user' : name, words, cure };
}

const isRequiredValue = (name: string): name is RequiredValue => Object.hasOwn(VALUES, name);

const isComplete = <T>(found: Found<T>): found is Found<T> & T =>
  Object.values(found).every((value) => value !== null);

/** Whether there is a credential, as far as that can be told without asking a keychain. */
function hasCredential({ environment, inSandbox, storedSession }: Context): boolean {
  if (inSandbox || credentialVariable(environment.env) !== undefined) return true;
  try {
    return storedSession() !== null;
  } catch {
    // A file that cannot be read has an error of its own, which comes when the values are there.
    return true;
  }
}
