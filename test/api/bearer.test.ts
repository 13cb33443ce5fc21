import { describe, expect, it } from 'vitest';
import { Aitronos, ApiError } from '../../src/index.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const USER = { organization_id: 'org_1', transfer_resources_to_department_id: 'dept_1' };
const DONE = { status: 200, body: { id: 'usr_1', account_state: 'deactivated' } };
const ENDED = { status: 401, body: { error: { code: 'TOKEN_EXPIRED', message: 'Over.' } } };

describe('a token that is replaced while requests go on', () => {
  it('is asked for before each attempt, and again when the API says that it has ended', async () => {
    const { url, requests } = await world.current.script(ENDED, DONE, DONE);
    const tokens = ['first', 'second', 'third'];
    const told: string[] = [];
    const accessToken = {
      token: () => tokens.shift() ?? '',
      expired: async (token: string) => told.push(token) > 0,
    };
    const client = new Aitronos({ accessToken, baseUrl: url, retries: 0 });
    for (const id of ['usr_1', 'usr_1']) await client.users.deactivate(id, USER);
    expect(requests.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer first',
      'Bearer second',
      'Bearer third',
    ]);
    expect(told).toEqual(['first']);
    await client.close();
  });

  it('is an error when there is no other', async () => {
    const { url, requests } = await world.current.script(ENDED);
    const accessToken = { token: () => 'only', expired: async () => false };
    const client = new Aitronos({ accessToken, baseUrl: url });
    const refused = await client.users.deactivate('usr_1', USER).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ApiError);
    expect(refused).toMatchObject({ code: 'TOKEN_EXPIRED', status: 401 });
    expect(requests).toHaveLength(1);
    await client.close();
  });
});

describe('client.auth', () => {
  it('shows no token where somebody signs in, and the token where somebody signs out', async () => {
    const { url, requests } = await world.current.script(
      { status: 200, body: { email_key: 'key' } },
      { status: 200, body: { token: 'access', refreshToken: 'refresh' } },
      { status: 200, body: { message: 'Bye.' } },
    );
    const client = new Aitronos({ accessToken: 'mine', baseUrl: url });
    await client.auth.login({ email_or_username: 'jane@example.com', password: 'swordfish' });
    const proof = {
      email_key: 'key',
      verification_code: 1234,
      is_register: false,
      device_info: { name: 'x' },
    };
    const tokens = await client.auth.verify(proof);
    expect(tokens).toMatchObject({ access_token: 'access', refresh_token: 'refresh', expires_in: null });
    await client.auth.logout({ refresh_token: 'refresh' });
    expect(requests.map(({ headers }) => headers['authorization'])).toEqual([
      undefined,
      undefined,
      'Bearer mine',
    ]);
    expect(requests[1]?.body).toBe(JSON.stringify(proof));
    await client.close();
  });

  it('says so when an answer has no token', async () => {
    const { url } = await world.current.script({ status: 200, body: { device_id: 'd' } });
    const client = new Aitronos({ accessToken: 'mine', baseUrl: url });
    const answer = client.auth.refresh({ refresh_token: 'refresh' });
    await expect(answer).rejects.toMatchObject({ code: 'NO_TOKEN_IN_ANSWER' });
    await client.close();
  });
});
