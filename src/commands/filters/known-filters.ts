import type { Client } from '../../api/client.ts';
import type { RequestOptions } from '../../api/http/request.ts';
import type { MemberStatus } from '../../api/members.ts';
import type { Role } from '../../api/objects/role.ts';
import type { Context } from '../../cli/context.ts';
import { CliError, usageError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { type KnownMatch, matchRole, matchStatus } from '../../lookup/known-values.ts';
import { probe } from '../../preflight/check-result.ts';
import { redactTyped } from '../../validation/bad-value.ts';
import { isRoleName } from '../../validation/names.ts';

export interface TypedFilter {
  readonly option: string;
  readonly organization_id: string;
  readonly typed: string;
}

interface Values<V> {
  /** What the list holds, such as `roles`. */
  readonly plural: string;
  readonly read: (client: Client, organization_id: string, options: RequestOptions) => Promise<readonly V[]>;
  readonly match: (typed: string, values: readonly V[]) => KnownMatch;
  /** True for a value that can be sent where the list cannot be read. */
  readonly isId: (typed: string) => boolean;
}

const ROLES: Values<Role> = {
  plural: 'roles',
  read: (client, organization_id, options) => client.roles.list({ organization_id }, options),
  match: matchRole,
  isId: (text) => !isRoleName(text),
};

const STATUSES: Values<MemberStatus> = {
  plural: 'statuses',
  read: (client, organization_id, options) => client.users.listStatuses({ organization_id }, options),
  match: matchStatus,
  isId: () => true,
};

/**
 * Looks up the role that a filter names by id or by name. Throws `CliError`: usage where there is none, because a list
 * that is filtered by it would be empty, or whole.
 */
export const roleFilter = (context: Context, given: TypedFilter) => resolveFilter(context, given, ROLES);

/** The same for the status of a member. */
export const statusFilter = (context: Context, given: TypedFilter) => resolveFilter(context, given, STATUSES);

/** Refuses a role that the API did not find. Throws as `roleFilter` does; returns where it is listed, or none is. */
export async function refuseUnknownRole(context: Context, given: TypedFilter): Promise<void> {
  await findListed(context, given, ROLES);
}

async function resolveFilter<V>(context: Context, given: TypedFilter, values: Values<V>): Promise<string> {
  const id = await findListed(context, given, values);
  if (id !== null) return id;
  const { option, typed } = given;
  const { plural, isId } = values;
  if (isId(typed)) {
    await context.io.note(`the API does not list the ${plural}: ${typed} is not checked`);
    return typed;
  }
  const shown = JSON.stringify(redactTyped(typed));
  const message = `${option}: the API does not list the ${plural}, so ${shown} cannot be looked up`;
  const hint = `name the one that is meant by its id: ${option} <id>`;
  throw new CliError('NO_MATCH', EXIT.refused, message, hint);
}

/** The id of the value; null where the API does not list the values. Throws `CliError` (usage) where there is none. */
async function findListed<V>(
  context: Context,
  { option, organization_id, typed }: TypedFilter,
  { read, match }: Values<V>,
): Promise<string | null> {
  const client = await context.api();
  const found = await probe(read(client, organization_id, { signal: context.environment.signal }));
  if (!('answer' in found)) return null;
  const matched = match(typed, found.answer);
  if ('id' in matched) return matched.id;
  throw usageError(`${option}: ${matched.message}`, matched.hint, { nearest: matched.nearest });
}
