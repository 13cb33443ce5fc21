import type { Client } from '../../api/client.ts';
import type { RequestOptions } from '../../api/http/request.ts';
import type { Role } from '../../api/objects/role.ts';
import type { Context } from '../../cli/context.ts';
import { CliError, usageError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import type { KnownMatch } from '../../lookup/known-value.ts';
import { matchRole } from '../../lookup/roles.ts';
import { matchStatus } from '../../lookup/statuses.ts';
import { probe } from '../../preflight/check-result.ts';
import { isRoleName } from '../../validation/names.ts';

/** How the values of a filter are looked up. */
interface Filter<V> {
  readonly option: string;
  /** What the list holds, such as `roles`. */
  readonly plural: string;
  readonly read: (client: Client, organization_id: string, options: RequestOptions) => Promise<readonly V[]>;
  readonly match: (typed: string, values: readonly V[]) => KnownMatch;
  /** True for a value that can be sent where the list cannot be read. */
  readonly isId: (typed: string) => boolean;
}

/**
 * Looks up the role that a filter names by id or by name. Throws `CliError`: usage where there is none, because a list
 * that is filtered by it would be empty, or whole.
 */
export const roleFilter = (context: Context, option: string, organization_id: string, typed: string) =>
  resolveFilter(context, organization_id, typed, roleValues(option));

/** Refuses a role that the API did not find. Throws as `roleFilter` does; returns where it is listed, or none is. */
export async function refuseUnknownRole(
  context: Context,
  option: string,
  organization_id: string,
  typed: string,
): Promise<void> {
  await findListed(context, organization_id, typed, roleValues(option));
}

const roleValues = (option: string): Filter<Role> => ({
  option,
  plural: 'roles',
  read: (client, organization_id, options) => client.roles.list({ organization_id }, options),
  match: matchRole,
  isId: (text) => !isRoleName(text),
});

/** The same for the status of a member. */
export const statusFilter = (context: Context, option: string, organization_id: string, typed: string) =>
  resolveFilter(context, organization_id, typed, {
    option,
    plural: 'statuses',
    read: (client, organization_id, options) => client.users.listStatuses({ organization_id }, options),
    match: matchStatus,
    isId: () => true,
  });

async function resolveFilter<V>(
  context: Context,
  organization_id: string,
  typed: string,
  filter: Filter<V>,
): Promise<string> {
  const id = await findListed(context, organization_id, typed, filter);
  if (id !== null) return id;
  const { option, plural, isId } = filter;
  if (isId(typed)) {
    await context.io.note(`the API does not list the ${plural}: ${typed} is not checked`);
    return typed;
  }
  const message = `${option}: the API does not list the ${plural}, so ${JSON.stringify(typed)} cannot be looked up`;
  throw new CliError(
    'NO_MATCH',
    EXIT.refused,
    message,
    `name the one that is meant by its id: ${option} <id>`,
  );
}

/** The id of the value; null where the API does not list the values. Throws `CliError` (usage) where there is none. */
async function findListed<V>(
  context: Context,
  organization_id: string,
  typed: string,
  { option, read, match }: Filter<V>,
): Promise<string | null> {
  const client = await context.api();
  const found = await probe(read(client, organization_id, { signal: context.environment.signal }));
  if (!('answer' in found)) return null;
  const matched = match(typed, found.answer);
  if ('id' in matched) return matched.id;
  throw usageError(`${option}: ${matched.message}`, matched.hint, { nearest: matched.nearest });
}
