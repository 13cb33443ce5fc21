import type { Me } from '../../api/account.ts';
import type { Client } from '../../api/client.ts';
import type { ListedOrganization } from '../../api/organizations.ts';
import type { Context } from '../../cli/context.ts';
import { safeText } from '../../output/safe/safe-text.ts';
import { cutText } from '../../text/cut.ts';
import { fitsOrNull, organizationId } from '../../validation/ids.ts';
import { textOrNull } from '../../validation/objects.ts';

export interface SignedInUser {
  readonly me: Me | null;
  /** Those of the user, the current one first; empty where the API tells of none. */
  readonly organizations: readonly OwnOrganization[];
}

export interface OwnOrganization {
  readonly id: string;
  /** Free of what a terminal would obey; null where it is not told. */
  readonly name: string | null;
}

/** `Acme (org_xyz789)`; the id alone where there is no name. */
export const nameOf = ({ id, name }: OwnOrganization): string => (name === null ? id : `${name} (${id})`);

/**
 * Asks for the user and the organizations of an access token. What the API does not tell is absent, because the tokens
 * are stored by then: neither its refusal nor a lost connection may fail the sign-in.
 */
export async function readSignedInUser(context: Context, access_token: string): Promise<SignedInUser> {
  const { signal } = context.environment;
  const options = { signal, retries: 0 };
  const client = await context.apiAs(context.need('api-url'), access_token);
  const me = await client.account.me(options).catch(() => null);
  if (me === null) return { me, organizations: [] };
  const listed = await readOrganizations(client, options);
  const current = me.current_organization_id;
  const others = listed.filter(({ id }) => id !== current);
  const first =
    listed.find(({ id }) => id === current) ?? (current === null ? null : { id: current, name: null });
  return { me, organizations: first === null ? others : [first, ...others] };
}

const LONGEST_NAME_BYTES = 200;

/** The name of a user or an organization, fit for a terminal; null where there is none. */
export function shownName(value: unknown): string | null {
  const name = safeText(cutText(textOrNull(value) ?? '', LONGEST_NAME_BYTES)).trim();
  return name === '' ? null : name;
}

async function readOrganizations(
  client: Client,
  options: { readonly signal: AbortSignal; readonly retries: number },
): Promise<OwnOrganization[]> {
  const { organizations } = await client.organizations
    .list({ limit: 100 }, options)
    .catch(() => ({ organizations: [] as ListedOrganization[] }));
  return organizations.flatMap(({ id, name }) => {
    const usable = fitsOrNull(organizationId, id);
    return usable === null ? [] : [{ id: usable, name: shownName(name) }];
  });
}
