import { describe, expect, it } from 'vitest';
import type { Aitronos } from '../../src/index.ts';
import { useWorld } from '../world.ts';
import { clientIn } from './client.ts';

const world = useWorld();
const ORG = '/v1/organizations/org_xyz789';
const organization_id = 'org_xyz789';
const client = () => clientIn(world.current);

type Call = (aitronos: Aitronos) => Promise<unknown>;
const sales = { name: 'Sales', parent_id: null };
const role = { name: 'Auditor', capabilities: ['view_audit_log'] };
const member = { user_id: 'usr_abc123' };

// Each call, and the request that it is.
const CALLS: readonly [string, Call, string, string, object | null][] = [
  [
    'departments.create',
    (aitronos) => aitronos.departments.create({ organization_id, ...sales }),
    'POST',
    `${ORG}/departments`,
    sales,
  ],
  [
    'departments.update',
    (aitronos) => aitronos.departments.update('dept_sales', { organization_id, description: null }),
    'PATCH',
    `${ORG}/departments/dept_sales`,
    { description: null },
  ],
  [
    'departments.reparent',
    (aitronos) => aitronos.departments.reparent('dept_sales', { organization_id, new_parent_id: null }),
    'POST',
    `${ORG}/departments/dept_sales/reparent`,
    { new_parent_id: null },
  ],
  [
    'departments.delete',
    (aitronos) => aitronos.departments.delete('dept_sales', { organization_id }),
    'DELETE',
    `${ORG}/departments/dept_sales`,
    null,
  ],
  [
    'departments.add_member',
    (aitronos) => aitronos.departments.addMember('dept_sales', { organization_id, ...member }),
    'POST',
    `${ORG}/departments/dept_sales/members`,
    member,
  ],
  [
    'departments.remove_member',
    (aitronos) => aitronos.departments.removeMember('dept_sales', { organization_id, ...member }),
    'DELETE',
    `${ORG}/departments/dept_sales/members/usr_abc123`,
    null,
  ],
  [
    'roles.create',
    (aitronos) => aitronos.roles.create({ organization_id, ...role }),
    'POST',
    `${ORG}/roles`,
    role,
  ],
  [
    'roles.delete',
    (aitronos) => aitronos.roles.delete('role_audit', { organization_id }),
    'DELETE',
    `${ORG}/roles/role_audit`,
    null,
  ],
  [
    'roles.assign_member',
    (aitronos) => aitronos.roles.assignMember('role_audit', { organization_id, ...member }),
    'POST',
    `${ORG}/roles/role_audit/members`,
    member,
  ],
  [
    'roles.remove_member',
    (aitronos) => aitronos.roles.removeMember('role_audit', { organization_id, ...member }),
    'DELETE',
    `${ORG}/roles/role_audit/members/usr_abc123`,
    null,
  ],
];

describe('the departments and roles of the library', () => {
  it.each(CALLS)(
    '%s sends what the API wants, and gives back what it answers',
    async (...[, call, ...sent]) => {
      const [method, path, body] = sent;
      const said = { id: 'dept_sales', name: 'as the API has it' };
      await world.current.script(method === 'DELETE' ? { status: 204 } : { status: 201, body: said });
      const aitronos = client();
      expect(await call(aitronos)).toEqual(method === 'DELETE' ? undefined : said);
      const [request] = world.current.requests;
      expect(request).toMatchObject({ method, path });
      expect(request?.body).toBe(body === null ? '' : JSON.stringify(body));
      await aitronos.close();
    },
  );

  it.each(CALLS)('%s throws what the API refuses', async (_, call) => {
    const error = { code: 'DEPARTMENT_HAS_CHILDREN', message: 'no', type: 'client_error', status: 422 };
    await world.current.script({ status: 422, body: { success: false, error } });
    const aitronos = client();
    await expect(call(aitronos)).rejects.toMatchObject({ code: 'DEPARTMENT_HAS_CHILDREN', status: 422 });
    await aitronos.close();
  });

  it.each(CALLS)(
    '%s: what makes something new is not asked for twice when no answer comes',
    async (...all) => {
      const [name, call] = all;
      await world.current.script('reset');
      const aitronos = client();
      await expect(call(aitronos)).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
      const once = /create|add_member|assign_member/.test(name);
      expect(world.current.requests).toHaveLength(once ? 1 : 4);
      await aitronos.close();
    },
  );

  it('read the sandbox’s own', async () => {
    const aitronos = client();
    const { departments, roles } = aitronos;
    const [first] = await departments.list({ organization_id });
    const id = first?.id ?? '';
    expect((await departments.retrieve(id, { organization_id })).name).toBe(first?.name);
    const people = await departments.listMembers(id, { organization_id });
    expect(people.length).toBeGreaterThan(0);
    for (const one of people) expect(one.user_id).toMatch(/^usr_/);
    expect((await roles.retrieve('role_owner', { organization_id })).name).toBe('Owner');
    await expect(roles.retrieve('role_none', { organization_id })).rejects.toMatchObject({
      code: 'ROLE_NOT_FOUND',
    });
    await aitronos.close();
  });

  it('change the sandbox’s own', async () => {
    const aitronos = client();
    const { departments, roles, users } = aitronos;
    const at = { organization_id };
    const legal = await departments.create({ ...at, name: 'Legal', parent_id: 'dept_sales001' });
    expect(legal).toMatchObject({ parent_id: 'dept_sales001', depth: 1, member_count: 0 });
    expect((await departments.update(legal.id, { ...at, name: 'Law' })).name).toBe('Law');
    expect((await departments.reparent(legal.id, { ...at, new_parent_id: null })).depth).toBe(0);
    expect((await departments.addMember(legal.id, { ...at, ...member })).user_id).toBe('usr_abc123');
    expect(await departments.listMembers(legal.id, at)).toHaveLength(1);
    const tree = await departments.tree({ ...at, scope: [legal.id] });
    expect(tree).toMatchObject([{ id: legal.id, member_count: 1, children: [] }]);
    await expect(departments.delete(legal.id, at)).rejects.toMatchObject({ code: 'DEPARTMENT_HAS_MEMBERS' });
    await departments.removeMember(legal.id, { ...at, ...member });
    await departments.delete(legal.id, at);

    const auditor = await roles.create({ ...at, ...role });
    const assigned = await roles.assignMember(auditor.id, { ...at, ...member });
    expect(assigned).toMatchObject({ role_id: auditor.id, user_id: 'usr_abc123' });
    expect((await users.effectivePermissions('usr_abc123', at)).role_ids).toContain(auditor.id);
    expect((await roles.listMembers(auditor.id, at)).total).toBe(1);
    await roles.removeMember(auditor.id, { ...at, ...member });
    await roles.delete(auditor.id, at);
    expect((await roles.list(at)).map(({ id }) => id)).not.toContain(auditor.id);
    await aitronos.close();
  });
});
