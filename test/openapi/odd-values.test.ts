import { expect, it } from 'vitest';
import { openSandbox } from '../sandbox/world.ts';
import { requestFaults } from './conformance.ts';
import { OPERATIONS, type Operation, resolved, type Schema } from './facts.ts';

/** What is sent in place of each value of each operation. */
const ODD: readonly unknown[] = [
  ...[null, '', ' ', 'x', 'x'.repeat(3000), '\u0000', '٣', '1,2', '2999-12-31'],
  ...[0, -1, 1.5, 101, 1e20, true, false, [], ['x'], [null], {}],
  ...['usr_nobody', 'dept_nowhere', 'role_nowhere', 'orguser_def456', '__proto__'],
];

const IDS: Readonly<Record<string, string>> = {
  organization_id: 'org_xyz789',
  user_id: 'usr_def456',
  department_id: 'dept_eng001',
  role_id: 'role_admin1',
  email: 'jane@example.com',
};

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = ({ requestBody }: Operation): readonly string[] => {
  const schema = resolved(resolved(requestBody)?.content['application/json']?.schema);
  return Object.keys((schema?.['properties'] as Fields | undefined) ?? {});
};

/** A body that the facts allow, of what their examples say. */
function usualBody({ requestBody }: Operation): Fields {
  const content = resolved(requestBody)?.content['application/json'];
  return (content as { readonly example?: Fields } | undefined)?.example ?? {};
}

const queriesOf = ({ parameters = [] }: Operation): readonly { readonly name: string; schema: Schema }[] =>
  parameters.map((parameter) => resolved(parameter)).filter((parameter) => parameter.in === 'query');

/** Every request with one odd value in it. */
function oddRequests(
  path: string,
  operation: Operation,
): readonly { readonly path: string; body?: Fields }[] {
  const usual = usualBody(operation);
  return ODD.flatMap((value) => [
    ...fieldsOf(operation).map((field) => ({ path, body: { ...usual, [field]: value } })),
    ...queriesOf(operation).map(({ name }) => ({
      path: `${path}?${name}=${encodeURIComponent(String(value))}`,
      ...(operation.requestBody && { body: usual }),
    })),
  ]);
}

// Whatever differs from the facts, in requests that are taken and in answers, is compared with the list of deviations.
it.each([...OPERATIONS])(
  '%s takes no odd value but nothing at all',
  { timeout: 60_000 },
  async (line, operation) => {
    const { send, access_token } = await openSandbox();
    const [method = '', address = ''] = line.split(' ');
    const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
    const place = address.replaceAll(/\{(\w+)\}/g, (_, name: string) => IDS[name] ?? name);
    for (const { path, body } of oddRequests(place, operation)) {
      const text = body === undefined ? '' : JSON.stringify(body);
      const { status } = await send(path, { method, headers, ...(text !== '' && { body: text }) });
      const isNothing = path.endsWith('=') || Object.values(body ?? {}).includes(null);
      const faults = requestFaults({ method, path, headers, body: text });
      if (!isNothing && faults.length > 0)
        expect(status, `${path} ${text.slice(0, 200)}`).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
  },
);
