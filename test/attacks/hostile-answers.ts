import fc from 'fast-check';
import type { Step } from '../scripted-server.ts';
import { ALL_COMMANDS, TOKEN, VALUES } from './hostile-values.ts';

/** A step that needs no look at the request. */
export type Answer = Exclude<Step, (request: never) => unknown>;

const deep = (levels: number, open: string, close: string) =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;

const USER = {
  id: 'usr_abc123',
  user_id: 'usr_abc123',
  full_name: 'Jane Doe',
  email: 'jane@example.com',
  account_state: 'deactivated',
  role_ids: ['role_admin'],
  department_ids: ['dept_eng001'],
  organization_id: 'org_xyz789',
  role: { id: 'role_admin', name: 'Admin' },
  status: { id: 'status_active', name: 'Active' },
};
const DEPARTMENT = {
  id: 'dept_eng001',
  name: 'Engineering',
  path: '/dept_eng001',
  is_active: true,
  children: [],
};
const ROLE = { id: 'role_admin', name: 'Admin', member_count: 2, is_custom: false };
const PERMISSIONS = {
  user_id: 'usr_abc123',
  capabilities: ['manage_users'],
  department_scope: ['dept_eng001'],
  role_ids: [],
};

/** What the API may well answer, somewhere. */
const SHAPES: readonly unknown[] = [
  USER,
  { ...USER, id: 'usr_b', user_id: 'usr_b', account_state: 'active' },
  { users: [USER], total_users_count: 1, skip: 0, take: 100 },
  { members: [USER, { ...USER, user_id: 'usr_b' }], total: 300 },
  [DEPARTMENT, { ...DEPARTMENT, id: 'dept_b', path: '/dept_eng001/dept_b', children: [DEPARTMENT] }],
  [ROLE],
  PERMISSIONS,
  { access_token: 'new-access-token-1', refresh_token: 'new-refresh-token-1', expires_in: 3600, user: USER },
  { success: true, email_key: 'key-1', requires_verification: true },
  { success: false, error: { code: 'X', message: 'No.', type: 'client_error', details: {}, trace_id: 't' } },
  { error: { code: 'USER_ALREADY_DEACTIVATED', message: 'It is so.', details: { problems: [] } } },
  { error: { code: 'TOKEN_EXPIRED', message: 'Too old.' } },
];

/** One of these with something else in one or two places, as JSON. */
export const bent = (shapes: readonly unknown[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...shapes), fc.array(fc.tuple(fc.nat(30), VALUES), { maxLength: 2 }))
    .map(([shape, bends]) => bends.reduce((whole, [at, value]) => withAt(whole, at, value), shape))
    .map((value) => JSON.stringify(value));

/** The same with another value at the `at`th of all its places, counted from the outside in. */
function withAt(whole: unknown, at: number, value: unknown): unknown {
  let left = at;
  const text = JSON.stringify(whole, (_name, old: unknown) => {
    left -= 1;
    return left === -1 ? value : old;
  });
  return text === undefined ? whole : JSON.parse(text);
}

const BODIES = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.oneof(
      bent(SHAPES),
      VALUES.map((value) => JSON.stringify(value)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...['', ' ', 'null', '"', '[', '{"error":', `<html>${TOKEN}</html>`, '\ufeff{"id":"usr_abc123"}'],
      ...[deep(100_000, '[', ']'), deep(5_000, '{"error":', '}'), deep(90, '{"children":[', ']}')],
      ...['{"id":12345678901234567890,"total":1e400}', `{"account_state":"${'x'.repeat(1_100_000)}"}`],
      `{"__proto__":{"account_state":"deactivated"},"id":"usr_abc123"}`,
    ),
  },
);

const TIMES = fc.constantFrom(
  '0',
  '-1',
  '1',
  '0.5',
  '3600',
  '1e9',
  '1e300',
  'NaN',
  '1772366400',
  '1772366400000',
  '',
);
const HEADERS = fc.record(
  {
    'retry-after': TIMES,
    'x-ratelimit-remaining': TIMES,
    'x-ratelimit-limit': TIMES,
    'x-ratelimit-reset': TIMES,
    'x-request-id': fc.constantFrom('req_1', TOKEN, 'x'.repeat(5_000), '=1', '::error::'),
    location: fc.constantFrom('https://example.com/', `/?token=${TOKEN}`),
    date: fc.constantFrom('Sun, 01 Mar 2026 12:00:00 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT', 'x'),
  },
  { requiredKeys: [] },
);

const STATUSES = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(200, 200, 201, 204) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(301, 400, 401, 403, 404, 409, 422, 429, 500, 501, 503, 504, 522, 999),
  },
);

const answerWith = (bodies: fc.Arbitrary<string>): fc.Arbitrary<Answer> =>
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc
        .record({ status: STATUSES, headers: HEADERS, body: bodies })
        .map(({ status, headers, body }) => ({ status, headers, body: status === 204 ? '' : body })),
    },
    { weight: 1, arbitrary: fc.constantFrom<Answer>('reset', 'cut') },
  );

/** What an API answers to the requests of one call, with these bodies; the last answer is repeated. */
export const answersWith = (bodies: fc.Arbitrary<string>): fc.Arbitrary<Answer[]> =>
  fc.array(answerWith(bodies), { minLength: 1, maxLength: 5 });

export const ANSWERS = answersWith(BODIES);

/** The answer that a path is for, among those that the API may well give. */
function rightAnswer(path: string): unknown {
  if (/effective-permissions/.test(path)) return PERMISSIONS;
  if (/\/roles(?:\?|$)/.test(path)) return [ROLE];
  if (/\/departments(?:\/tree)?(?:\?|$)/.test(path)) return [DEPARTMENT];
  if (/\/(?:users|members)(?:\?|$)/.test(path))
    return { users: [USER], members: [USER], total_users_count: 1, total: 1 };
  return USER;
}

const REFUSAL = {
  code: 'X',
  message: 'No.',
  type: 'client_error',
  details: { problems: ['No.'], why: 'So.' },
  trace_id: 't',
};

/** An API that answers each request as it should, or refuses each; in every text that is no id stands what a terminal or a log would obey. */
export const painted =
  (refuses: boolean): Step =>
  ({ path, method }) => ({
    status: refuses && (method !== 'GET' || !path.includes('?')) ? 400 : 200,
    headers: { 'x-request-id': `req_1${'\t'}::error::x` },
    body: JSON.stringify(refuses ? { error: REFUSAL } : rightAnswer(path), (_name, value: unknown) =>
      typeof value === 'string' && !/^[a-z]+_|@/.test(value) ? value + ALL_COMMANDS : value,
    ),
  });
