import type { Http } from './http.ts';
import { path } from './path.ts';
import type { RequestOptions } from './request.ts';
import { objectOf, rowsOf } from './rows.ts';

/** https://docs.aitronos.com/docs/api-reference/departments/list */
export interface Department {
  id: string;
  name: string;
  description: string | null;
  parent_id: string | null;
  /** Ids from the root down, such as `/dept_abc123/dept_def456`. */
  path: string;
  depth: number;
  organization_id: string;
  member_count: number;
  is_active: boolean;
  is_default: boolean;
  color: string | null;
  created_by: string | null;
  created_at: string;
}

/** A department and all below it. */
export interface DepartmentNode extends Department {
  children: DepartmentNode[];
}

/** Where the departments are. */
export interface DepartmentsParams {
  organization_id: string;
}

/** `client.departments`: the departments of an organization. */
export class Departments {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * GET …/departments: all of them, in one array. Throws `ApiError`, `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`).
   * https://docs.aitronos.com/docs/api-reference/departments/list
   */
  async list({ organization_id }: DepartmentsParams, options?: RequestOptions): Promise<Department[]> {
    const address = path`/v1/organizations/${organization_id}/departments`;
    return rowsOf(await this.#http.get(address, options), 'departments', 'departments');
  }

  /**
   * GET …/departments/tree: the top level, each with those below it as `children`. Throws `ApiError`, `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`).
   * https://docs.aitronos.com/docs/api-reference/departments/tree
   */
  async tree({ organization_id }: DepartmentsParams, options?: RequestOptions): Promise<DepartmentNode[]> {
    const address = path`/v1/organizations/${organization_id}/departments/tree`;
    return rowsOf(await this.#http.get(address, options), 'departments', 'departments');
  }

  /**
   * GET …/departments/{id}. Throws `ApiError` (`DEPARTMENT_NOT_FOUND`) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/departments/retrieve
   */
  async retrieve(
    id: string,
    { organization_id }: DepartmentsParams,
    options?: RequestOptions,
  ): Promise<Department> {
    const address = path`/v1/organizations/${organization_id}/departments/${id}`;
    return objectOf(await this.#http.get<Department>(address, options), 'a department');
  }
}
