import type { Aitronos, RequestOptions } from '../../src/index.ts';

const there = { organization_id: 'org_1' };
const member = { ...there, user_id: 'usr_1' };
const read = async (rows: AsyncIterable<unknown>) => {
  for await (const _row of rows);
};

export type Call = (client: Aitronos, options: RequestOptions) => Promise<unknown>;

const CALLS: Readonly<Record<string, Readonly<Record<string, Call>>>> = {
  organizations: {
    list: ({ organizations }, options) => organizations.list({}, options),
    listAll: ({ organizations }, options) => read(organizations.listAll({}, options)),
  },
  users: {
    deactivate: ({ users }, options) =>
      users.deactivate('usr_1', { ...there, transfer_resources_to_department_id: 'dept_1' }, options),
    reactivate: ({ users }, options) => users.reactivate('usr_1', there, options),
    remove: ({ users }, options) => users.remove('usr_1', there, options),
    inviteV2: ({ users }, options) => users.inviteV2({ ...there, email: 'a@example.com' }, options),
    updateMemberships: ({ users }, options) =>
      users.updateMemberships('usr_1', { ...there, role_ids: [], department_ids: [] }, options),
    retrieve: ({ users }, options) => users.retrieve('usr_1', there, options),
    effectivePermissions: ({ users }, options) => users.effectivePermissions('usr_1', there, options),
    list: ({ users }, options) => users.list(there, options),
    listStatuses: ({ users }, options) => users.listStatuses(there, options),
    listAll: ({ users }, options) => read(users.listAll(there, {}, options)),
  },
  departments: {
    list: ({ departments }, options) => departments.list(there, options),
    tree: ({ departments }, options) => departments.tree(there, options),
    retrieve: ({ departments }, options) => departments.retrieve('dept_1', there, options),
    create: ({ departments }, options) => departments.create({ ...there, name: 'Ships' }, options),
    update: ({ departments }, options) => departments.update('dept_1', { ...there, name: 'Boats' }, options),
    reparent: ({ departments }, options) =>
      departments.reparent('dept_1', { ...there, new_parent_id: 'dept_2' }, options),
    delete: ({ departments }, options) => departments.delete('dept_1', there, options),
    listMembers: ({ departments }, options) => departments.listMembers('dept_1', there, options),
    addMember: ({ departments }, options) => departments.addMember('dept_1', member, options),
    removeMember: ({ departments }, options) => departments.removeMember('dept_1', member, options),
  },
  roles: {
    list: ({ roles }, options) => roles.list(there, options),
    retrieve: ({ roles }, options) => roles.retrieve('role_1', there, options),
    create: ({ roles }, options) =>
      roles.create({ ...there, name: 'Guest', capabilities: ['view_audit_log'] }, options),
    delete: ({ roles }, options) => roles.delete('role_1', there, options),
    assignMember: ({ roles }, options) => roles.assignMember('role_1', member, options),
    removeMember: ({ roles }, options) => roles.removeMember('role_1', member, options),
    listMembers: ({ roles }, options) => roles.listMembers('role_1', there, options),
    listAllMembers: ({ roles }, options) => read(roles.listAllMembers('role_1', there, options)),
  },
  auditLog: {
    query: ({ auditLog }, options) => auditLog.query(there, options),
    queryAll: ({ auditLog }, options) => read(auditLog.queryAll(there, {}, options)),
  },
  account: { me: ({ account }, options) => account.me(options) },
  auth: {
    login: ({ auth }, options) => auth.login({ email_or_username: 'a', password: 'b' }, options),
    verify: ({ auth }, options) => auth.verify({ email_key: 'k', verification_code: 1234 }, options),
    refresh: ({ auth }, options) => auth.refresh({ refresh_token: 'r' }, options),
    logout: ({ auth }, options) => auth.logout({}, options),
  },
  health: { reach: ({ health }, options) => health.reach(options) },
};

/** Each method of each resource of the client, called with something that it takes. */
export const EVERY_METHOD = Object.entries(CALLS).flatMap(([resource, calls]) =>
  Object.entries(calls).map(([method, call]) => ({ name: `client.${resource}.${method}`, call })),
);
