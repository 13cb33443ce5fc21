import { onlyList, rowsOf } from './answers.ts';
import { checkCall, type Names, takeFields } from './checks/checked-options.ts';
import { checkObject } from './checks/needed-fields.ts';
import type { Http } from './http/http.ts';
import type { RequestOptions } from './http/request.ts';
import { throwAtFirstRow } from './lists/first-row.ts';
import { allRows } from './lists/pages.ts';
import { type ToldRows, toldRows } from './lists/told-rows.ts';
import { rowKey } from './members.ts';
import { addQuery } from './path.ts';

/** https://docs.aitronos.com/docs/api-reference/organizations/management/list */
export interface ListedOrganization {
  id: string;
  name: string;
  description: string | null;
  logo: string | null;
  /** The only dates of the API in camel case. */
  createdAt: string;
  updatedAt: string;
}

export interface AllOrganizationsParams {
  /** False for those that are not active too; the API's default is true. */
  active_only?: boolean | undefined;
}

/** One page: `limit` (1 to 100) at most, after the first `skip`. */
export interface OrganizationsParams extends AllOrganizationsParams {
  skip?: number | undefined;
  limit?: number | undefined;
}

export interface OrganizationPage extends ToldRows {
  organizations: ListedOrganization[];
}

const LIST_ALL: Names<AllOrganizationsParams> = { active_only: true };
const LIST_ORGANIZATIONS: Names<OrganizationsParams> = { ...LIST_ALL, skip: true, limit: true };

/** `client.organizations`: those of the signed-in user. */
export class Organizations {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * GET /v1/organizations: one page of the organizations of the signed-in user. The page of the API names an object
   * with a list in it, and shows a bare array; both are read.
   * Throws `ApiError`, `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`).
   * https://docs.aitronos.com/docs/api-reference/organizations/management/list
   */
  async list(params: OrganizationsParams = {}, options?: RequestOptions): Promise<OrganizationPage> {
    const checked = takeFields('organizations.list', params, LIST_ORGANIZATIONS);
    const address = addQuery('/v1/organizations', checked);
    const answer = await this.#http.get(address, checkCall(options, { packed: true }));
    return {
      organizations: rowsOf(answer, 'organizations', ...onlyList(answer)),
      ...toldRows(answer),
    };
  }

  /**
   * Yields all organizations of the signed-in user, each once, in pages of a hundred.
   * Throws as `list` does, and `AitronosError` (`LIST_CHANGED`).
   */
  listAll(params: AllOrganizationsParams = {}, options?: RequestOptions): AsyncGenerator<ListedOrganization> {
    return throwAtFirstRow(() => {
      const of = checkObject('organizations.listAll', params);
      const filter = takeFields('organizations.listAll', of, LIST_ALL);
      return allRows<ListedOrganization>({
        fetch: async (skip, limit, each) => {
          const { organizations, ...told } = await this.list({ ...filter, skip, limit }, each);
          return { rows: organizations, ...told };
        },
        idOf: rowKey,
        options,
      });
    });
  }
}
