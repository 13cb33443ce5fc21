import fc from 'fast-check';
import type { Step } from '../scripted-server.ts';

/** A token that must never be said, whatever an API does with it. */
export const TOKEN = 'tok-4f1c9a7be2d84c0fb6a1';

const deep = (levels: number, open: string, close: string) =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;

const TEXTS = fc.oneof(
  fc.constantFrom(
    ...['', '..', 'constructor', '__proto__', 'toString', 'usr_x/../y', 'usr_x\0', `Bearer ${TOKEN}`, TOKEN],
    ...['\u001b]52;c;aGk=\u0007', '\u001b[2J', '::error::x', '\r\u202e\u200b', '\ud800', '=1+1', 'null'],
    ...['usr_abc123', 'usr_b', 'org_xyz789', 'org_other', 'dept_eng001', 'role_admin', 'jane@example.com'],
    ...['active', 'deactivated', 'Engineering', '/dept_eng001', '2025-12-22T15:30:00Z', '275760-09-13'],
  ),
  fc.string({ maxLength: 20, unit: 'binary' }),
  fc.constantFrom('x'.repeat(70_000), ' '.repeat(20_000), 'a.'.repeat(20_000), '\\'.repeat(5_000)),
);

const NUMBERS = fc.oneof(
  fc.constantFrom(0, -1, 1, 0.5, 1e9, 1e13, 1e300, -1e300, Number.MAX_SAFE_INTEGER, 8_640_000_000_000_001),
  fc.integer(),
);

const KEYS = fc.oneof(
  fc.constantFrom(
    ...['id', 'user_id', 'email', 'full_name', 'account_state', 'organization_id', 'role', 'status', 'name'],
    ...[
      'role_ids',
      'department_ids',
      'users',
      'members',
      'total',
      'total_users_count',
      'roles',
      'departments',
    ],
    ...[
      'error',
      'code',
      'message',
      'details',
      'problems',
      'type',
      'trace_id',
      'path',
      'children',
      'is_active',
    ],
    ...[
      'capabilities',
      'department_scope',
      'access_token',
      'token',
      'refresh_token',
      'expires_in',
      'email_key',
    ],
    ...[
      'toString',
      'valueOf',
      'toJSON',
      'constructor',
      '__proto__',
      'hasOwnProperty',
      'then',
      'length',
      TOKEN,
    ],
  ),
  fc.string({ maxLength: 8, unit: 'binary' }),
);

/** Any value of JSON, at any place. */
const { value: VALUES } = fc.letrec<{ value: unknown; inner: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, TEXTS, NUMBERS, fc.constantFrom(null, true, false), tie('inner')),
  inner: fc.oneof(
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(KEYS, tie('value')), { maxLength: 6 }).map((entries) => Object.fromEntries(entries)),
  ),
}));

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

/** What the API may well answer, somewhere. */
const SHAPES: readonly unknown[] = [
  USER,
  { ...USER, id: 'usr_b', user_id: 'usr_b', account_state: 'active' },
  { users: [USER], total_users_count: 1, skip: 0, take: 100 },
  { members: [USER, { ...USER, user_id: 'usr_b' }], total: 300 },
  [DEPARTMENT, { ...DEPARTMENT, id: 'dept_b', path: '/dept_eng001/dept_b', children: [DEPARTMENT] }],
  [{ id: 'role_admin', name: 'Admin', member_count: 2, is_custom: false }],
  { user_id: 'usr_abc123', capabilities: ['manage_users'], department_scope: ['dept_eng001'], role_ids: [] },
  { access_token: 'new-access-token-1', refresh_token: 'new-refresh-token-1', expires_in: 3600, user: USER },
  { success: true, email_key: 'key-1', requires_verification: true },
  { success: false, error: { code: 'X', message: 'No.', type: 'client_error', details: {}, trace_id: 't' } },
  { error: { code: 'USER_ALREADY_DEACTIVATED', message: 'It is so.', details: { problems: [] } } },
  { error: { code: 'TOKEN_EXPIRED', message: 'Too old.' } },
];

/** One of them with something else in one or two places. */
const BENT = fc
  .tuple(fc.constantFrom(...SHAPES), fc.array(fc.tuple(fc.nat(30), VALUES), { maxLength: 2 }))
  .map(([shape, bends]) => bends.reduce((bent, [at, value]) => withAt(bent, at, value), shape));

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
  { weight: 6, arbitrary: fc.oneof(BENT, VALUES).map((value) => JSON.stringify(value)) },
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

const ANSWER: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .record({ status: STATUSES, headers: HEADERS, body: BODIES })
      .map(({ status, headers, body }) => ({ status, headers, body: status === 204 ? '' : body })),
  },
  { weight: 1, arbitrary: fc.constantFrom<Step>('reset', 'cut') },
);

/** What an API answers to the requests of one call; the last answer is repeated. */
export const ANSWERS = fc.array(ANSWER, { minLength: 1, maxLength: 5 });
