import type { Context } from '../../cli/context.ts';
import { type Cell, objectView, type View } from '../../output/view.ts';
import { storeFirstOrganization } from './first-organization.ts';
import { overrideNotes } from './overrides.ts';
import { nameOf, type SignedInUser, shownName } from './signed-in.ts';

type SignInFacts = Readonly<Record<string, Cell>> & {
  readonly profile: string;
  readonly origin: string;
  readonly user_id: string | null;
  readonly email: string | null;
};

/**
 * Says who signed in, where, in which organization, and what comes next; stores the organization where none is stored.
 * `place`: where the token is.
 */
export async function signedInView(
  context: Context,
  { place, ...facts }: SignInFacts & { readonly place: string },
  { me, organizations }: SignedInUser,
  warnings: readonly string[],
): Promise<View> {
  const { origin, profile, user_id, email } = facts;
  const first = await storeFirstOrganization(context, organizations);
  const { organization } = first;
  const full_name = shownName(me?.full_name);
  const who = full_name ?? email ?? user_id;
  const details = [email, user_id].filter((detail) => detail !== null && detail !== who);
  const whom = who === null ? '' : ` as ${who}${details.length === 0 ? '' : ` (${details.join(', ')})`}`;
  const inIt = organization === null ? '' : `Organization: ${nameOf(organization)}${first.words}\n`;
  const text = `Signed in${whom} to ${origin}, profile ${profile}; the token is in ${place}\n${inIt}`;
  const next = organization === null && organizations.length < 2 ? 'organizations list' : 'users list';
  const isOpen = organization === null && (organizations.length > 1 || first.error !== undefined);
  const told = isOpen ? [] : [`next: ${context.next(next)}`];
  return {
    ...objectView(
      { ...facts, full_name: me?.full_name ?? null, organization_id: organization?.id ?? null },
      text,
    ),
    notes: [...overrideNotes(context), ...first.notes, ...told],
    warnings: [...warnings, ...first.warnings],
    ...(first.error && { error: first.error }),
  };
}
