import type { Client } from '../api/client.ts';
import type { RequestOptions } from '../api/http/request.ts';
import type { KnownSecrets } from '../secrets/known-secrets.ts';
import type { Environment } from '../system/environment.ts';
import { cutText } from '../text/cut.ts';
import { departmentId, fitsOrNull, organizationId, roleId } from '../validation/ids.ts';
import { isObject, textOrNull } from '../validation/objects.ts';
import { cacheKey, type Suggestion, SuggestionCache } from './cache.ts';

export interface ListSource {
  readonly environment: Pick<Environment, 'clock' | 'folders' | 'pid' | 'signal'>;
  /** Identifies the caller; only its hash is stored. */
  readonly who: string;
  readonly origin: string;
  /** Lists that hold one of these are not cached. */
  readonly secrets: KnownSecrets;
  /** Required for lists of an organization. */
  readonly organization_id: string;
  /** Null where the API cannot be asked. */
  readonly client: () => Promise<Client | null>;
}

const LONGEST_NAME_BYTES = 200;

type List = (client: Client, organization_id: string, options: RequestOptions) => Promise<unknown>;

const LISTS = {
  organizations: [organizations, organizationId],
  departments: [
    (client, organization_id, options) => client.departments.list({ organization_id }, options),
    departmentId,
  ],
  roles: [(client, organization_id, options) => client.roles.list({ organization_id }, options), roleId],
} as const satisfies Record<string, readonly [List, (text: string) => string]>;

export type ApiList = keyof typeof LISTS;

/** The ids of a list with their names, cached for five minutes. Throws the API's errors and caches none of them. */
export async function cachedList(what: ApiList, asking: ListSource): Promise<readonly Suggestion[]> {
  const { environment, who, origin, organization_id, secrets } = asking;
  const kept = new SuggestionCache(environment);
  const key = cacheKey(who, origin, what, what === 'organizations' ? '' : organization_id);
  const found = kept.read(key);
  if (found !== null) return found;
  const client = await asking.client();
  if (client === null) return [];
  const [list, isId] = LISTS[what];
  const rows = await list(client, organization_id, { signal: environment.signal });
  const said = Array.isArray(rows) ? rows.flatMap((row: unknown) => toSuggestions(row, isId)) : [];
  const suggestions = said.map(({ value, about }) => ({ value, about: secrets.redact(about) }));
  kept.write(key, suggestions);
  return suggestions;
}

async function organizations(client: Client, _: string, options: RequestOptions): Promise<unknown> {
  return (await client.organizations.list({ limit: 100 }, options)).organizations;
}

/** Drops what has not the form of an id, because it would come to stand on a command line, and what is inactive. */
function toSuggestions(row: unknown, parse: (text: string) => string): Suggestion[] {
  if (!isObject(row) || row['is_active'] === false) return [];
  const value = fitsOrNull(parse, row['id']);
  return value === null ? [] : [{ value, about: cutText(textOrNull(row['name']) ?? '', LONGEST_NAME_BYTES) }];
}
