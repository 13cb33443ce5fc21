import { isPassing } from './retryable.ts';

/** What mends a refusal of the API: for a single call its hint, for a run the line for all rows that it met. */
export interface Cure {
  /** The next step in words; null where the call only has to be repeated later. */
  readonly step: string | null;
  readonly rows: RowsAfterCure;
}

/**
 * What becomes of a run's rows once the step is taken: `again`: the same request can succeed; `changed`: another one
 * can, in a new run; `never`: none can, or none is needed.
 */
export type RowsAfterCure = 'again' | 'changed' | 'never';

/** `statuses`: those with which the API says the code; none for the codes of this program, and for whole kinds. */
type Entry = readonly [step: string, rows: RowsAfterCure, ...statuses: number[]];

const [AGAIN, CHANGED, NEVER] = ['again', 'changed', 'never'] as const;

/** What helps where something is missing or not allowed. */
export const STEPS = {
  permission:
    '`aitronos auth status` shows who is asking; `aitronos roles list --json` which roles could do it',
  department: 'name another department; `aitronos departments list` shows which are there and active',
  role: 'name another role; `aitronos roles list` shows them',
  user: '`aitronos users list --search <text>` finds people; `aitronos config list` shows the organization in use',
} as const;

const SIGN_IN =
  'sign in with `aitronos auth login`; `aitronos auth status --offline` shows which token is used';
const API_KEY =
  'set AITRONOS_API_KEY to a key that is good; `aitronos auth status --offline` shows which is used';
const ORGANIZATION =
  '`aitronos organizations list` shows your organizations, `aitronos auth status` who is asking';
const OWNER = 'make another member an owner first: `aitronos users update-memberships`';
const DETAILS = 'the API rejected a value: correct it; --json shows the details';
const REJECTED = 'the API rejected a value: correct it; --debug shows the whole answer';
const STATE = '`aitronos users get <user>` shows the state of the user';
const MEMBERSHIPS = '`aitronos users update-memberships` changes roles and departments of a member';
const MEMBER = `nothing to do if active; \`aitronos users reactivate\` lets a deactivated one in; ${MEMBERSHIPS}`;
const NO_API =
  'something other than the API may have answered; `aitronos config list` shows the address that is used';
const NOT_OFFERED = 'the API does not offer this; `aitronos config list` shows which address is used';
const ADMINISTRATOR = 'ask an administrator of the organization';

/**
 * The cures by the API's code. https://docs.aitronos.com/docs/api-reference/error-codes names most of the codes; the
 * others stand on the pages of their requests, or are those of the sandbox where the pages name none.
 */
const BY_CODE: Readonly<Record<string, Entry>> = {
  INVALID_CREDENTIALS: ['check the address and the password, and run the same command again', AGAIN, 401],
  TOKEN_EXPIRED: [SIGN_IN, AGAIN, 401],
  TOKEN_INVALID: [SIGN_IN, AGAIN, 401],
  TOKEN_MISSING_SUBJECT: [SIGN_IN, AGAIN, 401],
  AUTHENTICATION_REQUIRED: [SIGN_IN, AGAIN, 401],
  INVALID_API_KEY: [API_KEY, AGAIN, 401],
  API_KEY_EXPIRED: [API_KEY, AGAIN, 401],
  API_KEY_DEACTIVATED: [API_KEY, AGAIN, 401],
  API_KEY_PAUSED: [`resume the key, or ${API_KEY}`, AGAIN, 401],
  INSUFFICIENT_PERMISSIONS: [STEPS.permission, AGAIN, 403],
  ACCESS_DENIED: [STEPS.permission, AGAIN, 403],
  ORGANIZATION_ACCESS_DENIED: [ORGANIZATION, AGAIN, 403],
  NO_ORGANIZATION_MEMBERSHIP: [ORGANIZATION, AGAIN, 403],
  AMBIGUOUS_ORGANIZATION: ['name the organization: --org <organization>', AGAIN, 403],
  ORGANIZATION_NOT_FOUND: [ORGANIZATION, CHANGED, 404],
  DOMAIN_NOT_REGISTERED: [`the domain of the address is not allowed: ${ADMINISTRATOR}`, AGAIN, 403],
  REGISTRATION_RESTRICTED: [`joining is restricted: ${ADMINISTRATOR}`, AGAIN, 403],
  OPERATION_NOT_ALLOWED: ['it is not allowed for this user: leave the user out', NEVER, 403],
  CANNOT_REMOVE_LAST_OWNER: [OWNER, AGAIN, 403],
  LAST_OWNER_CANNOT_BE_REMOVED: [OWNER, AGAIN, 422],
  CANNOT_DELETE_OWNER: [
    'take the role of an owner away first: `aitronos users update-memberships`',
    AGAIN,
    403,
  ],
  SYSTEM_ROLE_IMMUTABLE: ['system roles cannot be changed; make one of your own', NEVER, 403],
  USER_NOT_FOUND: [STEPS.user, NEVER, 404],
  DEPARTMENT_NOT_FOUND: [STEPS.department, CHANGED, 404],
  DEPARTMENT_INACTIVE: [STEPS.department, CHANGED, 422],
  DEPARTMENT_NOT_ACTIVE: [STEPS.department, CHANGED, 422],
  ROLE_NOT_FOUND: [STEPS.role, CHANGED, 404],
  ROLE_ASSIGNMENT_NOT_FOUND: ['nothing to do: the user does not hold the role', NEVER, 404],
  ROLE_HAS_MEMBERS: [
    'take the role away from its members first: `aitronos roles list --members <role>`',
    AGAIN,
    409,
  ],
  ROLE_ALREADY_ASSIGNED: ['nothing to do: the user holds the role', NEVER, 409],
  DEPARTMENT_HAS_CHILDREN: [
    'move or delete the departments below it first: `aitronos departments list --tree`',
    AGAIN,
    422,
  ],
  DEPARTMENT_HAS_MEMBERS: ['move its members first: `aitronos users update-memberships`', AGAIN, 422],
  USER_ALREADY_DEACTIVATED: [`nothing to do; ${STATE}`, NEVER, 422],
  USER_NOT_DEACTIVATED: [`nothing to do; ${STATE}`, NEVER, 422],
  USER_ALREADY_MEMBER: [MEMBER, NEVER, 409],
  USER_ALREADY_IN_DEPARTMENT: [`nothing to do; ${MEMBERSHIPS}`, NEVER, 409],
  VALIDATION_ERROR: [DETAILS, CHANGED, 400, 422],
  REDIRECTED: [
    'set --api-url to the address of the API itself; a redirect would carry the token elsewhere',
    AGAIN,
  ],
  NOT_JSON: [NO_API, AGAIN],
  ANSWER_TOO_LARGE: [NO_API, AGAIN],
  ANSWER_CODING: [
    'a proxy may compress what passes through; `aitronos doctor` looks at every part of the way to the API',
    AGAIN,
  ],
  UNEXPECTED_STATE: [
    'the API did not do what was asked; look before going on: `aitronos users get <user>`',
    AGAIN,
  ],
};

/** The cures of refusals whose code is not listed, by status. */
const BY_STATUS: Readonly<Record<number, Entry>> = {
  400: [REJECTED, CHANGED],
  401: [SIGN_IN, AGAIN],
  403: [STEPS.permission, AGAIN],
  404: ['check the ids; `aitronos config list` shows which organization and address are used', CHANGED],
  405: [NOT_OFFERED, NEVER],
  409: [`something stands in the way: read the message; ${STATE}`, AGAIN],
  413: ['it is too large for the API: send less at once', NEVER],
  422: [REJECTED, CHANGED],
  501: [NOT_OFFERED, NEVER],
};

/** The cures of codes that are not listed, by whom or what they are about, which is not the user. */
const BY_SUBJECT: readonly (readonly [RegExp, Entry])[] = [
  [/^(?:TARGET_)?DEPARTMENT_/, [STEPS.department, CHANGED]],
  [/^ROLE_/, [STEPS.role, CHANGED]],
  [/LAST_OWNER/, [OWNER, AGAIN]],
];

/** True for a code about something else than the user or what was sent, which may change meanwhile. */
export const isOfSubject = (code: string): boolean => BY_SUBJECT.some(([subject]) => subject.test(code));

const ANY: Entry = ['--debug shows the whole answer; tell whoever runs the API', AGAIN];

/** What mends a refusal, by its code, or else by its status. */
export function cureFor({ code, status }: { readonly code: string; readonly status: number | null }): Cure {
  // Looked up as an own property, because a code may be any text, for example `constructor`.
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  if (known === undefined && (status === null || isPassing(status))) return { step: null, rows: AGAIN };
  const [step, rows] = known ?? aboutSubject(code, status ?? 0) ?? BY_STATUS[status ?? 0] ?? ANY;
  return { step, rows };
}

/** A missing right is a matter of who asks, whatever the code is about. */
const aboutSubject = (code: string, status: number): Entry | undefined =>
  [401, 403].includes(status) ? undefined : BY_SUBJECT.find(([subject]) => subject.test(code))?.[1];

/** True for a code that the API itself is known to say, or this program of its answers. */
export const isApiCode = (code: string): boolean => Object.hasOwn(BY_CODE, code);

/** The codes that the API itself is known to say, each with its statuses and what mends it. */
export const apiCodes = (): readonly { code: string; statuses: readonly number[]; step: string }[] =>
  Object.entries(BY_CODE).flatMap(([code, [step, , ...statuses]]) =>
    statuses.length === 0 ? [] : [{ code, statuses, step }],
  );
