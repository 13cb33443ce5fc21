import type { Client } from '../api/client.ts';
import type { Department } from '../api/objects/department.ts';
import type { Role } from '../api/objects/role.ts';
import { memoize } from '../memoize.ts';

/** The organization whose lists are read; the client is made at the first request. */
interface Place {
  readonly client: () => Promise<Client>;
  readonly organization_id: string;
  readonly signal: AbortSignal;
}

/**
 * The departments and roles of one organization, each list requested at its first use and never again. Throws
 * `ApiError`, `ConnectionError`, or the signal's reason.
 */
export class GroupLists {
  readonly departments: () => Promise<readonly Department[]>;
  readonly roles: () => Promise<readonly Role[]>;
  /** The lists that were read by now; null for one that no look-up needed. */
  known: { readonly departments: readonly Department[] | null; readonly roles: readonly Role[] | null } = {
    departments: null,
    roles: null,
  };

  constructor({ client, organization_id, signal }: Place) {
    this.departments = memoize(async () => {
      const departments = await (await client()).departments.list({ organization_id }, { signal });
      this.known = { ...this.known, departments };
      return departments;
    });
    this.roles = memoize(async () => {
      const roles = await (await client()).roles.list({ organization_id }, { signal });
      this.known = { ...this.known, roles };
      return roles;
    });
  }
}
