import type { Context } from '../../cli/context.ts';
import { CliError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { reason } from '../../errors/reason.ts';
import { foldCase } from '../../text/fold-case.ts';
import { fitsOrNull, organizationId } from '../../validation/ids.ts';
import { nameOf, type OwnOrganization } from './signed-in.ts';

/** The organization that the calls after a sign-in are for. */
interface FirstOrganization {
  /** Null where none was chosen, and none is stored. */
  readonly organization: OwnOrganization | null;
  /** What became of it, in words that follow its name. */
  readonly words: string;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
  /** That a signal came before one was chosen; absent where none did. */
  readonly error?: CliError;
}

/**
 * Stores the organization of the user as `org` of the profile where none is stored: the only one, or of several the
 * one chosen at the terminal. Fails never, because the tokens are stored by then.
 */
export async function storeFirstOrganization(
  context: Context,
  organizations: readonly OwnOrganization[],
): Promise<FirstOrganization> {
  const stored = context.storedSettings()['org'];
  if (stored !== undefined) return storedBefore(context, organizations, stored);
  const none = { words: '', notes: [], warnings: [] };
  const chosen = organizations.length > 1 ? await choose(context, organizations) : (organizations[0] ?? null);
  if (chosen === null) return { ...none, organization: null, ...unstored(context, organizations) };
  const { kept, trouble } = await store(context, chosen.id);
  if (trouble !== null) {
    const warnings = [`${chosen.id} could not be stored as org: ${trouble}`];
    return { ...none, organization: chosen, warnings };
  }
  if (kept !== chosen.id) return storedBefore(context, organizations, kept);
  return { ...none, organization: chosen, words: ', stored as org' };
}

function storedBefore(
  context: Context,
  organizations: readonly OwnOrganization[],
  stored: unknown,
): FirstOrganization {
  const isStored = ({ id, name }: OwnOrganization) =>
    id === stored ||
    (name !== null && typeof stored === 'string' && foldCase(name) === foldCase(stored.trim()));
  const organization = organizations.find(isStored) ?? storedOrganization(stored);
  const foreign = organizations.length > 0 && !organizations.some(isStored);
  const notes = foreign ? [`the stored org is not one of yours: ${storeOneOf(context, organizations)}`] : [];
  return { organization, words: ', stored as org before', notes, warnings: [] };
}

/** How to store one. A signal is no answer to the question which. */
function unstored(
  context: Context,
  organizations: readonly OwnOrganization[],
): Pick<FirstOrganization, 'notes' | 'error'> {
  const several = organizations.length > 1 ? storeOneOf(context, organizations) : null;
  if (!context.environment.signal.aborted)
    return { notes: several === null ? [] : [`no org is stored: ${several}`] };
  const message = 'interrupted: the token is stored, and no org';
  const hint = several ?? context.next('organizations list');
  return { notes: [], error: new CliError('INTERRUPTED', EXIT.interrupted, message, hint) };
}

function storedOrganization(stored: unknown): OwnOrganization | null {
  const id = typeof stored === 'string' ? fitsOrNull(organizationId, stored) : null;
  return id === null ? null : { id, name: null };
}

const MOST_NAMED = 5;

function storeOneOf(context: Context, organizations: readonly OwnOrganization[]): string {
  const commands = organizations.slice(0, MOST_NAMED).map(({ id }) => context.next(`config set org ${id}`));
  const more = organizations.length > MOST_NAMED ? [`… (${context.next('organizations list')})`] : [];
  return [...commands, ...more].join(', or ');
}

/** Asks which; null where nothing can be asked, or the question is declined. */
async function choose(
  context: Context,
  organizations: readonly OwnOrganization[],
): Promise<OwnOrganization | null> {
  const options = organizations.map((one) => [one.id, nameOf(one)]);
  try {
    const ask = await context.questions('');
    const id = await ask.choice<string>(
      'Which organization should be stored as org?',
      Object.fromEntries(options),
    );
    return organizations.find((one) => one.id === id) ?? null;
  } catch (error) {
    if (error instanceof CliError) return null;
    throw error;
  }
}

/** Stores it, unless another process has stored one meanwhile. Answers which is stored then, or why none could be. */
async function store(
  { environment, profile }: Context,
  org: string,
): Promise<{ readonly kept: unknown; readonly trouble: string | null }> {
  const { changeProfile } = await import('../../settings/files/profile-changes.ts');
  let kept: unknown = org;
  const keepStored = (values: Readonly<Record<string, unknown>>) => {
    kept = values['org'] ?? org;
    return { ...values, org: kept };
  };
  return changeProfile(environment, profile(), keepStored).then(
    () => ({ kept, trouble: null }),
    (error: unknown) => ({ kept: null, trouble: reason(error) }),
  );
}
