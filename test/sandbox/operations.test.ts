import { expect, it } from 'vitest';
import { ROUTES } from '../../src/sandbox/routes/routes.ts';
import { OPERATIONS } from '../openapi/facts.ts';
import { openSandbox } from './world.ts';

/** Those that the sandbox does not serve: a new one is here until it does. */
const LEFT_OUT: readonly string[] = [];

const IDS: Readonly<Record<string, string>> = {
  organization_id: 'org_xyz789',
  user_id: 'usr_abc123',
  department_id: 'dept_eng001',
  role_id: 'role_admin1',
  email: 'jane@example.com',
};

/** Every documented operation, with the address of its page; health has none. */
const named = [...OPERATIONS].map(([operation, { externalDocs }]) => ({
  operation,
  page: externalDocs?.url ?? null,
}));

it.each(named.filter(({ operation }) => !LEFT_OUT.includes(operation)))(
  'the sandbox serves $operation, and names its page',
  async ({ operation, page }) => {
    const { send, access_token } = await openSandbox();
    const [method = '', path = ''] = operation.split(' ');
    const answer = await send(
      path.replaceAll(/\{(\w+)\}/g, (_, name: string) => IDS[name] ?? name),
      {
        method,
        headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: '{}' }),
      },
    );
    expect(answer.text).not.toContain('"NOT_FOUND"');
    expect(answer.status).toBeLessThan(500);
    const route = ROUTES.find(({ at }) => at === operation.replaceAll(/\{(\w+)\}/g, ':$1'));
    expect(route?.page).toBe(page);
  },
);

it('leaves out what is listed, and serves nothing that no page documents', () => {
  const documented = named.map(({ operation }) => operation);
  const served = ROUTES.map(({ at }) => at.replaceAll(/:(\w+)/g, '{$1}'));
  expect(served.filter((one) => !documented.includes(one))).toEqual([]);
  expect(documented.filter((one) => !served.includes(one)).sort()).toEqual([...LEFT_OUT].sort());
});
