import { expect, it } from 'vitest';
import { ROUTES } from '../../src/sandbox/routes/routes.ts';
import { openSandbox } from './world.ts';

const IDS = [
  '__proto__',
  'constructor',
  'usr_999999999999999999999',
  'usr_000000',
  `usr_${'a'.repeat(4_000)}`,
  '%00',
  '%E0%A4%A',
  '..%2f..%2fhealth',
  '%7B%7D',
];
const QUERIES = [
  '?skip=-1&limit=0',
  '?limit=1e3&active_only=7',
  '?email=%00&user_id=',
  '?skip=1&skip=2&scope=%FF',
];
const BODIES = ['{}', '', 'null', '{"take":-1,"skip":1e99,"user_id":{},"capabilities":{},"name":[]}'];

it.each(ROUTES.map(({ at }) => at))('%s answers odd ids, queries and bodies with no failure', async (at) => {
  const { send, access_token } = await openSandbox();
  const [method = '', path = ''] = at.split(' ');
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  const inside = path.replace(':organization_id', 'org_xyz789');
  const one = inside.replace(':user_id', 'usr_zoe01').replaceAll(/:\w+/g, 'dept_eng001');
  const ids = inside.includes(':') ? IDS : [];
  const withBody = method !== 'GET';
  const odd: readonly (readonly [path: string, body: string | undefined])[] = [
    ...ids.map((id) => [inside.replaceAll(/:\w+/g, id), withBody ? '{}' : undefined] as const),
    ...QUERIES.map((query) => [one + query, withBody ? '{}' : undefined] as const),
    ...(withBody ? BODIES : []).map((body) => [one, body] as const),
    [path.replaceAll(/:\w+/g, '__proto__'), undefined],
  ];
  const answers = await Promise.all(
    odd.map(async ([address, body]) => {
      const { status, text } = await send(address, { method, headers, ...(body !== undefined && { body }) });
      return { address: address.slice(0, 200), body, status, text };
    }),
  );
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
});
