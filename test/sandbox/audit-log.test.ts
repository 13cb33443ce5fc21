import { expect, it } from 'vitest';
import { openSandbox } from './world.ts';

it.each([
  ['', ['created', 'reactivated', 'deactivated'], 3],
  ['?action_type=deactivated', ['deactivated'], 1],
  ['?entity_type=department', ['created'], 1],
  ['?target_id=usr_abc123', ['reactivated', 'deactivated'], 2],
  ['?actor_id=usr_nobody', [], 0],
  ['?from_date=2025-12-22&to_date=2025-12-22', ['created', 'reactivated', 'deactivated'], 3],
  ['?to_date=2025-12-21', [], 0],
  ['?search_term=JANE', ['reactivated', 'deactivated'], 2],
  ['?skip=1&limit=1', ['reactivated'], 3],
])('the audit log%s is the newest first', async (query, actions, total) => {
  const { call, deactivate, reactivate } = await openSandbox();
  await deactivate('usr_abc123');
  await reactivate('usr_abc123');
  await call('POST /departments', { name: 'Legal' });
  const { body } = await call(`GET /audit-log${query}`);
  const items = body['items'] as { action_type: string }[];
  expect([items.map(({ action_type }) => action_type), body['total']]).toEqual([actions, total]);
});

it('the audit log says who did it, and is for users who may view it', async () => {
  const { call, deactivate, send } = await openSandbox();
  await deactivate('usr_abc123');
  const { body } = await call('GET /audit-log?limit=1');
  expect(body).toMatchObject({
    items: [
      {
        actor_id: 'usr_admin01',
        target_name: 'Jane Doe',
        department_id: 'dept_eng001',
        previous_value: { account_state: 'active' },
        new_value: { account_state: 'deactivated' },
      },
    ],
    has_more: false,
  });
  expect((await call('GET /audit-log?from_date=soon')).status).toBe(422);
  const { url, access_token } = await openSandbox();
  const file = await fetch(`${url}/v1/organizations/org_xyz789/audit-log/export`, {
    headers: { authorization: `Bearer ${access_token}` },
  });
  expect(await file.text()).toMatch(/^Timestamp,Entity Type,Entity Name,Action,/);
  const logs = await send('/v1/organizations/org_xyz789/users/usr_abc123/change-logs', {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}` },
  });
  expect(logs.body).toMatchObject({ logs: [{ action: 'deactivated' }], total_count: 1 });
});
