import fc from 'fast-check';
import { ANY_CHARACTER } from '../text/any-character.ts';

/** A token that must never be said, whatever an API does with it. */
export const TOKEN = 'tok-4f1c9a7be2d84c0fb6a1';

/** What a terminal or a log would obey, or what hides there. */
const COMMANDS = [
  ...['\u001b]52;c;aGk=\u0007', '\u001b[2J', '\u009b2J', '\u001bc', '\u001b[35mpink', '\u001b[1;1Hhome'],
  ...['::error::x', '\r\u202e\u200b', '\b\b\b', '\u007f'],
];
export const ALL_COMMANDS = COMMANDS.join('');

const TEXTS = fc.oneof(
  fc.constantFrom(...COMMANDS),
  fc.constantFrom(
    ...['', '..', 'constructor', '__proto__', 'toString', 'usr_x/../y', 'usr_x\0', `Bearer ${TOKEN}`, TOKEN],
    ...['\ud800', '=1+1', 'null'],
    ...['usr_abc123', 'usr_b', 'org_xyz789', 'org_other', 'dept_eng001', 'role_admin', 'jane@example.com'],
    ...['active', 'deactivated', 'Engineering', '/dept_eng001', '2025-12-22T15:30:00Z', '275760-09-13'],
  ),
  fc.string({ maxLength: 20, unit: ANY_CHARACTER }),
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
  fc.string({ maxLength: 8, unit: ANY_CHARACTER }),
);

/** Any value of JSON, at any place. */
export const { value: VALUES } = fc.letrec<{ value: unknown; inner: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, TEXTS, NUMBERS, fc.constantFrom(null, true, false), tie('inner')),
  inner: fc.oneof(
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(KEYS, tie('value')), { maxLength: 6 }).map((entries) => Object.fromEntries(entries)),
  ),
}));
