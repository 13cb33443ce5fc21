import { describe, expect, it } from 'vitest';
import type { Context } from '../../../src/cli/context.ts';
import { findProtected } from '../../../src/commands/users/guards/find-protected.ts';
import { mostRows, refuseLargerShare, refuseMore } from '../../../src/commands/users/guards/most-users.ts';
import {
  lookUpProtected,
  type ProtectList,
  reasonInList,
  refuseProtectedUser,
  withoutSelf,
} from '../../../src/commands/users/guards/protected-users.ts';
import { IS_SELF, signedInUser } from '../../../src/commands/users/guards/self.ts';
import { whoIsSignedIn } from '../../../src/commands/users/guards/who-is-signed-in.ts';
import { deactivate } from '../../../src/operations/deactivate.ts';
import { reactivate } from '../../../src/operations/reactivate.ts';
import { protectRule } from '../../../src/validation/protect-rules.ts';
import { tokenOf } from '../../auth/jwt.ts';

interface Told {
  readonly env?: Readonly<Record<string, string>>;
  readonly stored?: string;
  readonly inSandbox?: boolean;
  /** The members that every list of the API has. */
  readonly members?: readonly object[];
  /** The statuses that the API has; 30 members are active. */
  readonly statuses?: readonly string[];
}

/** What a guard reaches of a call. */
function contextOf({ env = {}, stored, inSandbox = false, members = [], statuses = [] }: Told): Context {
  const listAll = async function* () {
    yield* members;
  };
  const listStatuses = async () => statuses.map((id) => ({ id, name: null }));
  const list = async ({ status_id }: { readonly status_id?: string }) => ({ total: status_id ? 30 : 99 });
  const client = {
    users: { listAll, listStatuses, list },
    account: { me: async () => ({ id: null }), isOfUser: false },
  };
  const context: unknown = {
    environment: { env, signal: new AbortController().signal },
    storedSession: () => (stored === undefined ? null : { user_id: stored }),
    inSandbox,
    setting: (_name: string, value: string | undefined) => ({ value: value ?? null, source: 'flag' }),
    api: async () => client,
  };
  return context as Context;
}

const listOf = (users: Readonly<Record<string, string>>, ...rules: readonly string[]): ProtectList => ({
  users: new Map(Object.entries(users)),
  rules: rules.map((text) => ({ rule: protectRule(text), reason: `by ${text}` })),
});

const TOKEN = { AITRONOS_ACCESS_TOKEN: tokenOf('usr_token1') };
const KEY = { AITRONOS_API_KEY: 'a-key' };

it.each<[what: string, Told, user: string | null]>([
  ['a token', { env: TOKEN, stored: 'usr_stored1' }, 'usr_token1'],
  ['a token beside a key', { env: { ...TOKEN, ...KEY } }, 'usr_token1'],
  ['a key, whatever is stored', { env: KEY, stored: 'usr_stored1' }, null],
  ['what is stored', { stored: 'usr_stored1' }, 'usr_stored1'],
  ['the sandbox, whose token is its own', { env: TOKEN, stored: 'usr_stored1', inSandbox: true }, null],
  ['nothing', {}, null],
])('%s says who is signed in, also where the API names nobody', async (_what, told, user) => {
  const context = contextOf(told);
  expect([signedInUser(context), await whoIsSignedIn(context)]).toEqual([user, user]);
});

describe('who is protected', () => {
  it.each<[user_id: string, email: string | undefined, reason: string | null]>([
    ['usr_1', undefined, 'by id'],
    ['usr_2', undefined, null],
    ['usr_2', 'Jane@Example.com', 'by jane@example.com'],
    ['jane@example.com', undefined, 'by jane@example.com'],
    ['usr_2', 'boss@Board.example', 'by *@board.example'],
    ['boss@board.example', undefined, 'by *@board.example'],
    ['boss@surfboard.example', undefined, null],
    ['boss@board.example.org', undefined, null],
  ])('%s with the address %s, by the list alone: %s', (user_id, email, reason) => {
    const list = listOf({ usr_1: 'by id' }, 'jane@example.com', '*@board.example');
    expect(reasonInList(list, { user_id, ...(email !== undefined && { email }) })).toBe(reason);
  });

  it('is also who stands there by id, and the first that names a user says why', async () => {
    const members = [
      { id: 'usr_1', email: 'a@example.com' },
      { id: 'usr_2', email: 'B@EXAMPLE.COM' },
      { id: 'usr_3', email: 'c@example.com.org' },
    ];
    const context = contextOf({ members });
    const list = listOf({ usr_1: 'by id', usr_9: 'by id' }, '*@example.com');
    expect([...(await lookUpProtected(context, 'org_1', list))]).toEqual([
      ['usr_1', 'by id'],
      ['usr_2', 'by *@example.com'],
      ['usr_9', 'by id'],
    ]);
    const place = {
      client: await context.api(),
      organization_id: 'org_1',
      signal: context.environment.signal,
    };
    const { rules } = listOf({}, 'usr_1', '*@example.com');
    expect((await findProtected(place, rules)).get('usr_1')).toBe('by usr_1');
  });

  it('is the signed-in user no more without that rule, unless the list says so too', () => {
    const list = listOf({ usr_1: IS_SELF, usr_2: 'by id' });
    expect([...withoutSelf(list).users.keys()]).toEqual(['usr_2']);
  });

  it('is who is signed in, where the change would lock them out', async () => {
    const context = contextOf({ env: TOKEN });
    const one = { user_id: 'usr_token1', organization_id: 'org_1', lists: undefined as never };
    const list = listOf({ usr_token1: IS_SELF });
    await expect(refuseProtectedUser(context, deactivate, { ...one, list: null })).rejects.toThrow(IS_SELF);
    await expect(refuseProtectedUser(context, reactivate, { ...one, list })).resolves.toBeUndefined();
  });
});

describe('a limit', () => {
  const STATUSES = ['status_active', 'status_pending'];
  it.each<[given: string | undefined, count: number, statuses: readonly string[], passes: boolean]>([
    [undefined, 1000, [], true],
    ['3', 3, [], true],
    ['3', 4, [], false],
    ['10%', 3, STATUSES, true],
    ['10%', 4, STATUSES, false],
    ['15%', 5, STATUSES, false],
    ['10%', 1, ['status_pending'], false],
    ['10%', 0, [], true],
  ])('of %s is passed by %i users where the statuses are %j: %s', async (given, count, statuses, passes) => {
    const context = contextOf({ statuses });
    const ask = async () => {
      refuseMore(context, { count, given });
      await refuseLargerShare(context, 'org_1', { count, given });
    };
    if (passes) await expect(ask()).resolves.toBeUndefined();
    else await expect(ask()).rejects.toMatchObject({ code: 'TOO_MANY', exit: 2 });
  });

  it.each<[given: string | undefined, count: number, line: number | null, passes: boolean]>([
    ['3', 3, 9, true],
    ['3', 4, 9, false],
    ['3', 4, null, true],
    ['10%', 1000, 9, true],
    [undefined, 1000, 9, true],
  ])('of %s is passed while row %i, on line %s, is read: %s', (given, count, line, passes) => {
    const row = { row: count, line, user_id: 'usr_1', department_id: null, input: {} };
    const ask = () => mostRows(contextOf({}), given)(count, row);
    if (passes) expect(ask).not.toThrow();
    else expect(ask).toThrow(expect.objectContaining({ code: 'TOO_MANY', exit: 2 }));
  });
});
