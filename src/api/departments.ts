import { everyRowOf, requireRowsOf, rowsOf } from './answers.ts';
import { checkCall, checkNames, takeFields } from './checks/checked-options.ts';
import * as known from './checks/known-names.ts';
import { checkNeeds, checkObject } from './checks/needed-fields.ts';
import { confirmMade, requireNoError, requireSame } from './confirmed.ts';
import type { Http } from './http/http.ts';
import type { RequestOptions } from './http/request.ts';
import { wholeList } from './lists/told-rows.ts';
import type {
  CreateDepartmentParams,
  Department,
  DepartmentMember,
  DepartmentMemberParams,
  DepartmentNode,
  DepartmentsParams,
  DepartmentTreeParams,
  ReparentDepartmentParams,
  UpdateDepartmentParams,
} from './objects/department.ts';
import { path } from './path.ts';

/** The list of a department's members is one answer; this has room for half a million of them. */
const MOST_MEMBERS_BYTES = 64 * 1024 * 1024;

/** `client.departments`: the departments of an organization. */
export class Departments {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * GET …/departments: all departments, in one array.
   * Throws `ApiError`, `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`).
   * https://docs.aitronos.com/docs/api-reference/departments/list
   */
  async list(params: DepartmentsParams, options?: RequestOptions): Promise<Department[]> {
    const { organization_id } = checkObject('departments.list', params);
    const address = path`/v1/organizations/${organization_id}/departments`;
    const answer = await this.#http.get(address, checkCall(options, { packed: true }));
    const rows = rowsOf<Department>(answer, 'departments', 'departments');
    return wholeList(requireRowsOf(organization_id, 'departments', rows), answer);
  }

  /**
   * GET …/departments/tree: the top level, each with its descendants as `children`.
   * Throws `ApiError`, `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`).
   * https://docs.aitronos.com/docs/api-reference/departments/tree
   */
  async tree(params: DepartmentTreeParams, options?: RequestOptions): Promise<DepartmentNode[]> {
    checkNames('departments.tree', params, known.DEPARTMENT_TREE);
    const { organization_id, scope } = checkNeeds('departments.tree', params, known.OF_TREE);
    const address = path`/v1/organizations/${organization_id}/departments/tree`;
    const query = scope === undefined ? '' : `?scope=${scope.map(encodeURIComponent).join(',')}`;
    const answer = await this.#http.get(address + query, checkCall(options, { packed: true }));
    const rows = rowsOf<DepartmentNode>(answer, 'departments', 'departments');
    return requireRowsOf(organization_id, 'departments', rows);
  }

  /**
   * GET …/departments/{id}.
   * Throws `ApiError` (`DEPARTMENT_NOT_FOUND`), `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`).
   * https://docs.aitronos.com/docs/api-reference/departments/retrieve
   */
  async retrieve(id: string, params: DepartmentsParams, options?: RequestOptions): Promise<Department> {
    const { organization_id } = checkObject('departments.retrieve', params);
    const address = path`/v1/organizations/${organization_id}/departments/${id}`;
    return requireSame('department', { id, organization_id }, await this.#http.get(address, options));
  }

  /**
   * POST …/departments: answers the new department (201).
   * Not repeated after an attempt without an answer, because the first attempt may have created it.
   * Throws `ApiError` (`UNEXPECTED_STATE`) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/departments/create
   */
  async create(params: CreateDepartmentParams, options?: RequestOptions): Promise<Department> {
    const given = takeFields('departments.create', params, known.CREATE_DEPARTMENT);
    const { organization_id, ...body } = checkNeeds('departments.create', given, known.TO_CREATE_DEPARTMENT);
    const address = path`/v1/organizations/${organization_id}/departments`;
    const once = checkCall(options, { repeatable: false });
    return confirmMade('department', { organization_id }, await this.#http.post(address, body, once));
  }

  /**
   * PATCH …/departments/{id}: answers the department.
   * Throws `ApiError` (`UNEXPECTED_STATE`) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/departments/update
   */
  async update(id: string, params: UpdateDepartmentParams, options?: RequestOptions): Promise<Department> {
    const { organization_id, ...body } = takeFields('departments.update', params, known.UPDATE_DEPARTMENT);
    const address = path`/v1/organizations/${organization_id}/departments/${id}`;
    return confirmMade('department', { id, organization_id }, await this.#http.patch(address, body, options));
  }

  /**
   * POST …/departments/{id}/reparent: moves a department with all its descendants; answers the department.
   * Throws `ApiError` (`UNEXPECTED_STATE`) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/departments/reparent
   */
  async reparent(
    id: string,
    params: ReparentDepartmentParams,
    options?: RequestOptions,
  ): Promise<Department> {
    const given = takeFields('departments.reparent', params, known.REPARENT_DEPARTMENT);
    const { organization_id, ...body } = checkNeeds('departments.reparent', given, known.TO_REPARENT);
    const address = path`/v1/organizations/${organization_id}/departments/${id}/reparent`;
    return confirmMade('department', { id, organization_id }, await this.#http.post(address, body, options));
  }

  /**
   * DELETE …/departments/{id}: answers nothing (204).
   * Throws `ApiError` (`DEPARTMENT_HAS_CHILDREN`, 422; `UNEXPECTED_STATE`) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/departments/delete
   */
  async delete(id: string, params: DepartmentsParams, options?: RequestOptions): Promise<undefined> {
    const { organization_id } = checkObject('departments.delete', params);
    const address = path`/v1/organizations/${organization_id}/departments/${id}`;
    return requireNoError(await this.#http.delete(address, undefined, options));
  }

  /**
   * GET …/departments/{id}/members: all members, in one array of 64 MiB at most.
   * Throws `ApiError` (`DEPARTMENT_NOT_FOUND`), `ConnectionError`, or `AitronosError` (`UNEXPECTED_ANSWER`), also for
   * an answer that says itself that it is a part of the list: who is not in it may be a member.
   * https://docs.aitronos.com/docs/api-reference/departments/list-members
   */
  async listMembers(
    id: string,
    params: DepartmentsParams,
    options?: RequestOptions,
  ): Promise<DepartmentMember[]> {
    const { organization_id } = checkObject('departments.listMembers', params);
    const address = path`/v1/organizations/${organization_id}/departments/${id}/members`;
    const own = { packed: true, mostBytes: MOST_MEMBERS_BYTES };
    const answer = await this.#http.get(address, checkCall(options, own));
    return wholeList(everyRowOf(answer, 'members', 'members'), answer);
  }

  /**
   * POST …/departments/{id}/members: answers the member (201).
   * Not repeated after an attempt without an answer, because the API refuses to add a member twice.
   * Throws `ApiError` (`UNEXPECTED_STATE`) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/departments
   */
  async addMember(
    id: string,
    params: DepartmentMemberParams,
    options?: RequestOptions,
  ): Promise<DepartmentMember> {
    const { organization_id, user_id } = checkNeeds('departments.addMember', params, known.OF_USER);
    const address = path`/v1/organizations/${organization_id}/departments/${id}/members`;
    const once = checkCall(options, { repeatable: false });
    const answer = await this.#http.post<DepartmentMember>(address, { user_id }, once);
    return confirmMade('member', { user_id, organization_id }, answer);
  }

  /**
   * DELETE …/departments/{id}/members/{user_id}: answers nothing (204).
   * Throws `ApiError` (`UNEXPECTED_STATE`) or `ConnectionError`.
   * https://docs.aitronos.com/docs/api-reference/departments
   */
  async removeMember(
    id: string,
    params: DepartmentMemberParams,
    options?: RequestOptions,
  ): Promise<undefined> {
    const { organization_id, user_id } = checkObject('departments.removeMember', params);
    const address = path`/v1/organizations/${organization_id}/departments/${id}/members/${user_id}`;
    return requireNoError(await this.#http.delete(address, undefined, options));
  }
}
